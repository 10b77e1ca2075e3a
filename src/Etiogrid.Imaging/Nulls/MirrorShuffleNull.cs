using Etiogrid.Core.Regions;
using Etiogrid.Imaging.Internals;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Nulls;

/// <summary>
/// JuSpace's spatial null (Dukart et al. 2021, doi 10.1002/hbm.25244), for parity: values are shuffled over the left hemisphere and smoothed with
/// weights exp(-d² / 2s), s = 2, 3, …, until distances and absolute differences correlate as in the map; the result is stretched to the map's
/// range and mirrored to the right. Both sides are equal in every surrogate, so it is valid at best for maps that are symmetric too.
/// </summary>
public sealed class MirrorShuffleNull : ISpatialNull
{
    /// <summary>Fewer regions on the left cannot be shuffled to any purpose.</summary>
    public const int FewestLeft = 5;

    /// <summary>Distances count in voxels of JuSpace's atlas.</summary>
    private const double VoxelMillimetres = 1.5;

    private const int LastStep = 1000;

    private readonly RegionGeometry _geometry;
    private readonly ulong _seed;
    private readonly int[] _left;
    private readonly int[] _sourceOf;
    private readonly Matrix _distances;
    private readonly Lazy<Matrix>[] _smoothers;
    private readonly MaskCache<MirrorShuffleNull> _restricted = new();

    private MirrorShuffleNull(RegionGeometry geometry, ulong seed, int[] left)
    {
        _geometry = geometry;
        _seed = seed;
        _left = left;
        _sourceOf = [.. Enumerable.Range(0, geometry.Count).Select(i => Source(geometry, left, i))];
        _distances = new(left.Length, left.Length);
        for (int i = 0; i < left.Length; i++)
        {
            for (int j = 0; j < left.Length; j++)
            {
                _distances[i, j] = geometry.Distances[left[i], left[j]] / VoxelMillimetres;
            }
        }

        _smoothers = [.. Enumerable.Range(0, LastStep + 1).Select(s => new Lazy<Matrix>(() => Smoother(s)))];
    }

    /// <inheritdoc/>
    public string Name => "juspace";

    /// <inheritdoc/>
    public int RegionCount => _geometry.Count;

    /// <inheritdoc/>
    public int AvailableDraws => int.MaxValue;

    /// <summary>Shuffles the left hemisphere and the midline; null where these have fewer than <see cref="FewestLeft"/> regions.</summary>
    /// <param name="geometry">Regions with coordinates and sides.</param>
    /// <param name="seed">Seed of the shuffles.</param>
    public static MirrorShuffleNull? TryCreate(RegionGeometry geometry, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        int[] left = geometry.Hemispheres is null ? [] : [.. Enumerable.Range(0, geometry.Count).Where(i => geometry.Hemispheres[i] != Hemisphere.Right)];
        return left.Length < FewestLeft || geometry.Coordinates is null ? null : new(geometry, seed, left);
    }

    /// <inheritdoc/>
    public ISpatialNull Restrict(IReadOnlyList<int> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        return _restricted.Get(regions, () => TryCreate(_geometry.Restrict(regions), _seed) ?? new(_geometry.Restrict(regions), _seed, []));
    }

    /// <inheritdoc/>
    public FittedNull Fit(ReadOnlySpan<double> map) => _left.Length < FewestLeft
        ? new RefusedSurrogates($"fewer than {FewestLeft} regions on the left")
        : new Surrogates(this, map);

    /// <summary>A region of the left stands for itself, one of the right for the left region nearest to its mirror image.</summary>
    private static int Source(RegionGeometry geometry, int[] left, int region)
    {
        int best = -1;
        double least = double.PositiveInfinity;
        var c = geometry.Coordinates!;
        double x = geometry.Hemispheres![region] == Hemisphere.Right ? -c[region, 0] : c[region, 0];
        for (int k = 0; k < left.Length; k++)
        {
            double dx = x - c[left[k], 0];
            double dy = c[region, 1] - c[left[k], 1];
            double dz = c[region, 2] - c[left[k], 2];
            double square = (dx * dx) + (dy * dy) + (dz * dz);
            (best, least) = square < least ? (k, square) : (best, least);
        }

        return best;
    }

    private Matrix Smoother(int step)
    {
        int n = _left.Length;
        var weights = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                weights[i, j] = Elementary.Exp(-_distances[i, j] * _distances[i, j] / (2 * step));
                sum += weights[i, j];
            }

            for (int j = 0; j < n; j++)
            {
                weights[i, j] /= sum;
            }
        }

        return weights;
    }

    /// <summary>Correlation of distances and absolute differences over pairs.</summary>
    private double Gradient(ReadOnlySpan<double> values)
    {
        double[] distances = new double[values.Length * (values.Length - 1) / 2];
        double[] differences = new double[distances.Length];
        int k = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (int j = 0; j < i; j++, k++)
            {
                (distances[k], differences[k]) = (_distances[i, j], Math.Abs(values[i] - values[j]));
            }
        }

        return Moments.Pearson(distances, differences);
    }

    private sealed class Surrogates : FittedNull
    {
        private readonly MirrorShuffleNull _null;
        private readonly double[] _values;
        private readonly double _gradient;

        public Surrogates(MirrorShuffleNull spatialNull, ReadOnlySpan<double> map)
        {
            _null = spatialNull;
            _values = new double[spatialNull._left.Length];
            for (int k = 0; k < _values.Length; k++)
            {
                _values[k] = map[spatialNull._left[k]];
            }

            _gradient = spatialNull.Gradient(_values);
            bool varies = double.IsFinite(_gradient);
            Fit = new(varies, varies ? null : "the map does not vary over the left hemisphere", [("distance_gradient", _gradient)]);
        }

        public override NullFit Fit { get; }

        public override void Draw(int first, Matrix destination)
        {
            for (int d = 0; d < destination.Rows; d++)
            {
                double[] left = Left(first + d);
                var row = destination.Row(d);
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] = left[_null._sourceOf[i]];
                }
            }
        }

        private double[] Left(int draw)
        {
            double[] shuffled = (double[])_values.Clone();
            new Philox(_null._seed, (0x4A555350UL << 24) ^ (ulong)draw).Shuffle(shuffled.AsSpan());
            double[] smooth = shuffled;
            for (int step = 2; step <= LastStep && !(_null.Gradient(smooth) >= _gradient); step++)
            {
                smooth = _null._smoothers[step].Value.Multiply(shuffled);
            }

            return Stretched(smooth);
        }

        private double[] Stretched(double[] values)
        {
            double least = values.Min();
            double range = values.Max() - least;
            double wanted = _values.Max() - _values.Min();
            return range > 0 ? [.. values.Select(v => _values.Min() + ((v - least) / range * wanted))] : values;
        }
    }
}
