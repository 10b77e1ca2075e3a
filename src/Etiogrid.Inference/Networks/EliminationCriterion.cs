namespace Etiogrid.Inference.Networks;

/// <summary>What a greedy elimination order makes small at each step.</summary>
internal enum EliminationCriterion
{
    /// <summary>Fill-in edges, each weighted by the states of its ends.</summary>
    WeightedFill,

    /// <summary>Number of fill-in edges.</summary>
    Fill,

    /// <summary>Cells of the clique.</summary>
    CliqueSize,
}
