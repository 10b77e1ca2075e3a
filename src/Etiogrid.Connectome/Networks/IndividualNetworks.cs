namespace Etiogrid.Connectome.Networks;

/// <summary>One person's networks.</summary>
public sealed record IndividualNetworks
{
    /// <summary>Network of each region, with the labels of the group atlas.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>How clear each assignment is: the largest over the second correlation (Wang 2015; infinite when the second is not positive) or the posterior probability (hierarchical model).</summary>
    public required IReadOnlyList<double> Confidence { get; init; }

    /// <summary>Iterations done.</summary>
    public required int Iterations { get; init; }

    /// <summary>False when the iteration limit came first.</summary>
    public required bool HasConverged { get; init; }
}
