using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Numerics.Tests.Random;

public sealed class PhiloxTests
{
    /// <summary>The known answers of philox4x32-10 that Salmon et al. 2011 distribute with Random123.</summary>
    [Theory]
    [InlineData(0u, 0u, 0u, 0u, 0u, 0u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(~0u, ~0u, ~0u, ~0u, ~0u, ~0u, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void Blocks_equal_the_published_known_answers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint e0, uint e1, uint e2, uint e3)
    {
        uint[] block = new uint[4];
        Philox.Block(c0, c1, c2, c3, k0, k1, block);
        Assert.Equal([e0, e1, e2, e3], block);
    }

    [Fact]
    public void A_generator_walks_the_counter_of_its_stream()
    {
        var random = new Philox(0x299f31d0a4093822, 0x0370734413198a2e);
        uint[] block = new uint[4];
        for (uint position = 0; position < 5; position++)
        {
            Philox.Block(position, 0, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, block);
            Assert.Equal(block, Enumerable.Range(0, 4).Select(_ => random.NextUInt32()));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void Draws_of_a_person_do_not_depend_on_threads_or_order(int threads)
    {
        double[] sequential = new double[200];
        for (int person = 0; person < sequential.Length; person++)
        {
            sequential[person] = DrawOf(person);
        }

        double[] parallel = new double[200];
        Parallel.For(0, parallel.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => parallel[parallel.Length - 1 - i] = DrawOf(parallel.Length - 1 - i));
        Assert.Equal(sequential, parallel);
    }

    [Fact]
    public void Streams_seeds_and_names_separate_generators()
    {
        double[] a = Draw(new(1, 1), 20_000);
        double[] b = Draw(new(1, 2), 20_000);
        double[] c = Draw(new(2, 1), 20_000);
        Assert.True(Math.Abs(Moments.Pearson(a, b)) < 0.03);
        Assert.True(Math.Abs(Moments.Pearson(a, c)) < 0.03);
        Assert.NotEqual(Philox.For(1, "01", "noise").NextUInt64(), Philox.For(1, "02", "noise").NextUInt64());
        Assert.NotEqual(Philox.For(1, "01", "noise").NextUInt64(), Philox.For(1, "01", "labels").NextUInt64());
        Assert.Equal(Philox.For(1, "01", "noise").NextUInt64(), Philox.For(1, "01", "noise").NextUInt64());
    }

    [Fact]
    public void Uniform_draws_fill_a_hundred_cells_evenly()
    {
        var random = new Philox(11, 3);
        int[] counts = new int[100];
        for (int i = 0; i < 1_000_000; i++)
        {
            double u = random.NextDouble();
            Assert.True(u is > 0 and < 1);
            counts[(int)(u * 100)]++;
        }

        // Chi-squared with 99 degrees of freedom: 1e-6 of its mass lies above 178.
        double statistic = counts.Sum(c => (c - 10_000.0) * (c - 10_000.0) / 10_000);
        Assert.InRange(statistic, 45, 178);
    }

    [Fact]
    public void Bounded_integers_are_uniform_and_in_range()
    {
        var random = new Philox(12, 3);
        int[] counts = new int[7];
        for (int i = 0; i < 140_000; i++)
        {
            counts[random.NextInt32(7)]++;
        }

        Assert.All(counts, c => Assert.InRange(c, 19_300, 20_700));
        Assert.Throws<ArgumentOutOfRangeException>(() => random.NextInt32(0));
    }

    [Fact]
    public void Normal_draws_have_the_moments_of_the_normal()
    {
        double[] z = new double[200_000];
        var random = new Philox(5, 5);
        for (int i = 0; i < z.Length; i++)
        {
            z[i] = random.NextNormal();
        }

        Assert.InRange(Moments.Mean(z), -0.01, 0.01);
        Assert.InRange(Moments.Variance(z), 0.985, 1.015);
        Assert.InRange(z.Average(v => v * v * v * v), 2.9, 3.1);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(1)]
    [InlineData(7.5)]
    public void Gamma_draws_have_mean_and_variance_equal_to_the_shape(double shape)
    {
        double[] g = new double[100_000];
        var random = new Philox(6, 5);
        for (int i = 0; i < g.Length; i++)
        {
            g[i] = random.NextGamma(shape);
        }

        NumericAssert.Close(shape, Moments.Mean(g), 0.02);
        NumericAssert.Close(shape, Moments.Variance(g), 0.05);
    }

    [Fact]
    public void A_shuffle_is_a_permutation_and_moves_every_item()
    {
        var random = new Philox(8, 1);
        int[] first = new int[5];
        for (int repeat = 0; repeat < 50_000; repeat++)
        {
            int[] items = [0, 1, 2, 3, 4];
            random.Shuffle(items.AsSpan());
            first[items[0]]++;
            Assert.Equal(10, items.Sum());
        }

        Assert.All(first, c => Assert.InRange(c, 9_600, 10_400));
    }

    private static double DrawOf(int person)
    {
        var random = Philox.For(99, $"sub{person}", "noise");
        double sum = 0;
        for (int i = 0; i < 100; i++)
        {
            sum += random.NextNormal();
        }

        return sum;
    }

    private static double[] Draw(Philox random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble())];
}
