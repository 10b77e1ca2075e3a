using Etiogrid.Imaging.Internals;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Imaging.Regression;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Groups;

/// <summary>
/// Spatial nulls for groups, as Dukart et al. 2021 use them for maps without a second group: surrogates of the atlas map are correlated with every
/// map of the group, and the mean Fisher z over maps is compared with its null. Multiple regression replaces the maps instead, because surrogates
/// of the atlas maps would lose their collinearity; coefficients are linear, so the mean coefficient is that of the mean map.
/// </summary>
internal static class GroupSpatialTest
{
    private const int ChunkSize = 128;
    private const double Tolerance = 1e-12;

    /// <summary>Correlations: units are regions x maps, observed is maps x atlas maps of Fisher's z.</summary>
    public static SpatialGroupResult Correlation(FittedNull source, CorrelationFrame frame, Matrix units, double[] observed, int permutations, int threads)
    {
        if (!source.Fit.Accepted)
        {
            return Refused(source.Fit.Refusal!);
        }

        int maps = observed.Length;
        double mean = Moments.Mean(observed);
        int chunks = (permutations + ChunkSize - 1) / ChunkSize;
        var parts = new Tally[chunks];
        Parallel.For(0, chunks, new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : -1 }, c =>
        {
            int first = c * ChunkSize;
            var draws = new Matrix(Math.Min(ChunkSize, permutations - first), frame.Regions);
            source.Draw(first, draws);
            var sorter = new RankSorter(frame.Regions);
            double[] scales = [.. Enumerable.Range(0, draws.Rows).Select(d => frame.PrepareRow(draws.Row(d), sorter))];
            var products = new Matrix(draws.Rows, maps);
            Gemm.Multiply(draws, units, products);
            var tally = new Tally(maps + 1);
            for (int d = 0; d < draws.Rows; d++)
            {
                tally.Add(products.Row(d), scales[d], observed, mean);
            }

            parts[c] = tally;
        });
        return Combine(parts, maps, permutations);
    }

    /// <summary>Multiple regression: one result an atlas map; null where a map cannot be fitted.</summary>
    public static SpatialGroupResult[]? Regression(ISpatialNull spatialNull, Matrix predictors, Matrix maps, int permutations, int threads)
    {
        if (JointModel.TryCreate(new() { Method = JointMethod.MultipleRegression }, predictors) is not { } model)
        {
            return null;
        }

        double[] mean = new double[maps.Columns];
        for (int j = 0; j < mean.Length; j++)
        {
            mean[j] = Moments.Mean(maps.Column(j));
        }

        var group = Test(model, spatialNull, mean, permutations, threads);
        JointNullResult?[] each = [.. Enumerable.Range(0, maps.Rows).Select(i => maps.Rows == 1 ? group : Test(model, spatialNull, maps.Row(i).ToArray(), permutations, threads))];
        return group is null || each.Contains(null)
            ? [.. Enumerable.Range(0, predictors.Columns).Select(_ => Refused("surrogates of a map were refused"))]
            : [.. Enumerable.Range(0, predictors.Columns).Select(a => new SpatialGroupResult(
                group.P[a], group.Mean[a], group.StandardDeviation[a],
                [.. each.Select(e => e!.P[a])], [.. each.Select(e => e!.Mean[a])], [.. each.Select(e => e!.StandardDeviation[a])], null))];
    }

    private static JointNullResult? Test(JointModel model, ISpatialNull spatialNull, double[] map, int permutations, int threads)
    {
        var source = spatialNull.Fit(map);
        return source.Fit.Accepted && model.Fit(map) is { } fit ? model.Test(fit, source, permutations, threads) : null;
    }

    private static SpatialGroupResult Refused(string why) => new(double.NaN, double.NaN, double.NaN, [], [], [], why);

    private static SpatialGroupResult Combine(Tally[] parts, int maps, int permutations)
    {
        double[] p = new double[maps + 1];
        double[] mean = new double[maps + 1];
        double[] deviation = new double[maps + 1];
        for (int j = 0; j <= maps; j++)
        {
            double sum = parts.Sum(t => t.Sums[j]);
            mean[j] = sum / permutations;
            p[j] = (1.0 + parts.Sum(t => t.Hits[j])) / (1.0 + permutations);
            deviation[j] = permutations > 1 ? Math.Sqrt(Math.Max(0, parts.Sum(t => t.Squares[j]) - (sum * mean[j])) / (permutations - 1)) : double.NaN;
        }

        return new(p[maps], mean[maps], deviation[maps], p[..maps], mean[..maps], deviation[..maps], null);
    }

    /// <summary>Counts and sums; the last entry is the mean over maps.</summary>
    private sealed class Tally(int count)
    {
        public long[] Hits { get; } = new long[count];

        public double[] Sums { get; } = new double[count];

        public double[] Squares { get; } = new double[count];

        public void Add(ReadOnlySpan<double> numerators, double scale, double[] observed, double observedMean)
        {
            double total = 0;
            for (int i = 0; i < numerators.Length; i++)
            {
                // A surrogate equal to a map would have z = infinity.
                double z = Elementary.Atanh(Math.Clamp(numerators[i] * scale, -1 + 1e-15, 1 - 1e-15));
                total += z;
                Count(i, z, observed[i], scale);
            }

            Count(numerators.Length, total / numerators.Length, observedMean, scale);
        }

        private void Count(int i, double z, double observed, double scale)
        {
            Sums[i] += z;
            Squares[i] = Math.FusedMultiplyAdd(z, z, Squares[i]);
            Hits[i] += Math.Abs(z) >= Math.Abs(observed) - Tolerance || scale == 0 ? 1 : 0;
        }
    }
}
