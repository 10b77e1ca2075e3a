namespace Etiogrid.Studies.Results;

/// <summary>How the posterior was computed.</summary>
/// <param name="Name">Engine, such as <c>exact: signed product form with block elimination</c>.</param>
/// <param name="ErrorStatement">Its error in words, such as <c>exact to rounding (cancellation 14)</c>.</param>
/// <param name="LargestError">Bound or estimate of the largest error of any probability.</param>
/// <param name="LogEvidence">log p(data).</param>
public sealed record EngineReport(string Name, string ErrorStatement, double LargestError, double LogEvidence)
{
    /// <summary>Smallest effective sample size over pathways; null for exact engines.</summary>
    public double? EffectiveSampleSize { get; init; }

    /// <summary>Largest R-hat over pathways; null for exact engines.</summary>
    public double? RHat { get; init; }
}
