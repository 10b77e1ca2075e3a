using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Tests;

public sealed class LinearAssignmentTests
{
    [Fact]
    public void The_cost_is_the_least_of_all_permutations()
    {
        for (ulong seed = 0; seed < 40; seed++)
        {
            var cost = SimulatedMaps.Noise(6, 6, seed);
            if (seed % 2 == 0)
            {
                // Small integers: many ties.
                for (int k = 0; k < 36; k++)
                {
                    cost.Values[k] = Math.Round(2 * cost.Values[k]);
                }
            }

            int[] found = LinearAssignment.Solve(cost);
            Assert.Equal(6, found.Distinct().Count());
            NumericAssert.Close(Least(cost, 0, 0), found.Select((j, i) => cost[i, j]).Sum(), 0, 1e-12);
        }
    }

    private static double Least(Matrix cost, int row, int used)
    {
        if (row == cost.Rows)
        {
            return 0;
        }

        double best = double.PositiveInfinity;
        for (int j = 0; j < cost.Columns; j++)
        {
            if ((used & (1 << j)) == 0)
            {
                best = Math.Min(best, cost[row, j] + Least(cost, row + 1, used | (1 << j)));
            }
        }

        return best;
    }
}
