namespace Etiogrid.Studies.Toolbox;

/// <summary>How <c>knowledge calibrate</c> works.</summary>
/// <param name="Knowledge">Which knowledge base.</param>
/// <param name="People">People simulated.</param>
/// <param name="Seed">Seed of the simulation.</param>
/// <param name="Threads">Worker threads; 0 for all.</param>
/// <param name="ParameterFile">Where to write the parameters; null to write none.</param>
public sealed record KnowledgeCalibrateOptions(KnowledgeOptions Knowledge, int People, ulong Seed, int Threads, string? ParameterFile);
