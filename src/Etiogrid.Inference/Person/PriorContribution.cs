using Etiogrid.Core.Identifiers;

namespace Etiogrid.Inference.Person;

/// <summary>One cell of the grid figure: what one score or exposure adds to the prior log-odds of a causal alteration.</summary>
/// <param name="Pathway">Which pathway.</param>
/// <param name="Exposure">Which exposure; null for the pathway's genetic layer.</param>
/// <param name="LogOdds">Prior log-odds with it minus prior log-odds with it unknown, everything else as observed.</param>
public sealed record PriorContribution(PathwayId Pathway, ExposureId? Exposure, double LogOdds)
{
    /// <summary>True for epigenetic scores, false for polygenic ones.</summary>
    public bool IsEpigenetic { get; init; }
}
