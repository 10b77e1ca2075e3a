using Etiogrid.Imaging.Internals;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Nulls;

/// <summary>
/// Variogram-matched surrogates (Burt et al. 2020, doi 10.1016/j.neuroimage.2020.117038): the permuted map is smoothed with kernels of
/// growing width; the width whose variogram, after a linear fit, comes nearest to the map's is used with the fitted scale and noise.
/// </summary>
public sealed class VariogramNull : ISpatialNull
{
    /// <summary>Fewer regions have no variogram worth matching.</summary>
    public const int FewestRegions = 20;

    private readonly RegionGeometry _geometry;
    private readonly ulong _seed;
    private readonly PairVariogram _variogram;
    private readonly MaskCache<VariogramNull> _restricted = new();

    private VariogramNull(RegionGeometry geometry, VariogramOptions options, ulong seed)
    {
        _geometry = geometry;
        Options = options;
        _seed = seed;
        Smoothers = SideBySide([.. options.NeighbourShares.Select(share => Smoother(geometry.Distances, (int)(share * geometry.Count)))]);
        var (pairs, kernel) = Bins(geometry.Distances, options);
        _variogram = new([.. pairs.Select(p => p.I)], [.. pairs.Select(p => p.J)], kernel);
    }

    /// <inheritdoc/>
    public string Name => "variogram";

    /// <inheritdoc/>
    public int RegionCount => _geometry.Count;

    /// <inheritdoc/>
    public int AvailableDraws => int.MaxValue;

    /// <summary>The settings.</summary>
    public VariogramOptions Options { get; }

    /// <summary>Regions x (widths x regions) weights, one block a kernel width, transposed for use on row vectors.</summary>
    internal Matrix Smoothers { get; }

    internal ulong Seed => _seed;

    /// <summary>Prepares kernels and variogram bins for a set of regions.</summary>
    /// <exception cref="ArgumentException">Too few regions for the smallest neighbourhood or for the bins.</exception>
    public static VariogramNull Create(RegionGeometry geometry, ulong seed, VariogramOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        options ??= new();
        if ((int)(options.NeighbourShares.Min() * geometry.Count) < 1 || geometry.Count < FewestRegions)
        {
            throw new ArgumentException($"Variogram matching needs at least {FewestRegions} regions and one neighbour each; found {geometry.Count} regions.", nameof(geometry));
        }

        return new(geometry, options, seed);
    }

    /// <inheritdoc/>
    public ISpatialNull Restrict(IReadOnlyList<int> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        return _restricted.Get(regions, () => Create(_geometry.Restrict(regions), _seed, Options));
    }

    /// <inheritdoc/>
    public FittedNull Fit(ReadOnlySpan<double> map) => new VariogramSurrogates(this, map, _geometry.Distances);

    /// <summary>Semivariogram γ(h) = Σ w ½(x_i - x_j)² / Σ w of each row of maps; rows x bins.</summary>
    internal Matrix Variograms(Matrix maps) => _variogram.Of(maps);

    private static Matrix SideBySide(Matrix[] blocks)
    {
        int n = blocks[0].Rows;
        var joined = new Matrix(n, n * blocks.Length);
        for (int k = 0; k < blocks.Length; k++)
        {
            for (int i = 0; i < n; i++)
            {
                blocks[k].Row(i).CopyTo(joined.Row(i)[(k * n)..]);
            }
        }

        return joined;
    }

    /// <summary>Weights exp(-d / largest distance among the k nearest) over the k nearest other regions, rows summing to 1.</summary>
    private static Matrix Smoother(Matrix distances, int neighbours)
    {
        int n = distances.Rows;
        var transposed = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            int[] nearest = [.. Enumerable.Range(0, n).Where(j => j != i).OrderBy(j => distances[i, j]).ThenBy(j => j).Take(neighbours)];
            double farthest = distances[i, nearest[^1]];
            double[] weights = [.. nearest.Select(j => Elementary.Exp(-distances[i, j] / farthest))];
            double sum = weights.Sum();
            for (int k = 0; k < nearest.Length; k++)
            {
                transposed[nearest[k], i] = weights[k] / sum;
            }
        }

        return transposed;
    }

    private static ((int I, int J)[] Pairs, Matrix Kernel) Bins(Matrix distances, VariogramOptions options)
    {
        var all = new List<(int I, int J)>();
        for (int i = 0; i < distances.Rows; i++)
        {
            for (int j = i + 1; j < distances.Rows; j++)
            {
                all.Add((i, j));
            }
        }

        double limit = Percentile([.. all.Select(p => distances[p.I, p.J])], options.DistancePercentile);
        (int I, int J)[] pairs = [.. all.Where(p => distances[p.I, p.J] < limit)];
        double[] u = [.. pairs.Select(p => distances[p.I, p.J])];
        double least = u.Min();
        double step = (u.Max() - least) / (options.Bins - 1);
        var kernel = new Matrix(pairs.Length, options.Bins);
        for (int b = 0; b < options.Bins; b++)
        {
            double h = least + (b * step);
            double sum = 0;
            for (int p = 0; p < u.Length; p++)
            {
                // The bandwidth is three bins; 2.68 makes the Gaussian's quartiles stand at ±0.25 bandwidths.
                double q = 2.68 * (u[p] - h) / (3 * step);
                kernel[p, b] = Elementary.Exp(-0.5 * q * q);
                sum += kernel[p, b];
            }

            for (int p = 0; p < u.Length; p++)
            {
                kernel[p, b] /= sum;
            }
        }

        return (pairs, kernel);
    }

    /// <summary>Percentile with linear interpolation between order statistics.</summary>
    private static double Percentile(double[] values, double percent)
    {
        Array.Sort(values);
        double position = percent / 100 * (values.Length - 1);
        int below = (int)position;
        double fraction = position - below;
        return below + 1 < values.Length ? values[below] + (fraction * (values[below + 1] - values[below])) : values[below];
    }
}
