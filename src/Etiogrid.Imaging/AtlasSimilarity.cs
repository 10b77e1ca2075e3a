using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging;

/// <summary>
/// How alike the maps of an atlas are. Maps that share much variance cannot be told apart by an unspecific brain map;
/// they form ambiguity sets instead of two findings (Dukart et al.; GABA-A with 5-HT2A and DAT with SERT share about 80 %).
/// </summary>
public sealed class AtlasSimilarity
{
    /// <summary>Shared variance from which two maps are ambiguous.</summary>
    public const double DefaultThreshold = 0.5;

    private AtlasSimilarity(IReadOnlyList<string> names, Matrix correlation, int[,] regions, IReadOnlyList<AmbiguitySet> sets)
    {
        Names = names;
        Correlation = correlation;
        Regions = regions;
        AmbiguitySets = sets;
    }

    /// <summary>Map names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Maps x maps; NaN where two maps have too few regions in common or one does not vary.</summary>
    public Matrix Correlation { get; }

    /// <summary>Regions in common.</summary>
    public int[,] Regions { get; }

    /// <summary>Disjoint groups of two or more maps, every two of which share at least the threshold of variance; in atlas order of their first members.</summary>
    public IReadOnlyList<AmbiguitySet> AmbiguitySets { get; }

    /// <summary>r² of two maps.</summary>
    public double SharedVariance(int i, int j) => Correlation[i, j] * Correlation[i, j];

    /// <summary>Correlates all maps of an atlas with each other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is outside (0, 1].</exception>
    public static AtlasSimilarity Compute(AtlasSet atlas, ColocalizationMethod method = ColocalizationMethod.Spearman, double threshold = DefaultThreshold)
    {
        ArgumentNullException.ThrowIfNull(atlas);
        if (!(threshold is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A share of variance must lie in (0, 1].");
        }

        var plan = ColocalizationPlan.Create(atlas, new ColocalizationOptions { Method = method });
        var results = plan.Run(atlas.Values, atlas.MapNames);
        int n = atlas.MapNames.Count;
        var correlation = new Matrix(n, n);
        int[,] regions = new int[n, n];
        for (int k = 0; k < results.Count; k++)
        {
            correlation[k / n, k % n] = k / n == k % n && !double.IsNaN(results[k].R) ? 1 : results[k].R;
            regions[k / n, k % n] = results[k].N;
        }

        return new(atlas.MapNames, correlation, regions, Sets(atlas.MapNames, correlation, threshold));
    }

    /// <summary>
    /// Complete linkage: the two groups whose least similar members share most are joined, while that share reaches the threshold.
    /// Chaining (A like B, B like C, A unlike C) therefore never makes a set.
    /// </summary>
    private static IReadOnlyList<AmbiguitySet> Sets(IReadOnlyList<string> names, Matrix r, double threshold)
    {
        List<List<int>> groups = [.. Enumerable.Range(0, names.Count).Select(i => new List<int> { i })];
        while (true)
        {
            var best = (Shared: threshold, A: -1, B: -1);
            for (int a = 0; a < groups.Count; a++)
            {
                for (int b = a + 1; b < groups.Count; b++)
                {
                    double least = LeastShared(r, groups[a], groups[b]);
                    if (least > best.Shared || (best.A < 0 && least >= threshold))
                    {
                        best = (least, a, b);
                    }
                }
            }

            if (best.A < 0)
            {
                break;
            }

            groups[best.A].AddRange(groups[best.B]);
            groups.RemoveAt(best.B);
        }

        return [.. groups.Where(g => g.Count > 1).Select(g => Describe(names, r, [.. g.Order()]))];
    }

    /// <summary>NaN (no correlation) counts as nothing shared.</summary>
    private static double LeastShared(Matrix r, List<int> a, List<int> b) =>
        a.SelectMany(i => b.Select(j => double.IsNaN(r[i, j]) ? 0 : r[i, j] * r[i, j])).Min();

    private static AmbiguitySet Describe(IReadOnlyList<string> names, Matrix r, List<int> members)
    {
        double least = 1;
        double largest = 0;
        foreach (int i in members)
        {
            foreach (int j in members.Where(j => j > i))
            {
                double shared = r[i, j] * r[i, j];
                (least, largest) = (Math.Min(least, shared), Math.Max(largest, shared));
            }
        }

        return new([.. members.Select(i => names[i])], least, largest);
    }
}
