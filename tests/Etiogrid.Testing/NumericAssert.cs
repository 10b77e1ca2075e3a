using System.Globalization;
using Xunit;

namespace Etiogrid.Testing;

/// <summary>Comparisons of numbers that say how far apart they were and where.</summary>
public static class NumericAssert
{
    /// <summary>|actual - expected| &lt;= relative * max(|expected|, 1e-300) + absolute.</summary>
    public static void Close(double expected, double actual, double relative = 1e-12, double absolute = 0, string? what = null)
    {
        double difference = Math.Abs(actual - expected);
        double allowed = (relative * Math.Max(Math.Abs(expected), 1e-300)) + absolute;
        if (double.IsNaN(expected) && double.IsNaN(actual))
        {
            return;
        }

        if (!(difference <= allowed) && !(expected.Equals(actual)))
        {
            Assert.Fail(string.Create(CultureInfo.InvariantCulture, $"{what ?? "value"}: expected {expected:R}, found {actual:R}, difference {difference:E2}, allowed {allowed:E2}."));
        }
    }

    /// <summary>Element-wise <see cref="Close"/> for two lists of the same length.</summary>
    public static void AllClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double relative = 1e-12, double absolute = 0, string? what = null)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Close(expected[i], actual[i], relative, absolute, string.Create(CultureInfo.InvariantCulture, $"{what ?? "value"}[{i}]"));
        }
    }

    /// <summary>Distance in units in the last place.</summary>
    public static long UlpDistance(double a, double b)
    {
        long x = BitConverter.DoubleToInt64Bits(a);
        long y = BitConverter.DoubleToInt64Bits(b);
        x = x < 0 ? long.MinValue - x : x;
        y = y < 0 ? long.MinValue - y : y;
        return Math.Abs(x - y);
    }
}
