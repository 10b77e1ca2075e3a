namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>network infer</c>.</summary>
/// <param name="File">A .bif file, plain or gzip.</param>
/// <param name="Evidence">Pairs such as <c>asia=yes</c>, each possibly several joined by commas.</param>
/// <param name="Query">Variables asked for, each possibly several joined by commas; none = all.</param>
/// <param name="MemoryGiB">Memory that the tables may take.</param>
public sealed record NetworkInferOptions(string File, IReadOnlyList<string> Evidence, IReadOnlyList<string> Query, double MemoryGiB)
{
    /// <summary>Variables whose joint distribution is asked for, each possibly several joined by commas.</summary>
    public IReadOnlyList<string> Joint { get; init; } = [];

    /// <summary>Uncertain evidence such as <c>smoke=0.2:0.8</c>: P(finding | state), one number a state in the file's order.</summary>
    public IReadOnlyList<string> Soft { get; init; } = [];

    /// <summary>Interventions such as <c>smoke=no</c>: the arrows into the variable are cut.</summary>
    public IReadOnlyList<string> Do { get; init; } = [];

    /// <summary>Table of many evidence sets: one a row, a column a variable, n/a = not observed, optional column <c>case</c>.</summary>
    public string? EvidenceFile { get; init; }

    /// <summary>Say what it would take, and compute nothing.</summary>
    public bool Forecast { get; init; }

    /// <summary>Worker threads for many evidence sets, 0 = all cores.</summary>
    public int Threads { get; init; }
}
