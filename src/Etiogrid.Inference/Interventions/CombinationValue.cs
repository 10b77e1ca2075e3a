namespace Etiogrid.Inference.Interventions;

/// <summary>A combination with its value under the whole posterior.</summary>
/// <param name="Members">Option indices, ascending.</param>
/// <param name="Gain">Expected fall of the summed probability of the target symptoms, harm of wrong directions and undone compensations counted.</param>
/// <param name="GainLow">2.5 % quantile over posterior draws and efficacies.</param>
/// <param name="GainHigh">97.5 % quantile.</param>
/// <param name="Burden">Summed burden and interaction penalties.</param>
/// <param name="Utility">Gain minus weighted burden.</param>
/// <param name="ProbabilityBest">Share of draws in which none of the kept combinations (or doing nothing) has more utility.</param>
/// <param name="Regret">Expected utility lost against choosing the best in every draw.</param>
/// <param name="OnParetoFront">No kept combination has at least its gain at less burden.</param>
public sealed record CombinationValue(
    IReadOnlyList<int> Members,
    double Gain,
    double GainLow,
    double GainHigh,
    double Burden,
    double Utility,
    double ProbabilityBest,
    double Regret,
    bool OnParetoFront)
{
    /// <summary>Expected rise of the probability that no target symptom is left.</summary>
    public double RemissionGain { get; init; }
}
