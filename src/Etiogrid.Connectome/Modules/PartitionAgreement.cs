using Etiogrid.Connectome.Graph;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Modules;

/// <summary>How alike partitions of the same nodes are.</summary>
public static class PartitionAgreement
{
    /// <summary>Element (i, j): in how many partitions nodes i and j share a module; diagonal 0, as in the Brain Connectivity Toolbox.</summary>
    public static Matrix Counts(IReadOnlyList<IReadOnlyList<int>> partitions)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        int n = partitions.Count == 0 ? 0 : partitions[0].Count;
        var result = new Matrix(n, n);
        foreach (var partition in partitions)
        {
            int[] labels = GraphMetrics.CompactLabels(partition, n);
            for (int i = 0; i < n; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    result[i, j] += i != j && labels[i] == labels[j] ? 1 : 0;
                }
            }
        }

        return result;
    }

    /// <summary>
    /// Variation of information over log n, and mutual information as 2 I / (H_x + H_y) (Meilă 2007, doi 10.1016/j.jmva.2006.11.013).
    /// Two trivial partitions: 0 and NaN.
    /// </summary>
    public static (double VariationOfInformation, double MutualInformation) Compare(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        int n = first.Count;
        int[] x = GraphMetrics.CompactLabels(first, n);
        int[] y = GraphMetrics.CompactLabels(second, n);
        double hx = Entropy(x.GroupBy(v => v).Select(g => g.Count()), n);
        double hy = Entropy(y.GroupBy(v => v).Select(g => g.Count()), n);
        double joint = Entropy(Enumerable.Range(0, n).GroupBy(i => (x[i], y[i])).Select(g => g.Count()), n);
        double variation = n > 1 ? Math.Max(0, ((2 * joint) - hx - hy) / Elementary.Log(n)) : 0;
        return (variation, hx + hy > 0 ? Math.Clamp(2 * (hx + hy - joint) / (hx + hy), 0, 1) : double.NaN);
    }

    /// <summary>
    /// Consensus partition (Lancichinetti and Fortunato 2012, doi 10.1038/srep00336): agreement as shares, shares below
    /// <paramref name="threshold"/> removed, partitioned again <paramref name="runs"/> times, until all runs agree; at most 100 rounds.
    /// </summary>
    public static Partition Consensus(IReadOnlyList<IReadOnlyList<int>> partitions, double threshold, int runs, ulong seed, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(partitions);
        var current = partitions;
        Partition best = new([], 0);
        for (int round = 0; round < 100; round++)
        {
            var shares = Counts(current);
            for (int k = 0; k < shares.Values.Length; k++)
            {
                double share = shares.Values[k] / current.Count;
                shares.Values[k] = share < threshold ? 0 : share;
            }

            var found = Louvain.Runs(WeightedGraph.FromMatrix(shares), 1, runs, seed + (ulong)round, threads);
            best = found.MaxBy(p => p.Quality)!;
            if (found.All(p => p.Labels.SequenceEqual(found[0].Labels)))
            {
                break;
            }

            current = [.. found.Select(p => p.Labels)];
        }

        return best;
    }

    private static double Entropy(IEnumerable<int> counts, int n)
    {
        double sum = 0;
        // In one order, so that x against y gives the same bits as y against x.
        foreach (int count in counts.Order())
        {
            double p = (double)count / n;
            sum -= p * Elementary.Log(p);
        }

        return sum;
    }
}
