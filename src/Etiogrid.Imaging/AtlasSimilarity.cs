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

    /// <summary>Groups of two or more maps, each linked to another of its group by at least the threshold of shared variance.</summary>
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

    private static List<AmbiguitySet> Sets(IReadOnlyList<string> names, Matrix r, double threshold)
    {
        bool[] seen = new bool[names.Count];
        var sets = new List<AmbiguitySet>();
        for (int start = 0; start < names.Count; start++)
        {
            if (seen[start])
            {
                continue;
            }

            List<int> members = [start];
            seen[start] = true;
            for (int next = 0; next < members.Count; next++)
            {
                for (int j = 0; j < names.Count; j++)
                {
                    double shared = r[members[next], j] * r[members[next], j];
                    if (!seen[j] && shared >= threshold)
                    {
                        seen[j] = true;
                        members.Add(j);
                    }
                }
            }

            if (members.Count > 1)
            {
                members.Sort();
                sets.Add(Describe(names, r, members));
            }
        }

        return sets;
    }

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
