using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Tests.Connectivity;

public sealed class FunctionalConnectivityTests
{
    [Theory]
    [InlineData("expected_correlation_empiricalcov_subj0.csv", ConnectivityKind.Correlation, CovarianceEstimator.Empirical)]
    [InlineData("expected_correlation_subj0.csv", ConnectivityKind.Correlation, CovarianceEstimator.LedoitWolf)]
    [InlineData("expected_covariance_subj0.csv", ConnectivityKind.Covariance, CovarianceEstimator.LedoitWolf)]
    [InlineData("expected_precision_subj0.csv", ConnectivityKind.Precision, CovarianceEstimator.LedoitWolf)]
    [InlineData("expected_partial_correlation_subj0.csv", ConnectivityKind.Partial, CovarianceEstimator.LedoitWolf)]
    public void Matrices_agree_with_nilearn(string expected, ConnectivityKind kind, CovarianceEstimator estimator)
    {
        var series = TimeSeriesReader.Read(SharedData.Require("reference/nilearn/connectome/ts_0.csv")).Value;
        var actual = FunctionalConnectivity.Compute(series, kind, estimator).Value;
        NumericAssert.AllClose(ReferenceData.Matrix("nilearn/connectome/" + expected).Values, actual.Values, 1e-8, 1e-10, expected);
    }

    [Fact]
    public void Tangent_deviations_agree_with_nilearn()
    {
        Matrix[] covariances = [.. Enumerable.Range(0, 8).Select(k => Covariance.Estimate(ReferenceData.Matrix($"nilearn/connectome/ts_{k}.csv"), CovarianceEstimator.LedoitWolf))];
        var space = TangentSpace.Fit(covariances);
        Assert.True(space.HasConverged);
        NumericAssert.AllClose(ReferenceData.Matrix("nilearn/connectome/expected_tangent_subj0.csv").Values, space.Project(covariances[0]).Values, 1e-6, 1e-8);
    }

    [Fact]
    public void The_tangent_of_two_commuting_covariances_is_half_their_log_ratio()
    {
        var a = new Matrix(2, 2, [4, 0, 0, 1]);
        var b = new Matrix(2, 2, [1, 0, 0, 9]);
        var space = TangentSpace.Fit([a, b]);
        NumericAssert.AllClose([2, 0, 0, 3], space.Mean.Values, 1e-9, 1e-9);
        NumericAssert.AllClose([Math.Log(2), 0, 0, -Math.Log(3)], space.Project(a).Values, 1e-9, 1e-9);
        Assert.Throws<ArgumentException>(() => TangentSpace.Fit([new Matrix(2, 2, [1, 1, 1, 1])]));
    }

    /// <summary>Oracle: Welch's definition written out with complex numbers, segment by segment.</summary>
    [Fact]
    public void Coherence_equals_the_definition_written_out()
    {
        var random = new Philox(77, 1);
        var values = new Matrix(100, 3);
        for (int t = 0; t < 100; t++)
        {
            double shared = random.NextNormal();
            for (int j = 0; j < 3; j++)
            {
                values[t, j] = (j * shared) + random.NextNormal();
            }
        }

        const int Length = 16;
        System.Numerics.Complex Coefficient(int j, int start, int bin)
        {
            double mean = Enumerable.Range(0, Length).Average(t => values[start + t, j]);
            return Enumerable.Range(0, Length).Aggregate(System.Numerics.Complex.Zero, (sum, t) =>
                sum + ((values[start + t, j] - mean) * Math.Pow(Math.Sin(Math.PI * t / Length), 2) * System.Numerics.Complex.Exp(new System.Numerics.Complex(0, -2 * Math.PI * bin * t / Length))));
        }

        double Expected(int a, int b) => Enumerable.Range(1, 8).Average(bin =>
        {
            int[] starts = [.. Enumerable.Range(0, 11).Select(k => 8 * k)];
            var cross = starts.Aggregate(System.Numerics.Complex.Zero, (sum, s) => sum + (Coefficient(a, s, bin) * System.Numerics.Complex.Conjugate(Coefficient(b, s, bin))));
            double Power(int j) => starts.Sum(s => Math.Pow(Coefficient(j, s, bin).Magnitude, 2));
            return Math.Pow(cross.Magnitude, 2) / (Power(a) * Power(b));
        });
        var found = Coherence.Compute(new TimeSeries("simulated", ["a", "b", "c"], values), Length);
        NumericAssert.AllClose([Expected(0, 1), Expected(0, 2), Expected(1, 2)], [found[0, 1], found[0, 2], found[1, 2]], 1e-10);
        Assert.Equal(found[1, 0], found[0, 1]);
    }

