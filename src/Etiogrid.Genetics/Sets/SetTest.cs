using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Sets;

/// <summary>
/// Self-contained and competitive tests of gene sets against a <see cref="TraitModel"/>. Null scores are sums over drawn background variants
/// (see <see cref="NullKind"/>); draw d is keyed by (seed, d) and draws are counted in order, so threads do not matter. As in PRSet, one draw
/// serves all sets for the size null: sets take prefixes of one shuffled order.
/// </summary>
public static class SetTest
{
    /// <summary>Draws between two looks at which sets are still open where sets can close.</summary>
    private const int SmallBatch = 64;

    /// <summary>Most draws that pass over the people together: so many find the codes of a tile in the cache again and again.</summary>
    private const int LargestBatch = 1024;

    /// <summary>LD is summed within this many neighbours for the matched null's LD score.</summary>
    internal const int LdNeighbours = 25;

    /// <summary>Tests every set.</summary>
    /// <param name="pathways">Clumped sets.</param>
    /// <param name="scores">Their scores.</param>
    /// <param name="model">The trait.</param>
    /// <param name="options">Draws.</param>
    public static IReadOnlyList<SetAssociation> Run(ClumpedPathways pathways, PathwayScoreTable scores, TraitModel model, SetTestOptions options)
    {
        ArgumentNullException.ThrowIfNull(pathways);
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        SetAssociation[] results = [.. scores.Pathways.Select(p => Association(p, model))];
        if (options.Permutations == 0)
        {
            return results;
        }

        using var columns = new NullColumns(pathways, model, options.Frequencies);
        var draws = new NullDraws(pathways, columns, options.Null);
        NullTally[] tallies = [.. results.Select((r, s) => new NullTally(draws.Observed(s, r.Statistic), options.StopAfter))];
        int most = options.StopAfter > 0 ? SmallBatch : LargestBatch;
        double[,] batch = new double[Math.Min(most, options.Permutations), results.Length];
        for (int first = 0; first < options.Permutations && Array.Exists(tallies, t => !t.Stopped); first += most)
        {
            int count = Math.Min(most, options.Permutations - first);
            DrawBatch(draws, columns, options, (first, count), Array.ConvertAll(tallies, t => !t.Stopped), batch);
            for (int d = 0; d < count; d++)
            {
                for (int set = 0; set < tallies.Length; set++)
                {
                    if (!tallies[set].Stopped)
                    {
                        tallies[set].Add(batch[d, set]);
                    }
                }
            }
        }

        return [.. results.Select((r, s) => Conclude(r, tallies[s], options.Seed + (ulong)s))];
    }

    /// <summary>Workers share the draws of a batch, never a draw.</summary>
    private static void DrawBatch(NullDraws draws, NullColumns columns, SetTestOptions options, (int First, int Count) some, bool[] open, double[,] batch)
    {
        int workers = Math.Min(options.Threads, some.Count);
        void Work(int worker)
        {
            int start = some.Count * worker / workers;
            int[] order = draws.Order();
            var plans = new NullPlan[(some.Count * (worker + 1) / workers) - start];
            for (int d = 0; d < plans.Length; d++)
            {
                plans[d] = new();
                draws.Draw(new Philox(options.Seed, (ulong)(some.First + start + d)), open, plans[d], order);
            }

            // A null score that does not vary counts as 0.
            columns.Statistics(plans, (d, set, t) => batch[start + d, set] = double.IsNaN(t) ? 0 : Math.Abs(t));
        }

        if (workers == 1)
        {
            Work(0);
        }
        else
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, Work);
        }
    }

    private static SetAssociation Association(PathwayScore pathway, TraitModel model)
    {
        var effect = pathway.VariantCount == 0 ? TraitEffect.None : model.Associate(pathway.Scores);
        return new(pathway.Set, effect.Beta, effect.StandardError, effect.T, effect.P, effect.Statistic);
    }

    private static SetAssociation Conclude(SetAssociation result, NullTally tally, ulong seed)
    {
        var counted = result with { Exceedances = tally.Exceedances, Draws = tally.Draws, StoppedEarly = tally.Stopped };
        return tally.Draws >= TailFit.FewestDraws && tally.Exceedances <= TailFit.MostExceedances
            ? counted with { Tail = TailFit.Estimate(tally.Largest, tally.Draws, Math.Abs(tally.Observed), seed) }
            : counted;
    }
}
