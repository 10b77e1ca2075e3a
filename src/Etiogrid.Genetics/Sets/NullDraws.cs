using Etiogrid.Genetics.Clumping;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Genetics.Sets;

/// <summary>Draws null sets.</summary>
internal sealed class NullDraws
{
    private const int Bins = 10;
    private readonly NullColumns _columns;
    private readonly int[][] _members;
    private readonly NullKind _kind;
    private readonly int[] _background;
    private readonly int[] _bySize;
    private readonly int[][] _pools;
    private readonly int[][] _poolCounts;
    private readonly int[][] _termsOfGene;
    private readonly int[][] _geneBins;
    private int[][] _geneCounts = [];
    private int[][] _genesOfSet = [];

    public NullDraws(ClumpedPathways pathways, NullColumns columns, NullKind kind)
    {
        _columns = columns;
        _kind = kind;
        int sets = pathways.Map.Sets.Count;
        int[][] members = [.. Enumerable.Range(0, sets).Select(s => Enumerable.Range(0, pathways.Terms.Count).Where(t => pathways.Map.Holds(s, t)).ToArray())];
        _members = members;
        _background = [.. Enumerable.Range(0, pathways.Terms.Count).Where(t => pathways.Map.Holds(sets, t))];
        _bySize = [.. Enumerable.Range(0, sets).Where(s => members[s].Length > 0).OrderBy(s => members[s].Length).ThenBy(s => s)];
        (_pools, _poolCounts) = kind == NullKind.Matched ? MatchedPools(pathways) : ([], []);
        (_termsOfGene, _geneBins) = kind == NullKind.Gene ? GenePools(pathways) : ([], []);
    }

    /// <summary>
    /// What a set's draws are compared with. A drawn gene brings its variants of the clumped background; the set's own clumping keeps more
    /// of them, which would favour the set, so for the gene null its genes too bring those of the background.
    /// </summary>
    public double Observed(int set, double ownStatistic)
    {
        if (_kind != NullKind.Gene || double.IsNaN(ownStatistic))
        {
            return ownStatistic;
        }

        HashSet<int> terms = [];
        foreach (int gene in _genesOfSet[set])
        {
            terms.UnionWith(_termsOfGene[gene]);
        }

        var plan = new NullPlan();
        Take(plan, set, terms.Order());
        double statistic = double.NaN;
        _columns.Statistics([plan], (_, _, t) => statistic = t);
        return statistic;
    }

    /// <summary>The terms of one draw for every open set.</summary>
    /// <param name="random">The draw's stream.</param>
    /// <param name="open">Sets that are still drawn.</param>
    /// <param name="plan">Receives the terms.</param>
    /// <param name="order">The worker's order of the background, as <see cref="Order"/> makes it; left as it was.</param>
    public void Draw(Philox random, bool[] open, NullPlan plan, int[] order)
    {
        plan.Clear();
        switch (_kind)
        {
            case NullKind.Size:
                DrawPrefixes(random, open, plan, order);
                break;
            case NullKind.Matched:
                DrawEach(random, open, plan, DrawMatched);
                break;
            default:
                DrawEach(random, open, plan, DrawGenes);
                break;
        }
    }

    /// <summary>The background in file order.</summary>
    public int[] Order() => (int[])_background.Clone();

    /// <summary>Partial Fisher-Yates: the first k of the order are a draw of k without replacement.</summary>
    private void DrawPrefixes(Philox random, bool[] open, NullPlan plan, int[] order)
    {
        List<int> partners = [];
        foreach (int set in _bySize)
        {
            if (!open[set])
            {
                continue;
            }

            int drawn = partners.Count;
            int size = Math.Min(_members[set].Length, order.Length);
            for (int i = drawn; i < size; i++)
            {
                int j = i + random.NextInt32(order.Length - i);
                (order[i], order[j]) = (order[j], order[i]);
                partners.Add(j);
                plan.Terms.Add(order[i]);
            }

            plan.Segments.Add((set, drawn, size, drawn == 0));
        }

        // Taking the exchanges back is cheaper than copying the order for every draw.
        for (int i = partners.Count - 1; i >= 0; i--)
        {
            (order[i], order[partners[i]]) = (order[partners[i]], order[i]);
        }
    }

    /// <summary>Every set has its own stream, so that a closed set changes nothing for the others.</summary>
    private void DrawEach(Philox random, bool[] open, NullPlan plan, Func<Philox, int, int[]> draw)
    {
        ulong key = random.NextUInt64();
        foreach (int set in _bySize)
        {
            if (open[set])
            {
                Take(plan, set, draw(new Philox(key, (ulong)set), set));
            }
        }
    }

    private static void Take(NullPlan plan, int set, IEnumerable<int> terms)
    {
        int start = plan.Terms.Count;
        plan.Terms.AddRange(terms);
        plan.Segments.Add((set, start, plan.Terms.Count, true));
    }

