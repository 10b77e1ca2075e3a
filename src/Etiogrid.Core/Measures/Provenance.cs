namespace Etiogrid.Core.Measures;

/// <summary>Where a number came from: enough to find it again.</summary>
/// <param name="File">Input file relative to the study folder, forward slashes.</param>
/// <param name="Sha256">SHA-256 of the file as lower-case hex.</param>
/// <param name="Row">1-based row including the header; null where the whole file was used.</param>
/// <param name="Column">Column name; null where the whole file was used.</param>
public sealed record Provenance(string File, string Sha256, long? Row = null, string? Column = null);
