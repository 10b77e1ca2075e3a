namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>network infer</c>.</summary>
/// <param name="File">A .bif file, plain or gzip.</param>
/// <param name="Evidence">Pairs such as <c>asia=yes</c>, each possibly several joined by commas.</param>
/// <param name="Query">Variables asked for, each possibly several joined by commas; none = all.</param>
/// <param name="MemoryGiB">Memory that the tables may take.</param>
public sealed record NetworkInferOptions(string File, IReadOnlyList<string> Evidence, IReadOnlyList<string> Query, double MemoryGiB);
