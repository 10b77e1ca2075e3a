namespace Etiogrid.Inference.Interventions;

/// <summary>What a combination is valued by.</summary>
public enum CombinationUtility
{
    /// <summary>The fall of the summed probability of the target symptoms: every symptom relieved counts.</summary>
    Additive,

    /// <summary>The rise of the probability that no target symptom is left: supermodular across pathways, for every cause must be treated.</summary>
    Remission,
}
