namespace Etiogrid.Core.Measures;

/// <summary>The people a z score was formed against.</summary>
/// <param name="Kind">Which kind of reference.</param>
/// <param name="N">How many people.</param>
/// <param name="Mean">Their mean, in the unit of the value.</param>
/// <param name="StandardDeviation">Their standard deviation (n - 1), in the unit of the value; greater than 0.</param>
public sealed record ReferenceSample(ReferenceKind Kind, int N, double Mean, double StandardDeviation);
