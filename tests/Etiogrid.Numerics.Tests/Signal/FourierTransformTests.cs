using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Signal;

namespace Etiogrid.Numerics.Tests.Signal;

public sealed class FourierTransformTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(12)]
    [InlineData(30)]
    [InlineData(64)]
    [InlineData(77)]
    [InlineData(91)]
    [InlineData(17)]
    [InlineData(97)]
    [InlineData(34)]
    [InlineData(240)]
    [InlineData(257)]
    public void Any_length_equals_the_defining_sum(int length)
    {
        var (re, im) = Signal(length);
        double[] expectedRe = new double[length];
        double[] expectedIm = new double[length];
        for (int k = 0; k < length; k++)
        {
            for (int n = 0; n < length; n++)
            {
                double angle = -2 * Math.PI * ((long)n * k % length) / length;
                expectedRe[k] += (re[n] * Math.Cos(angle)) - (im[n] * Math.Sin(angle));
                expectedIm[k] += (re[n] * Math.Sin(angle)) + (im[n] * Math.Cos(angle));
            }
        }

        double[] actualRe = [.. re];
        double[] actualIm = [.. im];
        var plan = new FourierTransform(length);
        plan.Forward(actualRe, actualIm);
        NumericAssert.AllClose(expectedRe, actualRe, 0, 1e-13 * length);
        NumericAssert.AllClose(expectedIm, actualIm, 0, 1e-13 * length);
        plan.Inverse(actualRe, actualIm);
        NumericAssert.AllClose(re, actualRe, 0, 1e-14);
        NumericAssert.AllClose(im, actualIm, 0, 1e-14);
    }

    [Theory]
    [InlineData(4096)]
    [InlineData(6000)]
    [InlineData(9973)]
    public void Power_is_conserved(int length)
    {
        var (re, im) = Signal(length);
        double before = re.Sum(v => v * v) + im.Sum(v => v * v);
        new FourierTransform(length).Forward(re, im);
        NumericAssert.Close(before, (re.Sum(v => v * v) + im.Sum(v => v * v)) / length, 1e-13);
    }

    [Fact]
    public void A_sine_shows_at_its_frequency_alone()
    {
        double[] signal = [.. Enumerable.Range(0, 250).Select(t => 3 * Math.Sin(2 * Math.PI * 10 * t / 250))];
        double[] power = new FourierTransform(250).Power(signal);
        Assert.Equal(126, power.Length);
        NumericAssert.Close(Math.Pow(3 * 125, 2), power[10], 1e-12);
        Assert.All(power.Where((_, k) => k != 10), p => Assert.InRange(p, 0, 1e-20));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 8)]
    [InlineData(13, 15)]
    [InlineData(1021, 1024)]
    public void Fast_lengths_have_factors_two_three_five(int length, int expected) => Assert.Equal(expected, FourierTransform.FastLength(length));

    [Fact]
    public void Wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new FourierTransform(0));
        Assert.Throws<ArgumentException>(() => new FourierTransform(4).Forward(new double[4], new double[5]));
    }

    private static (double[] Re, double[] Im) Signal(int length)
    {
        var random = new Philox(3, (ulong)length);
        return ([.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)], [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)]);
    }
}
