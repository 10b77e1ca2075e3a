namespace Etiogrid.Studies.Results;

/// <summary>Test-retest reliability of a feature: ICC(2,1) with its 95 % interval.</summary>
public sealed record ReliabilityRow(string Feature, string Name, int People, double Icc, Band Interval);
