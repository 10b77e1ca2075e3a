namespace Etiogrid.Studies.Results;

/// <summary>An input file and its hash.</summary>
public sealed record InputFileRecord(string File, string Sha256);
