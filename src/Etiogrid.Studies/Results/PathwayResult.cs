namespace Etiogrid.Studies.Results;

/// <summary>One pathway of one person. All probabilities in [0, 1]; "altered" is causal or compensatory.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Full name.</param>
/// <param name="ShortName">Name for figures.</param>
/// <param name="BaseRate">P(causal) in a symptomatic person before any data of this person.</param>
/// <param name="Prior">P(causal) after this person's genes and exposures.</param>
/// <param name="PriorAltered">P(altered) after genes and exposures.</param>
/// <param name="Posterior">P(altered) after everything.</param>
/// <param name="Band50">50 % band of the posterior under uncertain parameters.</param>
/// <param name="Band95">95 % band.</param>
/// <param name="Causal">P(causal).</param>
/// <param name="Compensatory">P(compensatory).</param>
/// <param name="Down">P(too little).</param>
/// <param name="Up">P(too much).</param>
/// <param name="TwoDirections">False where the knowledge base knows one direction only.</param>
/// <param name="Call">causal-supported, compensatory-likely, contested; empty when hardly altered.</param>
/// <param name="GeneticSupport">Criterion (i): the pathway's polygenic score raises its prior.</param>
/// <param name="ExposureLink">Criterion (ii): a known exposure loads on it.</param>
/// <param name="SymptomLink">Criterion (iii): it can cause a symptom that is present.</param>
/// <param name="Cells">Contribution of each grid column to the prior log-odds.</param>
/// <param name="Waterfall">Exact steps in log-odds of "altered", base rate first; they sum to the posterior's log-odds.</param>
/// <param name="Quality">Flags in words; empty when there are none.</param>
public sealed record PathwayResult(
    string Id,
    string Name,
    string ShortName,
    double BaseRate,
    double Prior,
    double PriorAltered,
    double Posterior,
    Band Band50,
    Band Band95,
    double Causal,
    double Compensatory,
    double Down,
    double Up,
    bool TwoDirections,
    string Call,
    bool GeneticSupport,
    bool ExposureLink,
    bool SymptomLink,
    IReadOnlyList<GridCell> Cells,
    IReadOnlyList<WaterfallStep> Waterfall,
    string Quality)
{
    /// <summary>State or trait, where the pathway's markers were followed over at least two dated visits; null otherwise.</summary>
    public StateTraitResult? StateTrait { get; init; }
}
