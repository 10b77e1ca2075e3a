using Etiogrid.Connectome.Cleaning;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Tests.Cleaning;

public sealed class SignalCleaningTests
{
    private static double[] Pattern => [.. Enumerable.Range(0, 80).Select(t => (double)(t * t * 7 % 23))];

    /// <summary>Expected: scipy 1.10.1, butter(5, …, fs=0.5, output='sos') and sosfiltfilt with 33 or 18 samples of padding.</summary>
    [Theory]
    [InlineData(0.1, 0.01, new[] { 0.18836740819603204, 4.84647134890105, 5.699721764393194, -1.5769892423240806 })]
    [InlineData(0.1, null, new[] { -0.005776580817983712, 19.81193789179055, 19.806276157185724, 10.007571674213459 })]
    [InlineData(null, 0.01, new[] { 0.1718488556595279, 6.702702334101181, 8.532602889083378, -0.9220548014043033 })]
    public void Butterworth_agrees_with_scipy(double? low, double? high, double[] expected)
    {
        double[] signal = Pattern;
        ButterworthFilter.Design(low, high, 0.5).Apply(signal);
        NumericAssert.AllClose(expected, [signal[0], signal[17], signal[40], signal[79]], 1e-8);
    }

    [Fact]
    public void A_filter_keeps_its_band_and_removes_the_rest()
    {
        double[] slow = [.. Enumerable.Range(0, 400).Select(t => Math.Sin(2 * Math.PI * 0.05 * 2 * t))];
        double[] fast = [.. Enumerable.Range(0, 400).Select(t => Math.Sin(2 * Math.PI * 0.2 * 2 * t))];
        var filter = ButterworthFilter.Design(0.1, 0.01, 0.5);
        double[] kept = (double[])slow.Clone();
        filter.Apply(kept);
        filter.Apply(fast);
        for (int t = 100; t < 300; t++)
        {
            Assert.InRange(kept[t] - slow[t], -0.02, 0.02);
            Assert.InRange(fast[t], -0.02, 0.02);
        }
    }

