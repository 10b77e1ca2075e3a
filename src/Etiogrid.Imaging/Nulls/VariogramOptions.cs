namespace Etiogrid.Imaging.Nulls;

/// <summary>Settings of variogram-matched surrogates; the defaults are those of Burt et al. 2020.</summary>
public sealed record VariogramOptions
{
    /// <summary>Shares of the other regions used as neighbours when smoothing.</summary>
    public IReadOnlyList<double> NeighbourShares { get; init; } = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

    /// <summary>Pairs closer than this percentile of all distances enter the variogram.</summary>
    public double DistancePercentile { get; init; } = 25;

    /// <summary>Distances at which the variogram is evaluated.</summary>
    public int Bins { get; init; } = 25;

    /// <summary>Give surrogates the map's own values in the surrogate's rank order, which keeps the map's distribution.</summary>
    public bool Resample { get; init; }

    /// <summary>Largest accepted root mean squared difference between the mean surrogate variogram and the map's, relative to the map's mean.</summary>
    public double LargestMisfit { get; init; } = 0.10;
}
