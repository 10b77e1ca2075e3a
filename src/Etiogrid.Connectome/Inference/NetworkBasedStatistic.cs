using Etiogrid.Connectome.Graph;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Inference;

/// <summary>A connected set of edges that differ between two groups.</summary>
/// <param name="Edges">The edges, i &lt; j.</param>
/// <param name="Nodes">Nodes they connect, ascending.</param>
/// <param name="P">(1 + permutations whose largest component has at least as many edges) / (1 + permutations).</param>
public sealed record NetworkBasedStatistic(IReadOnlyList<(int I, int J)> Edges, IReadOnlyList<int> Nodes, double P)
{
    /// <summary>
    /// Network-based statistic (Zalesky et al. 2010, doi 10.1016/j.neuroimage.2010.06.041): two-sample t per edge (equal variances), edges with
    /// |t| above the threshold, connected components by number of edges, family-wise p by shuffling group membership.
    /// </summary>
    /// <param name="matrices">Symmetric finite matrices, one a person.</param>
    /// <param name="isCase">Group of each person; both groups at least 2.</param>
    /// <param name="threshold">Smallest |t| of an edge, &gt; 0.</param>
    /// <param name="permutations">Shuffles.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="threads">Worker threads, 0 = all; never changes results.</param>
    /// <returns>Components, largest first; none when no edge passes.</returns>
    public static IReadOnlyList<NetworkBasedStatistic> Test(IReadOnlyList<Matrix> matrices, IReadOnlyList<bool> isCase, double threshold, int permutations, ulong seed, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentNullException.ThrowIfNull(isCase);
        ArgumentOutOfRangeException.ThrowIfNegative(permutations);
        if (matrices.Count != isCase.Count || isCase.Count(c => c) < 2 || isCase.Count(c => !c) < 2 || !(threshold > 0))
        {
            throw new ArgumentException($"Two groups of at least 2 people and a positive threshold are needed; found {isCase.Count(c => c)} cases, {isCase.Count(c => !c)} controls, threshold {threshold}.", nameof(isCase));
        }

        var observed = ComponentsOf(matrices, [.. isCase], threshold);
        int[] largest = new int[permutations];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        Parallel.For(0, permutations, options, k =>
        {
            bool[] shuffled = [.. isCase];
            new Philox(seed, (ulong)k).Shuffle<bool>(shuffled);
            largest[k] = ComponentsOf(matrices, shuffled, threshold).Select(c => c.Count).DefaultIfEmpty(0).Max();
        });
        return
        [
            .. observed.OrderByDescending(c => c.Count).Select(edges => new NetworkBasedStatistic(
                edges, [.. edges.SelectMany(e => (int[])[e.I, e.J]).Distinct().Order()], (1.0 + largest.Count(l => l >= edges.Count)) / (1 + permutations))),
        ];
    }

    private static List<List<(int I, int J)>> ComponentsOf(IReadOnlyList<Matrix> matrices, bool[] isCase, double threshold)
    {
        int n = matrices[0].Rows;
        var passing = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                double t = Student(matrices, isCase, (i * n) + j);
                if (Math.Abs(t) > threshold)
                {
                    passing[i, j] = 1;
                    passing[j, i] = 1;
                }
            }
        }

        int[] component = Components.Of(WeightedGraph.FromMatrix(passing));
        var edges = new List<(int I, int J)>();
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                if (passing[i, j] != 0)
                {
                    edges.Add((i, j));
                }
            }
        }

        return [.. edges.GroupBy(e => component[e.I]).Select(g => g.ToList())];
    }

    /// <summary>Two-sample t of one element; 0 where neither group varies and the means agree, infinite where they do not.</summary>
    private static double Student(IReadOnlyList<Matrix> matrices, bool[] isCase, int element)
    {
        double cases = 0;
        double controls = 0;
        int count = 0;
        for (int k = 0; k < isCase.Length; k++)
        {
            double v = matrices[k].Values[element];
            (cases, controls, count) = isCase[k] ? (cases + v, controls, count + 1) : (cases, controls + v, count);
        }

        double first = cases / count;
        double second = controls / (isCase.Length - count);
        double squares = 0;
        for (int k = 0; k < isCase.Length; k++)
        {
            double d = matrices[k].Values[element] - (isCase[k] ? first : second);
            squares = Math.FusedMultiplyAdd(d, d, squares);
        }

        double spread = Math.Sqrt(squares / (isCase.Length - 2) * ((1.0 / count) + (1.0 / (isCase.Length - count))));
        double difference = first - second;
        return spread > 0 ? difference / spread : difference == 0 ? 0 : double.PositiveInfinity;
    }
}
