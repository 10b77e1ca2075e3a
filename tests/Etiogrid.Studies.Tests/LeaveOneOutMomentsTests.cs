using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Measures;

namespace Etiogrid.Studies.Tests;

public sealed class LeaveOneOutMomentsTests
{
    [Theory]
    [InlineData(20)]
    [InlineData(501)]
    [InlineData(3000)]
    public void Leaving_one_out_is_what_the_others_give_by_themselves(int count)
    {
        var random = new Philox(3, 1);
        double[] values = [.. Enumerable.Range(0, count).Select(_ => 100 + random.NextNormal())];
        values[7] = 1e9;
        var moments = new LeaveOneOutMoments(values);
        foreach (int i in new[] { 0, 7, count / 2, count - 1 })
        {
            double[] others = [.. values.Where((_, j) => j != i)];
            var (n, mean, sd) = moments.Without(i);
            Assert.Equal(count - 1, n);
            NumericAssert.Close(Moments.Mean(others), mean, 1e-9);
            NumericAssert.Close(Moments.StandardDeviation(others), sd, 1e-9);
        }

        Assert.Equal((count, Moments.Mean(values), Moments.StandardDeviation(values)), moments.Without(-1));
    }

    [Fact]
    public void Others_that_are_all_the_same_have_no_spread()
    {
        double[] values = [.. Enumerable.Repeat(2.5, 1000), 7];
        Assert.Equal(0, new LeaveOneOutMoments(values).Without(1000).StandardDeviation);
        Assert.Equal(0, new LeaveOneOutMoments([.. Enumerable.Repeat(2.5, 1000)]).Without(3).StandardDeviation);
        Assert.True(double.IsNaN(new LeaveOneOutMoments([1]).Without(0).Mean));
    }
}
