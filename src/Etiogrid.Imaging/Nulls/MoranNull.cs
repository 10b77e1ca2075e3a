using Etiogrid.Imaging.Internals;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Nulls;

/// <summary>
/// Moran spectral randomisation, singleton procedure (Wagner and Dray 2015, doi 10.1111/2041-210X.12407).
/// W = 1/distance, doubly centred; its eigenvectors v_k other than the constant one span all centred maps. A surrogate flips the signs
/// of the map's coordinates a_k = v_k'(x - mean): mean, variance and Moran's I stay exactly as they are.
/// A constant on the diagonal of W shifts all eigenvalues alike and leaves the vectors, so it does not matter here.
/// </summary>
public sealed class MoranNull : ISpatialNull
{
    private readonly RegionGeometry _geometry;
    private readonly ulong _seed;
    private readonly double? _decay;
    private readonly Matrix _transposed;
    private readonly MaskCache<MoranNull> _restricted = new();

    private MoranNull(RegionGeometry geometry, ulong seed, double? decay, Matrix? weights = null)
    {
        _geometry = geometry;
        _seed = seed;
        _decay = decay;
        _transposed = Decompose(weights ?? Weights(geometry.Distances, decay));
    }

    /// <inheritdoc/>
    public string Name => "moran";

    /// <inheritdoc/>
    public int RegionCount => _geometry.Count;

    /// <inheritdoc/>
    public int AvailableDraws => int.MaxValue;

    /// <summary>Components x regions: the n - 1 eigenvectors as rows, largest eigenvalue first.</summary>
    public Matrix Components => _transposed;

    /// <summary>Decomposes once for a set of regions.</summary>
    /// <param name="geometry">Where the regions lie.</param>
    /// <param name="seed">Seed of the signs.</param>
    /// <param name="decayMillimetres">Weights exp(-distance / decay) instead of 1 / distance; greater than 0.</param>
    /// <exception cref="ArgumentException">Fewer than 3 regions, or a decay that is not positive.</exception>
    public static MoranNull Create(RegionGeometry geometry, ulong seed, double? decayMillimetres = null)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        if (decayMillimetres is { } decay && !(decay > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(decayMillimetres), decay, "A decay must be positive.");
        }

        if (geometry.Count < 3)
        {
            throw new ArgumentException($"Moran randomisation needs at least 3 regions; found {geometry.Count}.", nameof(geometry));
        }

        return new(geometry, seed, decayMillimetres);
    }

    /// <summary>Components of given weights (symmetric; their diagonal matters), for parts that are no points. Cannot be restricted.</summary>
    internal static MoranNull OfWeights(RegionGeometry geometry, Matrix weights, ulong seed) => new(geometry, seed, null, weights.Clone());

    /// <inheritdoc/>
    public ISpatialNull Restrict(IReadOnlyList<int> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        return _restricted.Get(regions, () => new MoranNull(_geometry.Restrict(regions), _seed, _decay));
    }

    /// <inheritdoc/>
    public FittedNull Fit(ReadOnlySpan<double> map) => new MoranSurrogates(this, map);

    /// <summary>The map's coordinates v_k'(x - mean), one a component; their squares sum to the map's centred sum of squares.</summary>
    public double[] CoordinatesOf(ReadOnlySpan<double> map)
    {
        double mean = Moments.Mean(map);
        double[] centred = new double[map.Length];
        for (int i = 0; i < centred.Length; i++)
        {
            centred[i] = map[i] - mean;
        }

        return _transposed.Multiply(centred);
    }

    /// <summary>Moran's I with weights 1/distance and the given diagonal: (n / ΣW) x'Wx / x'x for the centred map.</summary>
    public static double MoransI(ReadOnlySpan<double> map, Matrix distances, double diagonal = 0)
    {
        ArgumentNullException.ThrowIfNull(distances);
        double mean = Moments.Mean(map);
        double numerator = 0;
        double squares = 0;
        double weights = 0;
        for (int i = 0; i < map.Length; i++)
        {
            double deviation = map[i] - mean;
            squares += deviation * deviation;
            for (int j = 0; j < map.Length; j++)
            {
                double w = i == j ? diagonal : 1 / distances[i, j];
                weights += w;
                numerator += w * deviation * (map[j] - mean);
            }
        }

        return map.Length / weights * numerator / squares;
    }

    /// <summary>±1 for each of the components: the signs of draws first, first + 1, … as rows.</summary>
    internal void Signs(int first, Matrix destination)
    {
        for (int d = 0; d < destination.Rows; d++)
        {
            // A stream per draw: the same signs whatever the chunk. The tag keeps them apart from other uses of the seed.
            var random = new Philox(_seed, (0x4D4F52414EUL << 24) ^ (ulong)(first + d));
            var row = destination.Row(d);
            uint bits = 0;
            for (int k = 0; k < row.Length; k++)
            {
                if ((k & 31) == 0)
                {
                    bits = random.NextUInt32();
                }

                row[k] = (bits & 1) == 0 ? 1 : -1;
                bits >>= 1;
            }
        }
    }

    internal double MoransI(ReadOnlySpan<double> map) => MoransI(map, _geometry.Distances);

    private static Matrix Weights(Matrix distances, double? decay)
    {
        int n = distances.Rows;
        var w = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                w[i, j] = i == j ? 0 : decay is { } length ? Elementary.Exp(-distances[i, j] / length) : 1 / distances[i, j];
            }
        }

        return w;
    }

    private static Matrix Decompose(Matrix w)
    {
        int n = w.Rows;
        Centre(w);
        double shift = 1 + LargestRowSum(w);

        // H W H + c H: eigenvalues of all centred vectors become >= 1 while the constant vector keeps 0, so it comes last and alone.
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                w[i, j] += shift * ((i == j ? 1.0 : 0.0) - (1.0 / n));
            }
        }

        var eigen = SymmetricEigen.Decompose(w);
        var rows = new Matrix(n - 1, n);
        for (int k = 0; k < n - 1; k++)
        {
            for (int i = 0; i < n; i++)
            {
                rows[k, i] = eigen.Vectors[i, k];
            }
        }

        return rows;
    }

    private static void Centre(Matrix w)
    {
        int n = w.Rows;
        double[] means = new double[n];
        for (int i = 0; i < n; i++)
        {
            means[i] = Moments.Mean(w.Row(i));
        }

        double grand = Moments.Mean(means);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                w[i, j] += grand - means[i] - means[j];
            }
        }
    }

    private static double LargestRowSum(Matrix w)
    {
        double largest = 0;
        for (int i = 0; i < w.Rows; i++)
        {
            double sum = 0;
            foreach (double v in w.Row(i))
            {
                sum += Math.Abs(v);
            }

            largest = Math.Max(largest, sum);
        }

        return largest;
    }
}
