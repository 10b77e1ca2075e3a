namespace Etiogrid.Connectome.Networks;

/// <summary>Settings of the hierarchical network model.</summary>
public sealed record HierarchicalNetworkOptions
{
    /// <summary>Prior probability that a region belongs to the group's network, (0, 1); the rest is shared by the other networks.</summary>
    public double GroupProbability
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A probability must lie in (0, 1).");
    } = 0.6;

    /// <summary>Weight of the spatial prior, &gt;= 0.</summary>
    public double PriorWeight { get; init; } = 50;

    /// <summary>Weight of agreement with neighbours (Potts), &gt;= 0; used where neighbours are given.</summary>
    public double SmoothnessWeight { get; init; } = 10;

    /// <summary>Largest number of outer iterations; the model always ends.</summary>
    public int MaximumIterations { get; init; } = 50;

    /// <summary>Relative change of the objective below which it has converged.</summary>
    public double Tolerance { get; init; } = 1e-4;
}
