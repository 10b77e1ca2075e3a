using Etiogrid.Genetics.Weights;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Sets;

/// <summary>
/// Self-contained and competitive tests of gene sets. The statistic is the t of the linear regression of the phenotype on the set's score,
/// for observed and null scores alike. Null scores are sums over drawn background variants (see <see cref="NullKind"/>); draw d is keyed by
/// (seed, d), so threads do not matter. As in PRSet, one draw serves all sets for the size null: sets take prefixes of one shuffled order.
/// </summary>
public static class SetTest
{
    /// <summary>Tests every set.</summary>
    /// <param name="pathways">Clumped sets.</param>
    /// <param name="phenotype">One value a person, NaN for missing.</param>
    /// <param name="permutations">Null draws; 0 for none.</param>
    /// <param name="kind">What is drawn.</param>
    /// <param name="seed">Seed of the draws.</param>
    /// <param name="threads">Worker threads, at least 1.</param>
    /// <param name="frequencies">Reference frequencies that the scores were centred with, or null.</param>
    public static IReadOnlyList<SetAssociation> Run(ClumpedPathways pathways, double[] phenotype, int permutations, NullKind kind, ulong seed, int threads, AlleleFrequencies? frequencies = null)
    {
        ArgumentNullException.ThrowIfNull(pathways);
        ArgumentNullException.ThrowIfNull(phenotype);
        ArgumentOutOfRangeException.ThrowIfNegative(permutations);
        using var columns = new ContributionColumns(pathways, phenotype, frequencies);
        int[][] members = [.. Enumerable.Range(0, pathways.Map.Sets.Count).Select(s => Enumerable.Range(0, pathways.Terms.Count).Where(t => pathways.Map.Holds(s, t)).ToArray())];
        SetAssociation[] results = [.. members.Select((m, s) => Association(pathways.Map.Sets[s].Name, columns, m))];
        if (permutations == 0)
        {
            return results;
        }

        var draws = new NullDraws(pathways, columns, members, kind);
        int[] exceeded = new int[results.Length];
        Parallel.For(0, permutations, new ParallelOptions { MaxDegreeOfParallelism = threads }, () => new double[columns.Padded], (d, _, score) =>
        {
            draws.Draw(new Philox(seed, (ulong)d), score, (set, t) =>
            {
                if (Math.Abs(t) >= Math.Abs(results[set].T))
                {
                    Interlocked.Increment(ref exceeded[set]);
                }
            });
            return score;
        }, _ => { });
        return [.. results.Select((r, s) => r with { Exceedances = exceeded[s], Draws = permutations })];
    }

    private static SetAssociation Association(string name, ContributionColumns columns, int[] members)
    {
        double[] score = new double[columns.Padded];
        columns.Add(members, score);
        var (beta, t) = columns.Regress(score);
        double se = beta / t;
        return members.Length == 0 || double.IsNaN(t)
            ? new(name, double.NaN, double.NaN, double.NaN, double.NaN)
            : new(name, beta, t == 0 ? double.NaN : se, t, StudentT.TwoSided(t, columns.People - 2));
    }

    /// <summary>LD is summed within this many neighbours for the matched null's LD score.</summary>
    internal const int LdNeighbours = 25;
}
