using Etiogrid.Imaging.Internals;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Tests;

public sealed class RankSorterTests
{
    [Fact]
    public void Ranks_are_those_of_the_reference_for_ties_signs_and_near_values()
    {
        var random = new Philox(5, 6);
        var sorter = new RankSorter(257);
        for (int trial = 0; trial < 200; trial++)
        {
            double[] row = new double[257];
            for (int i = 0; i < row.Length; i++)
            {
                row[i] = (trial % 4) switch
                {
                    0 => random.NextNormal(),
                    1 => random.NextInt32(9) - 4,
                    2 => 1 + (random.NextInt32(1000) * 2.220446049250313e-16),
                    _ => random.NextNormal() * Math.Pow(10, random.NextInt32(600) - 300),
                };
            }

            row[3] = 0.0;
            row[7] = -0.0;
            double[] expected = Ranks.Of(row);
            sorter.Rank(row);
            Assert.Equal(expected, row);
        }
    }
}
