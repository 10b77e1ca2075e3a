namespace Etiogrid.Genetics.Scoring;

/// <summary>Which terms belong to which targets (gene sets), as patterns: terms with the same memberships share one.</summary>
public sealed class ScoreTargets
{
    private ScoreTargets(IReadOnlyList<string> names, int[] patterns, int[][] patternTargets, int[] termCounts)
    {
        Names = names;
        Patterns = patterns;
        PatternTargets = patternTargets;
        TermCounts = termCounts;
    }

    /// <summary>Names of the targets.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Terms in each target.</summary>
    public int[] TermCounts { get; }

    internal int[] Patterns { get; }

    internal int[][] PatternTargets { get; }

    /// <summary>One target that holds every term.</summary>
    public static ScoreTargets Single(int terms) => new(["SCORE"], new int[terms], [[0]], [terms]);

    /// <summary>Targets from the memberships of each term.</summary>
    /// <param name="names">Names of the targets.</param>
    /// <param name="memberships">For each term the targets it belongs to, ascending.</param>
    public static ScoreTargets From(IReadOnlyList<string> names, IReadOnlyList<int[]> memberships)
    {
        ArgumentNullException.ThrowIfNull(names);
        ArgumentNullException.ThrowIfNull(memberships);
        Dictionary<string, int> known = new(StringComparer.Ordinal);
        List<int[]> targets = [];
        int[] patterns = new int[memberships.Count];
        int[] counts = new int[names.Count];
        for (int t = 0; t < patterns.Length; t++)
        {
            // Neighbours often share the array itself.
            int pattern = t > 0 && ReferenceEquals(memberships[t], memberships[t - 1]) ? patterns[t - 1] : -1;
            if (pattern < 0 && !known.TryGetValue(string.Join(',', memberships[t]), out pattern))
            {
                pattern = targets.Count;
                known.Add(string.Join(',', memberships[t]), pattern);
                targets.Add(memberships[t]);
            }

            patterns[t] = pattern;
            foreach (int target in memberships[t])
            {
                counts[target]++;
            }
        }

        return new(names, patterns, [.. targets], counts);
    }
}
