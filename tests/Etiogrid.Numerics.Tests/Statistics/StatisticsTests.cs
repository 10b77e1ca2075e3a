using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Numerics.Tests.LinearAlgebra;
using FsCheck;
using FsCheck.Fluent;

namespace Etiogrid.Numerics.Tests.Statistics;

public sealed class StatisticsTests
{
    /// <summary>Short lists of few distinct numbers, so that ties are common, with both zeros, infinities and subnormals.</summary>
    private static readonly Gen<double[]> Tied = Gen.Elements(0.0, -0.0, 1.0, 2.0, -3.5, 1e-310, 7.0, double.PositiveInfinity, double.NegativeInfinity, -1e300).ArrayOf();

    [Fact]
    public void Ranks_are_mean_positions_among_equals()
    {
        Assert.Equal([1.5, 3, 1.5, 4], Ranks.Of([2, 5, 2, 9]));
        Assert.Equal([1.5, 1.5], Ranks.Of([0.0, -0.0]));
        Assert.Empty(Ranks.Of([]));
        Assert.Throws<ArgumentException>(() => Ranks.Of([1, double.NaN]));
        Assert.Throws<ArgumentException>(() => Ranks.Of([1, 2], new double[3]));
    }

    [Fact]
    public void Ranks_equal_counts_of_smaller_and_equal_values() => Check.QuickThrowOnFailure(Prop.ForAll(Tied.ToArbitrary(), values =>
        Ranks.Of(values).SequenceEqual(values.Select(v => values.Count(w => w < v) + (0.5 * (values.Count(w => w == v) + 1))))));

