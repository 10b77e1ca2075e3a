namespace Etiogrid.Studies.Results;

/// <summary>A combination of interventions as a hypothesis.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="MemberIds">Keys.</param>
/// <param name="MemberNames">Display names.</param>
/// <param name="PathwayIds">Pathways hit that are likely altered.</param>
/// <param name="ExpectedGain">Expected fall of the summed probability of the present symptoms, in symptoms.</param>
/// <param name="Interval">95 % interval of the gain.</param>
/// <param name="ProbabilityBest">P(no other combination is better).</param>
/// <param name="Regret">Expected loss against knowing the best.</param>
/// <param name="Burden">On the burden scale.</param>
/// <param name="OnParetoFront">No other combination has more gain at less burden.</param>
/// <param name="EvidenceGrade">Weakest grade of its members, A to D.</param>
/// <param name="Horizon">state, trait or both.</param>
/// <param name="Onset">Words.</param>
/// <param name="Risks">Words.</param>
/// <param name="Reasons">Why it ranks here, in words.</param>
public sealed record CombinationResult(
    int Rank,
    IReadOnlyList<string> MemberIds,
    IReadOnlyList<string> MemberNames,
    IReadOnlyList<string> PathwayIds,
    double ExpectedGain,
    Band Interval,
    double ProbabilityBest,
    double Regret,
    double Burden,
    bool OnParetoFront,
    string EvidenceGrade,
    string Horizon,
    string Onset,
    IReadOnlyList<string> Risks,
    IReadOnlyList<string> Reasons)
{
    /// <summary>Expected rise of the probability that no present symptom is left.</summary>
    public double RemissionGain { get; init; }
}