    private int[] DrawMatched(Philox random, int set)
    {
        List<int> drawn = [];
        for (int bin = 0; bin < _pools.Length; bin++)
        {
            drawn.AddRange(Sample(random, _pools[bin], Math.Min(_poolCounts[set][bin], _pools[bin].Length)));
        }

        return [.. drawn];
    }

    private int[] DrawGenes(Philox random, int set)
    {
        HashSet<int> drawn = [];
        for (int bin = 0; bin < _geneBins.Length; bin++)
        {
            int wanted = _geneCounts[set][bin];
            foreach (int gene in Sample(random, _geneBins[bin], Math.Min(wanted, _geneBins[bin].Length)))
            {
                drawn.UnionWith(_termsOfGene[gene]);
            }
        }

        return [.. drawn.Order()];
    }

    private static IEnumerable<int> Sample(Philox random, int[] pool, int count)
    {
        int[] order = (int[])pool.Clone();
        for (int i = 0; i < count; i++)
        {
            int j = i + random.NextInt32(order.Length - i);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order.Take(count);
    }

    /// <summary>Ten bins of minor allele frequency by ten of LD score (sum of r2 with the 25 nearest background variants on either side).</summary>
    private (int[][] Pools, int[][] Counts) MatchedPools(ClumpedPathways pathways)
    {
        int[] all = [.. Enumerable.Range(0, pathways.Terms.Count)];
        double[] minor = Array.ConvertAll(all, t => Math.Min(_columns.Frequencies[t], 1 - _columns.Frequencies[t]));
        double[] ld = LdScores(pathways);
        int[] minorBin = QuantileBins(minor);
        int[] ldBin = QuantileBins(ld);
        int[] bin = Array.ConvertAll(all, t => (minorBin[t] * Bins) + ldBin[t]);
        int[][] pools = [.. Enumerable.Range(0, Bins * Bins).Select(b => _background.Where(t => bin[t] == b).ToArray())];
        int[][] counts = [.. _members.Select(m => Enumerable.Range(0, Bins * Bins).Select(b => m.Count(t => bin[t] == b)).ToArray())];
        return (pools, counts);
    }

    private static double[] LdScores(ClumpedPathways pathways)
    {
        using var ld = new LdGenotypes(pathways.Genotypes, LdMeasure.Dosage);
        int[] variants = pathways.Terms.Variants;
        double[] scores = new double[variants.Length];
        for (int t = 0; t < scores.Length; t++)
        {
            for (int u = t + 1; u < Math.Min(scores.Length, t + SetTest.LdNeighbours); u++)
            {
                if (pathways.Genotypes.Variants[variants[u]].Chromosome != pathways.Genotypes.Variants[variants[t]].Chromosome)
                {
                    break;
                }

                double r2 = ld.Squared(variants[t], variants[u]);
                scores[t] += r2;
                scores[u] += r2;
            }
        }

        return scores;
    }

    /// <summary>Genes by number of background variants and, within that, by length: up to ten by up to three bins.</summary>
    private (int[][] TermsOfGene, int[][] Bins) GenePools(ClumpedPathways pathways)
    {
        var genes = pathways.Membership.Genes;
        List<int>[] terms = [.. genes.Select(_ => new List<int>())];
        List<int> here = [];
        foreach (int t in _background)
        {
            var variant = pathways.Genotypes.Variants[pathways.Terms.Variants[t]];
            pathways.Membership.GenesAt(variant.Chromosome, variant.Position, here);
            here.ForEach(g => terms[g].Add(t));
        }

        int[] used = [.. Enumerable.Range(0, genes.Count).Where(g => terms[g].Count > 0)];
        int[] sizeBin = QuantileBins(Array.ConvertAll(used, g => (double)terms[g].Count));
        int[] lengthBin = QuantileBins(Array.ConvertAll(used, g => (double)(genes[g].End - genes[g].Start)), 3);
        int[][] bins = [.. Enumerable.Range(0, Bins * 3).Select(b => Enumerable.Range(0, used.Length).Where(i => (sizeBin[i] * 3) + lengthBin[i] == b).Select(i => used[i]).ToArray())];
        _geneCounts = [.. Enumerable.Range(0, _members.Length).Select(s => bins.Select(bin => bin.Count(g => pathways.Membership.SetsOfGene(g).Contains(s))).ToArray())];
        _genesOfSet = [.. Enumerable.Range(0, _members.Length).Select(s => used.Where(g => pathways.Membership.SetsOfGene(g).Contains(s)).ToArray())];
        return ([.. terms.Select(t => t.ToArray())], bins);
    }

    /// <summary>Quantile bins; equal values share the bin of their smallest rank.</summary>
    private static int[] QuantileBins(double[] values, int bins = Bins)
    {
        double[] sorted = [.. values.Order()];
        return Array.ConvertAll(values, v =>
        {
            int rank = Array.BinarySearch(sorted, v);
            while (rank > 0 && sorted[rank - 1] == v)
            {
                rank--;
            }

            return Math.Min(bins - 1, (int)((long)rank * bins / sorted.Length));
        });
    }
}
