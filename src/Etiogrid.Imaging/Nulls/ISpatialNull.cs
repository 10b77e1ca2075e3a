namespace Etiogrid.Imaging.Nulls;

/// <summary>A way to make surrogate maps that keep (part of) a map's spatial autocorrelation.</summary>
public interface ISpatialNull
{
    /// <summary>The field's name of the method.</summary>
    string Name { get; }

    /// <summary>Number of regions.</summary>
    int RegionCount { get; }

    /// <summary>How many draws exist; <see cref="int.MaxValue"/> where there is no end.</summary>
    int AvailableDraws { get; }

    /// <summary>The same null on some of the regions (masks, missing values, one hemisphere).</summary>
    ISpatialNull Restrict(IReadOnlyList<int> regions);

    /// <summary>Prepares surrogates of one map without missing values.</summary>
    FittedNull Fit(ReadOnlySpan<double> map);
}
