using Etiogrid.Imaging.Calibration;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Nulls;

/// <summary>Surrogates of one map over blocks: what flipped block means predict, plus the rest under signs of larger blocks.</summary>
internal sealed class BlockMoranSurrogates : FittedNull
{
    /// <summary>Blocks that share a sign: neighbours, because halves are numbered one after the other.</summary>
    private const int Shared = 8;

    private readonly BlockKriging _kriging;
    private readonly ulong _seed;
    private readonly double _mean;
    private readonly double[] _rest;
    private readonly FittedNull _ofMeans;

    public BlockMoranSurrogates(BlockKriging kriging, MapSmoothness smoothness, ulong seed, ReadOnlySpan<double> map)
    {
        _kriging = kriging;
        _seed = seed;
        double[] means = BlockKriging.MeansOf(new Matrix(map.Length, 1, map.ToArray()), kriging.BlockOf, kriging.BlockCount).Values;
        _mean = Moments.Mean(means);
        for (int b = 0; b < means.Length; b++)
        {
            means[b] -= _mean;
        }

        _rest = new double[map.Length];
        kriging.Predict(means, _rest);
        double unpredicted = 0;
        for (int i = 0; i < _rest.Length; i++)
        {
            _rest[i] = map[i] - _mean - _rest[i];
            unpredicted += _rest[i] * _rest[i];
        }

        _ofMeans = kriging.Components.Fit(means);
        Fit = new(true, null,
        [
            ("length_mm", smoothness.LengthMillimetres), ("nugget", smoothness.Nugget),
            ("blocks", kriging.BlockCount), ("variance_unpredicted", unpredicted / _rest.Length),
        ]);
    }

    public override NullFit Fit { get; }

    public override void Draw(int first, Matrix destination)
    {
        var means = new Matrix(destination.Rows, _kriging.BlockCount);
        _ofMeans.Draw(first, means);
        for (int d = 0; d < destination.Rows; d++)
        {
            double[] signs = Signs(first + d);
            var row = destination.Row(d);
            _kriging.Predict(means.Row(d), row);
            for (int i = 0; i < row.Length; i++)
            {
                row[i] += _mean + (signs[_kriging.BlockOf[i] / Shared] * _rest[i]);
            }
        }
    }

    private double[] Signs(int draw)
    {
        // A stream per draw, apart from that of the means.
        var random = new Philox(_seed, (0x424C4F434BUL << 24) ^ (ulong)draw);
        double[] signs = new double[(_kriging.BlockCount + Shared - 1) / Shared];
        for (int b = 0; b < signs.Length; b++)
        {
            signs[b] = (random.NextUInt32() & 1) == 0 ? 1 : -1;
        }

        return signs;
    }
}
