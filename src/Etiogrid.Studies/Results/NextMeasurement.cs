namespace Etiogrid.Studies.Results;

/// <summary>A measurement not yet made.</summary>
/// <param name="MarkerId">Key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Modality">Modality in lower case.</param>
/// <param name="Bits">Expected information about the pathways, in bits.</param>
/// <param name="Cost">Relative cost, 1 = a blood test.</param>
/// <param name="BitsPerCost">Ranking key.</param>
/// <param name="Splits">Ambiguity set or pathway pair it would split, in words; empty when none.</param>
public sealed record NextMeasurement(string MarkerId, string Name, string Modality, double Bits, double Cost, double BitsPerCost, string Splits)
{
    /// <summary>Expected value for choosing interventions, in symptoms; null where there is nothing to choose.</summary>
    public double? DecisionValue { get; init; }

    /// <summary>Its cost in symptoms, by the stated trade-off.</summary>
    public double? DecisionCost { get; init; }

    /// <summary>P(it changes which combination is best).</summary>
    public double? ProbabilityOfChange { get; init; }
}
