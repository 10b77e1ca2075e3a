using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Imaging.Tests;

public sealed class SignFlipTailTests
{
    [Fact]
    public void Few_components_are_enumerated()
    {
        double[] p = [0.5, 0.25, 0.125];
        Assert.Equal(0.25, SignFlipTail.TwoSided(p, 0.875));
        Assert.Equal(0.5, SignFlipTail.TwoSided(p, 0.6));
        Assert.Equal(1, SignFlipTail.TwoSided(p, 0.125));
        Assert.Equal(0, SignFlipTail.TwoSided(p, 0.9));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3.5)]
    [InlineData(3.9)]
    public void The_inversion_agrees_with_counting_every_sign_pattern(double deviations)
    {
        // 30 components: all sign patterns of each half, sorted, meet in the middle.
        var random = new Philox(3, 4);
        double[] products = [.. Enumerable.Range(0, 30).Select(_ => random.NextDouble() * random.NextDouble())];
        double[] first = Sums(products[..15]);
        double[] second = Sums(products[15..]);
        double target = deviations * SignFlipTail.StandardDeviation(products);
        long hits = 0;
        int from = second.Length;
        foreach (double a in first)
        {
            while (from > 0 && a + second[from - 1] >= target)
            {
                from--;
            }

            hits += second.Length - from;
        }

        // 2^30 atoms are still a staircase; the smooth inversion crosses it within a few hundred of them.
        double exact = 2 * hits / Math.Pow(2, 30);
        NumericAssert.Close(exact, SignFlipTail.TwoSided(products, target), 1e-4, what: $"tail at {deviations} sd");
    }

    [Fact]
    public void The_tail_falls_as_the_target_grows()
    {
        var random = new Philox(3, 5);
        double[] products = [.. Enumerable.Range(0, 99).Select(_ => random.NextNormal() / 99)];
        double last = 1;
        for (int k = 0; k <= 200; k++)
        {
            double p = SignFlipTail.TwoSided(products, k * 0.005);
            Assert.True(p <= last + 1e-12, $"p rises at {k}: {last} to {p}");
            last = p;
        }

        Assert.Equal(0, last);
    }

    /// <summary>All 2^n signed sums, ascending.</summary>
    private static double[] Sums(double[] products)
    {
        double[] sums = new double[1 << products.Length];
        for (int code = 0; code < sums.Length; code++)
        {
            sums[code] = products.Select((p, k) => (code >> k & 1) == 0 ? p : -p).Sum();
        }

        Array.Sort(sums);
        return sums;
    }
}
