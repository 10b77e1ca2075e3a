using Etiogrid.Imaging.Calibration;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Nulls;

/// <summary>Block means of maps of one smoothness: their components, and the weights by which the nearest blocks predict each place.</summary>
internal sealed class BlockKriging
{
    /// <summary>Blocks that predict a place: its own and the nearest; with exponential covariance farther ones are screened off.</summary>
    private const int Nearest = 24;

    private readonly Matrix _places;
    private readonly int[][] _members;
    private readonly MapSmoothness _smoothness;
    private readonly int[][] _neighbours;
    private readonly Matrix _weights;

    public BlockKriging(RegionGeometry geometry, RegionGeometry centres, int[] blockOf, int[][] members, MapSmoothness smoothness, ulong seed)
    {
        _places = geometry.Coordinates!;
        BlockOf = blockOf;
        _members = members;
        _smoothness = smoothness;
        var covariance = Covariance();
        Components = MoranNull.OfWeights(centres, covariance, seed);
        _neighbours = [.. Enumerable.Range(0, members.Length).Select(b =>
            (int[])[.. Enumerable.Range(0, members.Length).OrderBy(o => centres.Distances[b, o]).ThenBy(o => o).Take(Nearest)])];
        _weights = new(blockOf.Length, Math.Min(Nearest, members.Length));
        Weigh(covariance);
    }

    /// <summary>Block of each place.</summary>
    public int[] BlockOf { get; }

    /// <summary>Sign flips of the block means.</summary>
    public MoranNull Components { get; }

    /// <summary>Number of blocks.</summary>
    public int BlockCount => _members.Length;

    /// <summary>What block means (as deviations from the map's mean) predict at every place.</summary>
    public void Predict(ReadOnlySpan<double> means, Span<double> places)
    {
        double[] near = new double[_weights.Columns];
        int last = -1;
        for (int i = 0; i < places.Length; i++)
        {
            if (BlockOf[i] != last)
            {
                last = BlockOf[i];
                for (int k = 0; k < near.Length; k++)
                {
                    near[k] = means[_neighbours[last][k]];
                }
            }

            places[i] = Numerics.Statistics.Moments.Dot(_weights.Row(i), near);
        }
    }

    /// <summary>Means of the columns of values over blocks.</summary>
    public static Matrix MeansOf(Matrix values, int[] blockOf, int blocks)
    {
        var means = new Matrix(blocks, values.Columns);
        int[] counts = new int[blocks];
        for (int i = 0; i < blockOf.Length; i++)
        {
            counts[blockOf[i]]++;
            for (int j = 0; j < values.Columns; j++)
            {
                means[blockOf[i], j] += values[i, j];
            }
        }

        for (int b = 0; b < blocks; b++)
        {
            for (int j = 0; j < values.Columns; j++)
            {
                means[b, j] /= counts[b];
            }
        }

        return means;
    }

    /// <summary>Covariance of block means: the mean covariance of their places, the nugget divided by their number.</summary>
    private Matrix Covariance()
    {
        var covariance = new Matrix(BlockCount, BlockCount);
        int[] sizes = new int[BlockCount];
        foreach (int b in BlockOf)
        {
            sizes[b]++;
        }

        Parallel.For(0, BlockCount, a =>
        {
            // The places that stand for a block, itself included: the matrix is then that of real means and positive definite.
            for (int b = 0; b <= a; b++)
            {
                double sum = 0;
                foreach (int i in _members[a])
                {
                    sum += WithBlock(i, b);
                }

                covariance[a, b] = (sum / _members[a].Length) + (a == b ? _smoothness.Nugget / sizes[a] : 0);
                covariance[b, a] = covariance[a, b];
            }
        });
        return covariance;
    }

    /// <summary>Mean covariance of a place with the places that stand for a block, without the nugget.</summary>
    private double WithBlock(int place, int block)
    {
        double sum = 0;
        foreach (int j in _members[block])
        {
            double dx = _places[place, 0] - _places[j, 0];
            double dy = _places[place, 1] - _places[j, 1];
            double dz = _places[place, 2] - _places[j, 2];
            sum += Elementary.Exp(-Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz)) / _smoothness.LengthMillimetres);
        }

        return (1 - _smoothness.Nugget) * sum / _members[block].Length;
    }

    /// <summary>Simple kriging: weights w with K w = c, K of the neighbouring blocks, c of the place with each of them.</summary>
    private void Weigh(Matrix covariance)
    {
        int k = _weights.Columns;
        int[][] places = new int[BlockCount][];
        foreach (var group in Enumerable.Range(0, BlockOf.Length).GroupBy(i => BlockOf[i]))
        {
            places[group.Key] = [.. group];
        }

        Parallel.For(0, BlockCount, b =>
        {
            var near = new Matrix(k, k);
            for (int i = 0; i < k; i++)
            {
                for (int j = 0; j < k; j++)
                {
                    near[i, j] = covariance[_neighbours[b][i], _neighbours[b][j]];
                }
            }

            if (!Cholesky.TryFactorise(near, out var factor))
            {
                throw new InvalidOperationException("The covariance of block means is not positive definite.");
            }

            foreach (int i in places[b])
            {
                double[] with = [.. _neighbours[b].Select(o => WithBlock(i, o))];
                factor!.Solve(with).CopyTo(_weights.Row(i));
            }
        });
    }
}
