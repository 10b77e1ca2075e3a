using System.Globalization;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Nulls;

/// <summary>Variogram-matched surrogates of one map.</summary>
internal sealed class VariogramSurrogates : FittedNull
{
    /// <summary>Draws that the fit test averages.</summary>
    private const int FitDraws = 128;

    /// <summary>Draws smoothed together, so that the smoothing weights are packed once for many.</summary>
    private const int Batch = 64;

    private readonly VariogramNull _null;
    private readonly double[] _map;
    private readonly double[] _sorted;
    private readonly double[] _target;

    public VariogramSurrogates(VariogramNull spatialNull, ReadOnlySpan<double> map, Matrix distances)
    {
        _null = spatialNull;
        _map = map.ToArray();
        _sorted = map.ToArray();
        Array.Sort(_sorted);
        _target = spatialNull.Variograms(new Matrix(1, _map.Length, _map)).Values;
        Fit = Test(distances);
    }

    public override NullFit Fit { get; }

    public override void Draw(int first, Matrix destination)
    {
        for (int from = 0; from < destination.Rows; from += Batch)
        {
            Draw(first + from, destination, from, Math.Min(Batch, destination.Rows - from));
        }
    }

    private void Draw(int firstDraw, Matrix destination, int firstRow, int count)
    {
        int n = _map.Length;
        var random = new Philox[count];
        var permuted = new Matrix(count, n);
        for (int d = 0; d < count; d++)
        {
            // A stream per draw: first the permutation, then the noise; the same for every map, so that surrogates of several maps go together.
            random[d] = new Philox(_null.Seed, (0x564152494FUL << 24) ^ (ulong)(firstDraw + d));
            _map.CopyTo(permuted.Row(d));
            random[d].Shuffle(permuted.Row(d));
        }

        // Row d holds draw d smoothed with every width in turn: as many rows of n values as draws x widths.
        int widths = _null.Options.NeighbourShares.Count;
        var smooth = new Matrix(count * widths, n, permuted.Multiply(_null.Smoothers).Values);
        var variograms = _null.Variograms(smooth);
        for (int d = 0; d < count; d++)
        {
            var best = (Error: double.PositiveInfinity, Row: d * widths, Intercept: 0.0, Slope: 0.0);
            for (int row = d * widths; row < (d + 1) * widths; row++)
            {
                var fit = Regress(variograms.Row(row));
                best = fit.Error < best.Error ? (fit.Error, row, fit.Intercept, fit.Slope) : best;
            }

            Compose(smooth.Row(best.Row), best.Intercept, best.Slope, random[d], destination.Row(firstRow + d));
        }
    }

    private void Compose(ReadOnlySpan<double> smooth, double intercept, double slope, Philox random, Span<double> surrogate)
    {
        double scale = Math.Sqrt(Math.Abs(slope));
        double noise = Math.Sqrt(Math.Abs(intercept));
        for (int i = 0; i < surrogate.Length; i++)
        {
            surrogate[i] = (scale * smooth[i]) + (noise * random.NextNormal());
        }

        if (_null.Options.Resample)
        {
            TakeValuesOfMap(surrogate);
            return;
        }

        double mean = Moments.Mean(surrogate);
        for (int i = 0; i < surrogate.Length; i++)
        {
            surrogate[i] -= mean;
        }
    }

    private void TakeValuesOfMap(Span<double> surrogate)
    {
        double[] keys = surrogate.ToArray();
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort(keys, order);
        for (int i = 0; i < order.Length; i++)
        {
            surrogate[order[i]] = _sorted[i];
        }
    }

    /// <summary>Least squares of the map's variogram on a smoothed one.</summary>
    private (double Intercept, double Slope, double Error) Regress(ReadOnlySpan<double> x)
    {
        double meanX = Moments.Mean(x);
        double meanY = Moments.Mean(_target);
        double xx = 0;
        double xy = 0;
        for (int b = 0; b < x.Length; b++)
        {
            xx += (x[b] - meanX) * (x[b] - meanX);
            xy += (x[b] - meanX) * (_target[b] - meanY);
        }

        double slope = xx > 0 ? xy / xx : 0;
        double intercept = meanY - (slope * meanX);
        double error = 0;
        for (int b = 0; b < x.Length; b++)
        {
            double e = _target[b] - intercept - (slope * x[b]);
            error += e * e;
        }

        return (intercept, slope, error);
    }

    private NullFit Test(Matrix distances)
    {
        var draws = new Matrix(FitDraws, _map.Length);
        Draw(0, draws);
        var variograms = _null.Variograms(draws);
        double squares = 0;
        for (int b = 0; b < _target.Length; b++)
        {
            double difference = Moments.Mean(variograms.Column(b)) - _target[b];
            squares += difference * difference;
        }

        double misfit = Math.Sqrt(squares / _target.Length) / Moments.Mean(_target);
        double spread = 0;
        double moran = 0;
        for (int d = 0; d < FitDraws; d++)
        {
            spread += Moments.StandardDeviation(draws.Row(d)) / FitDraws;
            moran += MoranNull.MoransI(draws.Row(d), distances) / FitDraws;
        }

        double limit = _null.Options.LargestMisfit;
        bool accepted = misfit <= limit;
        string? refusal = accepted ? null : string.Create(
            CultureInfo.InvariantCulture, $"the surrogates' variogram misses the map's by {100 * misfit:F0} % (limit {100 * limit:F0} %); use moran or spin");
        return new(accepted, refusal,
        [
            ("variogram_rmse_relative", misfit),
            ("sd_ratio", spread / Moments.StandardDeviation(_map)),
            ("morans_i", MoranNull.MoransI(_map, distances)),
            ("morans_i_surrogates", moran),
        ]);
    }
}