    [Fact]
    public void Coherence_ignores_delay_and_is_low_for_independent_signals()
    {
        var random = new Philox(3, 9);
        double[] x = [.. Enumerable.Range(0, 2002).Select(_ => random.NextNormal())];
        var values = new Matrix(2000, 3);
        for (int t = 0; t < 2000; t++)
        {
            values[t, 0] = x[t];
            values[t, 1] = -2 * x[t + 2];
            values[t, 2] = random.NextNormal();
        }

        var coherence = Coherence.Compute(new TimeSeries("simulated", ["x", "delayed", "other"], values), segment: 64);
        Assert.InRange(coherence[0, 1], 0.9, 1);
        Assert.InRange(coherence[0, 2], 0, 0.05);
        Assert.Equal(coherence[0, 2], coherence[2, 0]);
        NumericAssert.Close(1, coherence[1, 1], 1e-12);
    }

    [Fact]
    public void Ledoit_Wolf_shrinkage_agrees_with_the_peers_for_each_of_eight_recordings()
    {
        double[] expected = ReferenceData.Numbers(ReferenceData.Json("nilearn/connectome/notes.json").GetProperty("ledoit_wolf_shrinkage"));
        for (int k = 0; k < expected.Length; k++)
        {
            var centred = Covariance.Centred(ReferenceData.Matrix($"nilearn/connectome/ts_{k}.csv"));
            NumericAssert.Close(expected[k], Covariance.LedoitWolfShrinkage(centred, Covariance.Estimate(centred, CovarianceEstimator.Empirical)), 1e-10);
        }
    }

    [Fact]
    public void Correlations_are_Pearsons_and_bounded()
    {
        var series = Simulated(5, 40, 6);
        var r = FunctionalConnectivity.Correlation(series);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(1, r[i, i]);
            for (int j = 0; j < i; j++)
            {
                NumericAssert.Close(Moments.Pearson(series.Values.Column(i), series.Values.Column(j)), r[i, j], 1e-12, 1e-15);
                Assert.Equal(r[i, j], r[j, i]);
            }
        }
    }

    [Fact]
    public void A_constant_region_has_no_correlation_and_leaves_the_others_alone()
    {
        var series = Simulated(5, 40, 4);
        var values = series.Values.Clone();
        for (int i = 0; i < values.Rows; i++)
        {
            values[i, 1] = 0.1;
        }

        var with = new TimeSeries("x", series.Regions, values);
        var without = series.SelectRegions([0, 2, 3]);
        foreach (var kind in new[] { ConnectivityKind.Correlation, ConnectivityKind.Partial, ConnectivityKind.Precision })
        {
            var all = FunctionalConnectivity.Compute(with, kind).Value;
            var some = FunctionalConnectivity.Compute(without, kind).Value;
            Assert.True(double.IsNaN(all[1, 0]) && double.IsNaN(all[1, 1]) && double.IsNaN(all[3, 1]));
            Assert.Equal(some[0, 2], all[0, 3]);
            Assert.Equal(some[1, 2], all[2, 3]);
        }

        Assert.Equal(0, FunctionalConnectivity.Compute(with, ConnectivityKind.Covariance).Value[1, 0], 1e-15);
    }

    [Fact]
    public void Partial_correlation_needs_more_volumes_than_regions_unless_shrunk()
    {
        var series = Simulated(5, 12, 20);
        Assert.Equal("E620", FunctionalConnectivity.Compute(series, ConnectivityKind.Partial).Diagnostics[0].Code);
        Assert.True(FunctionalConnectivity.Compute(series, ConnectivityKind.Partial, CovarianceEstimator.LedoitWolf).HasValue);
    }

    [Fact]
    public void Partial_correlation_removes_a_common_cause()
    {
        var random = new Philox(11, 3);
        var values = new Matrix(4000, 3);
        for (int t = 0; t < values.Rows; t++)
        {
            values[t, 0] = random.NextNormal();
            values[t, 1] = values[t, 0] + random.NextNormal();
            values[t, 2] = values[t, 0] + random.NextNormal();
        }

        var series = new TimeSeries("simulated", ["cause", "a", "b"], values);
        Assert.True(FunctionalConnectivity.Correlation(series)[1, 2] > 0.45);
        Assert.InRange(FunctionalConnectivity.Compute(series, ConnectivityKind.Partial).Value[1, 2], -0.05, 0.05);
    }

    [Fact]
    public void Fisher_z_has_a_zero_diagonal_and_no_value_at_one()
    {
        var z = FunctionalConnectivity.FisherZ(new Matrix(3, 3, [1, 0.5, 1, 0.5, 1, -0.3, 1, -0.3, 1]));
        Assert.Equal(0, z[0, 0]);
        NumericAssert.Close(Math.Atanh(0.5), z[0, 1], 1e-14);
        Assert.True(double.IsNaN(z[0, 2]));
    }

    internal static TimeSeries Simulated(ulong seed, int volumes, int regions)
    {
        var random = new Philox(seed, 1);
        var values = new Matrix(volumes, regions);
        for (int t = 0; t < volumes; t++)
        {
            double common = random.NextNormal();
            for (int j = 0; j < regions; j++)
            {
                values[t, j] = 500 + (common * j / regions) + random.NextNormal();
            }
        }

        return new("simulated", [.. Enumerable.Range(1, regions).Select(j => $"R{j}")], values);
    }
}
