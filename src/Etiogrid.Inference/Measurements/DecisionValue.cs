namespace Etiogrid.Inference.Measurements;

/// <summary>What a measurement is worth for choosing a combination of interventions.</summary>
/// <param name="Candidate">Which.</param>
/// <param name="Value">Expected value of sample information before cost, in symptoms: E_y max_A E[U(A) | y] - max_A E[U(A)]; at least 0.</param>
/// <param name="Cost">Its cost on the same scale.</param>
/// <param name="ProbabilityOfChange">How often the measurement would change which combination is best.</param>
public sealed record DecisionValue(CandidateMeasurement Candidate, double Value, double Cost, double ProbabilityOfChange)
{
    /// <summary>Value per cost: the ranking key.</summary>
    public double PerCost => Value / Cost;

    /// <summary>Value minus cost; where it is not positive, measuring this is not worth it.</summary>
    public double Net => Value - Cost;
}
