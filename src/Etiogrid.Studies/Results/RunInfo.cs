namespace Etiogrid.Studies.Results;

/// <summary>The run a result belongs to.</summary>
/// <param name="StudyName">Name from study.yaml.</param>
/// <param name="Simulated">True for simulated studies; the page says so.</param>
/// <param name="ProgramVersion">Version of Etiogrid.</param>
/// <param name="GridVersion">Version of the general grid.</param>
/// <param name="GridSha256">Hash of the general grid.</param>
/// <param name="ConfigSha256">Hash of the effective configuration.</param>
/// <param name="RunId">First 12 hex digits of the hash over configuration, inputs, program and seed.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Command">Command that reproduces the run, without machine paths.</param>
/// <param name="ReferenceStatement">Against whom z scores were formed, in words.</param>
public sealed record RunInfo(
    string StudyName,
    bool Simulated,
    string ProgramVersion,
    string GridVersion,
    string GridSha256,
    string ConfigSha256,
    string RunId,
    ulong Seed,
    string Command,
    string ReferenceStatement);