    [Fact]
    public void Impossible_cut_offs_are_a_callers_bug()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ButterworthFilter.Design(0.3, null, 0.5));
        Assert.Throws<ArgumentException>(() => ButterworthFilter.Design(0.01, 0.1, 0.5));
        Assert.Throws<ArgumentException>(() => ButterworthFilter.Design(null, null, 0.5));
        Assert.Throws<ArgumentException>(() => ButterworthFilter.Design(0.1, null, 0.5).Apply(new double[10]));
    }

    /// <summary>Expected: scipy CubicSpline, not-a-knot.</summary>
    [Fact]
    public void Splines_agree_with_scipy_inside_and_beyond_the_knots()
    {
        var spline = CubicSpline.Fit([0, 1, 3, 4, 7, 9], [1, 3, 2, 5, 4, 0]);
        NumericAssert.AllClose([2.000599520383693, 6.390175359712231, 1.7541966426858517, -0.3938848920863327], [spline.At(2), spline.At(5.5), spline.At(8), spline.At(10)], 1e-12);
        var parabola = CubicSpline.Fit([0, 2, 3], [1, 0, 4]);
        NumericAssert.AllClose([-1, 11], [parabola.At(1), parabola.At(4)], 1e-12);
    }

    [Fact]
    public void Cleaned_signals_are_orthogonal_to_confounds_and_standardised()
    {
        var (signals, confounds) = Simulated();
        var cleaned = SignalCleaning.Clean(signals, confounds, new() { Detrend = false, Filter = TemporalFilter.None });
        for (int j = 0; j < cleaned.Columns; j++)
        {
            double[] column = cleaned.Column(j);
            NumericAssert.Close(0, column.Average(), absolute: 1e-12);
            NumericAssert.Close(1, Numerics.Statistics.Moments.Variance(column), 1e-12);
            for (int k = 0; k < confounds.Columns; k++)
            {
                NumericAssert.Close(0, Numerics.Statistics.Moments.Pearson(column, confounds.Column(k)), absolute: 1e-12);
            }
        }
    }

    [Fact]
    public void A_confound_given_twice_changes_nothing()
    {
        var (signals, confounds) = Simulated();
        var twice = new Matrix(confounds.Rows, 2 * confounds.Columns);
        for (int t = 0; t < confounds.Rows; t++)
        {
            confounds.Row(t).CopyTo(twice.Row(t));
            confounds.Row(t).CopyTo(twice.Row(t)[confounds.Columns..]);
        }

        NumericAssert.AllClose(SignalCleaning.Clean(signals, confounds, new()).Values, SignalCleaning.Clean(signals, twice, new()).Values, 1e-9, 1e-10);
    }

    [Fact]
    public void Censored_volumes_do_not_reach_the_result()
    {
        var (signals, confounds) = Simulated();
        int[] kept = [.. Enumerable.Range(0, signals.Rows).Where(t => t is not (30 or 31 or 70))];
        var options = new CleaningOptions { KeptVolumes = kept, LowPassHz = 0.1, HighPassHz = 0.01, RepetitionTimeSeconds = 2 };
        var clean = SignalCleaning.Clean(signals, confounds, options);
        var spiked = signals.Clone();
        spiked[30, 0] = 1e6;
        spiked[70, 1] = -1e6;
        Assert.Equal(kept.Length, clean.Rows);
        Assert.Equal(clean.Values, SignalCleaning.Clean(spiked, confounds, options).Values);
    }

    [Fact]
    public void Inputs_are_left_untouched()
    {
        var (signals, confounds) = Simulated();
        double[] before = [.. signals.Values];
        double[] confoundsBefore = [.. confounds.Values];
        SignalCleaning.Clean(signals, confounds, new() { LowPassHz = 0.1, RepetitionTimeSeconds = 2 });
        Assert.Equal(before, signals.Values);
        Assert.Equal(confoundsBefore, confounds.Values);
    }

    [Fact]
    public void Percent_signal_change_of_a_silent_region_is_zero()
    {
        var signals = new Matrix(4, 2, [100, 0, 110, 0, 90, 0, 100, 0]);
        var cleaned = SignalCleaning.Clean(signals, null, new() { Detrend = false, Filter = TemporalFilter.None, Standardize = Standardization.PercentSignalChange });
        NumericAssert.AllClose([0, 0, 10, 0, -10, 0, 0, 0], cleaned.Values, 1e-12, 1e-12);
    }

    [Fact]
    public void Percent_signal_change_refers_to_the_mean_before_detrending_and_high_pass_and_to_the_kept_mean_after_low_pass()
    {
        var (signals, _) = Simulated();
        var psc = new CleaningOptions { Standardize = Standardization.PercentSignalChange, RepetitionTimeSeconds = 2 };
        double mean = signals.Column(0).Average();
        foreach (var options in new[] { psc, psc with { Detrend = false, LowPassHz = 0.1, HighPassHz = 0.01 }, psc with { Detrend = false, LowPassHz = 0.1 } })
        {
            double[] changed = SignalCleaning.Clean(signals, null, options).Column(0);
            double[] plain = SignalCleaning.Clean(signals, null, options with { Standardize = Standardization.None }).Column(0);
            double level = plain.Average();
            double reference = Math.Abs(level) < 0.1 * mean ? mean + level : level;
            NumericAssert.AllClose([.. plain.Select(v => 100 * (v - level) / reference)], changed, 1e-10, 1e-10);
            Assert.InRange(reference / mean, 0.99, 1.01);
        }
    }

    [Fact]
    public void Without_standardisation_detrended_and_band_passed_signals_vary_around_zero()
    {
        var (signals, confounds) = Simulated();
        var options = new CleaningOptions { LowPassHz = 0.1, HighPassHz = 0.01, RepetitionTimeSeconds = 2, Standardize = Standardization.None };
        Assert.InRange(SignalCleaning.Clean(signals, confounds, options).Column(1).Average(), -0.5, 0.5);
        Assert.InRange(SignalCleaning.Clean(signals, confounds, new() { Standardize = Standardization.None }).Column(1).Average(), -1e-9, 1e-9);
    }

    private static (Matrix Signals, Matrix Confounds) Simulated()
    {
        var random = new Philox(21, 1);
        var signals = new Matrix(120, 4);
        var confounds = new Matrix(120, 3);
        for (int t = 0; t < 120; t++)
        {
            for (int k = 0; k < 3; k++)
            {
                confounds[t, k] = random.NextNormal();
            }

            for (int j = 0; j < 4; j++)
            {
                signals[t, j] = 50 + (0.1 * t) + confounds[t, j % 3] + random.NextNormal();
            }
        }

        return (signals, confounds);
    }
}
