using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Ancestry;
using Etiogrid.Genetics.Clumping;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;

namespace Etiogrid.Genetics.Sets;

/// <summary>Gene sets whose variants were clumped, each set and the background of all genes by itself, with everything that their statistics need.</summary>
public sealed class ClumpedPathways
{
    private ClumpedPathways(IGenotypeSource genotypes, ScoreTerms terms, SetMembership membership, PathwayMap map, GeneLocations locations)
    {
        Genotypes = genotypes;
        Terms = terms;
        Membership = membership;
        Map = map;
        Locations = locations;
    }

    /// <summary>The genotypes.</summary>
    public IGenotypeSource Genotypes { get; }

    /// <summary>Terms that stand for at least one set or the background.</summary>
    public ScoreTerms Terms { get; }

    internal SetMembership Membership { get; }

    internal PathwayMap Map { get; }

    private GeneLocations Locations { get; }

    /// <summary>Maps weights to sets and clumps. Without p values, or without options, nothing is clumped.</summary>
    public static Parsed<ClumpedPathways> Build(ScoreTerms terms, IGenotypeSource genotypes, IReadOnlyList<GeneSet> sets, GeneLocations locations, GeneWindow window, ClumpOptions? options)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(genotypes);
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(locations);
        var membership = new SetMembership(sets, new GeneIndex(locations, window));
        int[][] memberships = PathwayMap.Memberships(terms, genotypes.Variants, membership);
        if (options is not null && Array.TrueForAll(terms.Rows, r => !double.IsNaN(r.P)))
        {
            memberships = Thin(terms, genotypes, memberships, sets.Count + 1, options);
        }

        int[] kept = [.. Enumerable.Range(0, terms.Count).Where(t => memberships[t].Length > 0)];
        if (kept.Length == 0)
        {
            return Parsed.Failed<ClumpedPathways>(Diagnostic.Error("E445", "No scored variant lies in any gene", new(locations.File), fix: "Check that gene locations and genotypes use the same genome build"));
        }

        var some = terms.Take(kept);
        return Parsed.Of(new ClumpedPathways(genotypes, some, membership, PathwayMap.Build(some, genotypes.Variants, membership, Array.ConvertAll(kept, t => memberships[t])), locations));
    }

    /// <summary>Scores of all people.</summary>
    public Parsed<PathwayScoreTable> Score(PathwayScoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return PathwayScores.Compute(Terms, Genotypes, Map, Locations, options);
    }

    /// <summary>
    /// Set scores of target and reference people over the variants that both have (same id, or place, and alleles), centred by the reference's
    /// frequencies: what ancestry adjustment compares.
    /// </summary>
    public Parsed<(double[][] Target, double[][] Reference)> ScoreWith(IGenotypeSource reference, int threads)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var places = SharedVariants.Find(reference.Variants, Genotypes.Variants, withAmbiguous: true).ToDictionary(p => p.Target);
        int[] kept = [.. Enumerable.Range(0, Terms.Count).Where(t => places.ContainsKey(Terms.Variants[t]))];
        if (kept.Length == 0)
        {
            return Parsed.Failed<(double[][], double[][])>(Diagnostic.Error("E482", "The reference holds none of the scored variants", new(reference.File), expected: "equal ids, or positions, and alleles"));
        }

        var target = Terms.Take(kept);
        int[] order = [.. Enumerable.Range(0, kept.Length).OrderBy(k => places[target.Variants[k]].Reference)];
        var swapped = target.Take(order);
        var there = swapped with
        {
            Variants = Array.ConvertAll(swapped.Variants, v => places[v].Reference),
            NamesAllele1 = [.. swapped.Variants.Select((v, i) => swapped.NamesAllele1[i] != places[v].Swapped)],
        };
        double[] frequencies = [.. there.Variants.Select((v, i) => { double p = FounderFrequency.Of(reference, v); return there.NamesAllele1[i] ? p : 1 - p; })];
        double[] back = new double[kept.Length];
        for (int k = 0; k < order.Length; k++)
        {
            back[order[k]] = frequencies[k];
        }

        return Parsed.Of((Sums(Genotypes, target, kept, back, threads), Sums(reference, there, Array.ConvertAll(order, k => kept[k]), frequencies, threads)));
    }

    private double[][] Sums(IGenotypeSource genotypes, ScoreTerms terms, int[] kept, double[] frequencies, int threads)
    {
        var plan = new ScorePlan
        {
            Genotypes = genotypes,
            Variants = terms.Variants,
            NamesAllele1 = terms.NamesAllele1,
            Patterns = Array.ConvertAll(kept, t => Map.Targets.Patterns[t]),
            PatternTargets = Map.Targets.PatternTargets,
            TargetCount = Map.Sets.Count + 1,
            Columns = [new ScoreColumn(terms.Weights[0])],
            Missing = MissingDosage.Center,
            NamedFrequencies = frequencies,
            Threads = threads,
        };
        var sums = ScoreEngine.Run(plan);
        return [.. Enumerable.Range(0, Map.Sets.Count).Select(s => sums.Padded[0][s][..genotypes.Samples.Count])];
    }

    private static int[][] Thin(ScoreTerms terms, IGenotypeSource genotypes, int[][] memberships, int sets, ClumpOptions options)
    {
        int words = (sets + 63) / 64;
        int[] inGenes = [.. Enumerable.Range(0, terms.Count).Where(t => memberships[t].Length > 0)];
        ulong[][] masks = new ulong[inGenes.Length][];
        for (int c = 0; c < masks.Length; c++)
        {
            bool same = c > 0 && ReferenceEquals(memberships[inGenes[c]], memberships[inGenes[c - 1]]);
            masks[c] = same ? masks[c - 1] : MaskOf(memberships[inGenes[c]], words);
        }

        ClumpCandidate[] candidates = Array.ConvertAll(inGenes, t => new ClumpCandidate(terms.Variants[t], terms.Rows[t].P));
        int[][] thinned = new int[terms.Count][];
        Array.Fill(thinned, []);
        foreach (var clump in GreedyClumping.Run(genotypes, candidates, masks, options))
        {
            int term = inGenes[clump.Candidate];
            bool whole = clump.Sets.AsSpan().SequenceEqual(masks[clump.Candidate]);
            thinned[term] = whole ? memberships[term] : [.. memberships[term].Where(s => (clump.Sets[s / 64] >> (s % 64) & 1) != 0)];
        }

        return thinned;
    }

    private static ulong[] MaskOf(int[] sets, int words)
    {
        ulong[] mask = new ulong[words];
        foreach (int set in sets)
        {
            mask[set / 64] |= 1UL << (set % 64);
        }

        return mask;
    }
}
