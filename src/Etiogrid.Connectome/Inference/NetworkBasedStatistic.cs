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
    /// |t| above the threshold, connected components by number of edges, family-wise p by shuffling group membership. With covariates: the group's t in
    /// a linear model with intercept and covariates, and exchange of the residuals of the model without groups (Freedman and Lane 1983).
    /// </summary>
    /// <param name="matrices">Symmetric finite matrices, one a person.</param>
    /// <param name="isCase">Group of each person; both groups at least 2.</param>
    /// <param name="threshold">Smallest |t| of an edge, &gt; 0.</param>
    /// <param name="permutations">Shuffles.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="threads">Worker threads, 0 = all; never changes results.</param>
    /// <param name="covariates">People x covariates, finite; null for none.</param>
    /// <returns>Components, largest first; none when no edge passes.</returns>
    public static IReadOnlyList<NetworkBasedStatistic> Test(IReadOnlyList<Matrix> matrices, IReadOnlyList<bool> isCase, double threshold, int permutations, ulong seed, int threads = 0, Matrix? covariates = null)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentNullException.ThrowIfNull(isCase);
        ArgumentOutOfRangeException.ThrowIfNegative(permutations);
        if (matrices.Count != isCase.Count || isCase.Count(c => c) < 2 || isCase.Count(c => !c) < 2 || !(threshold > 0))
        {
            throw new ArgumentException($"Two groups of at least 2 people and a positive threshold are needed; found {isCase.Count(c => c)} cases, {isCase.Count(c => !c)} controls, threshold {threshold}.", nameof(isCase));
        }

        int nodes = matrices[0].Rows;
        var draw = Contrast(matrices, isCase, covariates, seed);
        var observed = ComponentsOf(draw(-1), nodes, threshold);
        int[] largest = new int[permutations];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        Parallel.For(0, permutations, options, k => largest[k] = ComponentsOf(draw(k), nodes, threshold).Select(c => c.Count).DefaultIfEmpty(0).Max());
        return
        [
            .. observed.OrderByDescending(c => c.Count).Select(edges => new NetworkBasedStatistic(
                edges, [.. edges.SelectMany(e => (int[])[e.I, e.J]).Distinct().Order()], (1.0 + largest.Count(l => l >= edges.Count)) / (1 + permutations))),
        ];
    }

    /// <summary>Whether a linear model can tell groups and covariates apart: no covariate is constant or a combination of others or of the groups, and people remain.</summary>
    public static bool CanAdjust(IReadOnlyList<bool> isCase, Matrix covariates)
    {
        ArgumentNullException.ThrowIfNull(isCase);
        ArgumentNullException.ThrowIfNull(covariates);
        return AdjustedEdgeContrast.TryCreate([.. isCase.Select(_ => new double[1])], isCase, covariates) is not null;
    }

    /// <summary>t of every edge i &lt; j, row by row, as the test uses it.</summary>
    public static double[] EdgeT(IReadOnlyList<Matrix> matrices, IReadOnlyList<bool> isCase, Matrix? covariates = null) => Contrast(matrices, isCase, covariates, 0)(-1);

    /// <summary>Two-sample t (equal variances) and group means of one edge; t is 0 where nothing varies and the means agree, infinite where they do not.</summary>
    public static (double T, double MeanOfCases, double MeanOfControls) Edge(IReadOnlyList<Matrix> matrices, IReadOnlyList<bool> isCase, int i, int j)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        ArgumentNullException.ThrowIfNull(isCase);
        double[] cases = [.. matrices.Where((_, k) => isCase[k]).Select(m => m[i, j])];
        double[] controls = [.. matrices.Where((_, k) => !isCase[k]).Select(m => m[i, j])];
        double t = new EdgeContrast([.. matrices.Select(m => new Matrix(2, 2, [0, m[i, j], m[i, j], 0]))]).T([.. isCase])[0];
        return (t, cases.Average(), controls.Average());
    }

    /// <summary>t of every edge in a numbered exchange of people; -1 for the people as they are.</summary>
    private static Func<int, double[]> Contrast(IReadOnlyList<Matrix> matrices, IReadOnlyList<bool> isCase, Matrix? covariates, ulong seed)
    {
        if (covariates is null)
        {
            var plain = new EdgeContrast(matrices);
            return k => plain.T(Exchanged([.. isCase], k, seed));
        }

        int n = matrices[0].Rows;
        var adjusted = AdjustedEdgeContrast.TryCreate([.. matrices.Select(m => EdgeContrast.Upper(m, n * (n - 1) / 2))], isCase, covariates)
            ?? throw new ArgumentException("The covariates are constant, combinations of each other or of the groups, or too many for these people.", nameof(covariates));
        return k => adjusted.T(Exchanged([.. Enumerable.Range(0, isCase.Count)], k, seed));
    }

    private static T[] Exchanged<T>(T[] people, int k, ulong seed)
    {
        if (k >= 0)
        {
            new Philox(seed, (ulong)k).Shuffle<T>(people);
        }

        return people;
    }

    private static List<List<(int I, int J)>> ComponentsOf(double[] t, int n, double threshold)
    {
        int[] parent = [.. Enumerable.Range(0, n)];
        List<(int I, int J)> edges = [];
        for (int i = 0, k = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++, k++)
            {
                if (Math.Abs(t[k]) > threshold)
                {
                    edges.Add((i, j));
                    parent[Root(parent, j)] = Root(parent, i);
                }
            }
        }

        return [.. edges.GroupBy(e => Root(parent, e.I)).Select(g => g.ToList())];
    }

    private static int Root(int[] parent, int node)
    {
        while (parent[node] != node)
        {
            parent[node] = parent[parent[node]];
            node = parent[node];
        }

        return node;
    }
}
