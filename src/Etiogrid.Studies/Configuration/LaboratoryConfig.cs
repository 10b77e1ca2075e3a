namespace Etiogrid.Studies.Configuration;

/// <summary>Where a laboratory marker stands.</summary>
/// <param name="MarkerId">Key of the marker in the knowledge base.</param>
/// <param name="Source">File and column.</param>
/// <param name="Unit">Unit as printed.</param>
/// <param name="Log">True when the value is log-transformed before the z score (concentrations with a long tail).</param>
public sealed record LaboratoryConfig(string MarkerId, ColumnSource Source, string Unit, bool Log);