    [Theory]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(5000)]
    public void Long_inputs_are_ranked_like_sorted_ones(int length)
    {
        double[] values = RandomMatrix.Normal(1, length, 1).Values;
        for (int i = 0; i < length; i += 7)
        {
            values[i] = Math.Round(values[i], 1);
        }

        double[] ranks = Ranks.Of(values);
        var order = Enumerable.Range(0, length).OrderBy(i => values[i]).ToArray();
        for (int k = 1; k < length; k++)
        {
            bool tied = values[order[k]] == values[order[k - 1]];
            Assert.True(tied ? ranks[order[k]] == ranks[order[k - 1]] : ranks[order[k]] > ranks[order[k - 1]]);
        }

        NumericAssert.Close(0.5 * length * (length + 1), ranks.Sum(), 1e-14);
        var matrix = new Matrix(1, length, [.. values]);
        Ranks.OfRows(matrix, matrix);
        Assert.Equal(ranks, matrix.Values);
    }

    [Fact]
    public void Values_that_differ_in_their_last_bits_only_are_told_apart()
    {
        double[] near = [.. Enumerable.Range(0, 300).Select(i => BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(1.0) + (i * 7919 % 300)))];
        Assert.Equal(Enumerable.Range(0, 300).Select(i => (i * 7919 % 300) + 1.0), Ranks.Of(near));
    }

    [Fact]
    public void Ranks_do_not_change_under_a_rising_map() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(-50, 50).ArrayOf().ToArbitrary(), numbers =>
        Ranks.Of([.. numbers.Select(n => (double)n)]).SequenceEqual(Ranks.Of([.. numbers.Select(n => ((double)n * n * n) + 5)]))));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.75)]
    [InlineData(0.5, 2.5)]
    [InlineData(0.9, 7.9)]
    [InlineData(1, 10)]
    public void Quantiles_of_type_seven(double p, double expected) => NumericAssert.Close(expected, Quantiles.Of([3, 10, 1, 2], p), 1e-15);

    [Fact]
    public void Quantiles_rise_and_stay_within_the_range() => Check.QuickThrowOnFailure(Prop.ForAll(Gen.Choose(-1000, 1000).NonEmptyListOf().ToArbitrary(), list =>
    {
        double[] values = [.. list.Select(n => n / 7.0)];
        double[] quantiles = Quantiles.Of(values, [0, 0.1, 0.3, 0.5, 0.77, 1]);
        return quantiles[0] == values.Min() && quantiles[^1] == values.Max() && quantiles.Zip(quantiles.Skip(1)).All(p => p.First <= p.Second);
    }));

    [Fact]
    public void Quantiles_of_nothing_or_of_missing_values_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Quantiles.Median([]));
        Assert.Throws<ArgumentException>(() => Quantiles.Median([1, double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Quantiles.Of([1], 1.5));
        Assert.Equal(1.5, Quantiles.MedianAbsoluteDeviation([1, 2, 3, 4, 100]) + 0.5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(511)]
    [InlineData(513)]
    [InlineData(100_000)]
    public void Sums_and_products_are_accurate_at_any_length(int length)
    {
        double[] x = RandomMatrix.Normal(1, length, 2).Values;
        double[] y = RandomMatrix.Normal(1, length, 3).Values;
        decimal sum = x.Aggregate(0m, (s, v) => s + (decimal)Math.Round(v, 10));
        NumericAssert.Close((double)sum, Moments.Sum([.. x.Select(v => Math.Round(v, 10))]), 0, 1e-15 * length);
        decimal dot = x.Zip(y).Aggregate(0m, (s, p) => s + ((decimal)Math.Round(p.First, 10) * (decimal)Math.Round(p.Second, 10)));
        NumericAssert.Close((double)dot, Moments.Dot([.. x.Select(v => Math.Round(v, 10))], [.. y.Select(v => Math.Round(v, 10))]), 0, 1e-15 * length);
    }

    [Fact]
    public void A_far_away_mean_does_not_spoil_the_variance()
    {
        double[] near = RandomMatrix.Normal(1, 2000, 4).Values;
        double[] far = [.. near.Select(v => Math.Round(v, 6) + 1_000_000)];
        NumericAssert.Close(Moments.Variance([.. near.Select(v => Math.Round(v, 6))]), Moments.Variance(far), 1e-9);
        Assert.Equal(0, Moments.Variance([7, 7, 7]));
        Assert.True(double.IsNaN(Moments.Mean([])));
        Assert.True(double.IsNaN(Moments.Pearson([1, 1, 1], [1, 2, 3])));
    }

    [Fact]
    public void Correlations_are_those_of_the_definition_for_any_thread_count()
    {
        var data = RandomMatrix.Normal(60, 45, 5);
        for (int i = 0; i < 60; i++)
        {
            data[i, 7] = 0.1;
            data[i, 9] = 2 * data[i, 3];
        }

        var correlation = CovarianceMatrix.Correlation(data);
        var covariance = CovarianceMatrix.Covariance(data);
        var spearman = CovarianceMatrix.Spearman(data);
        Assert.Equal(correlation.Values, CovarianceMatrix.Correlation(data, 3).Values);
        for (int i = 0; i < 45; i++)
        {
            for (int j = 0; j < 45; j++)
            {
                bool constant = i == 7 || j == 7;
                double expected = constant ? double.NaN : Moments.Pearson(data.Column(i), data.Column(j));
                NumericAssert.Close(expected, correlation[i, j], 0, 1e-14);
                NumericAssert.Close(constant ? double.NaN : Moments.Spearman(data.Column(i), data.Column(j)), spearman[i, j], 0, 1e-14);
                double deviation = Moments.StandardDeviation(data.Column(i)) * Moments.StandardDeviation(data.Column(j));
                NumericAssert.Close(constant ? 0 : expected * deviation, covariance[i, j], 0, 1e-13);
            }
        }

        NumericAssert.Close(1, correlation[3, 9], 1e-15);
        Assert.Equal(1, correlation[3, 3]);
        Assert.Throws<ArgumentException>(() => CovarianceMatrix.Covariance(new(1, 3)));
    }

    [Fact]
    public void Adding_and_scaling_leave_a_correlation_alone()
    {
        var random = new Philox(1, 2);
        double[] x = [.. Enumerable.Range(0, 50).Select(_ => random.NextNormal())];
        double[] y = [.. x.Select(v => v + random.NextNormal())];
        NumericAssert.Close(Moments.Pearson(x, y), Moments.Pearson([.. x.Select(v => (3 * v) - 8)], [.. y.Select(v => 1e6 * v)]), 1e-13);
        NumericAssert.Close(-Moments.Pearson(x, y), Moments.Pearson([.. x.Select(v => -v)], y), 1e-13);
    }
}
