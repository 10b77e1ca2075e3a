using Etiogrid.Numerics.Distributions;

namespace Etiogrid.Inference;

/// <summary>
/// The continuous reading of a noisy-OR symptom: severity z has standard deviation 1, and the symptom is present where z
/// exceeds the quantile that leaves the leak above it. A cause that raises the probability from leak to 1 - (1-leak)(1-lambda)
/// therefore shifts z by the difference of the two normal quantiles.
/// </summary>
internal static class SeverityShift
{
    public static GridContinuousSymptom Of(string name, double leak, IReadOnlyList<CausalLink> links, double z)
    {
        double threshold = Normal.Quantile(leak);
        CausalLink[] shifts = [.. links.Select(l => l with { Value = Normal.Quantile(1 - ((1 - leak) * (1 - l.Value))) - threshold })];
        return new(name, 0, 1, shifts, z);
    }
}
