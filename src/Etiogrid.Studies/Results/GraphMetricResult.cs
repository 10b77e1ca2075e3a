namespace Etiogrid.Studies.Results;

/// <summary>A global graph metric and its deviation.</summary>
public sealed record GraphMetricResult(string Name, double Value, double ReferenceMean, double Z);
