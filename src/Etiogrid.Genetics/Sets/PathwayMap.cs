using System.Runtime.InteropServices;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Sets;

/// <summary>Terms by gene set, the background of all genes, and the weights of each set that found no genotype.</summary>
internal sealed class PathwayMap
{
    private readonly double[] _absentMass;
    private readonly double[] _absentVariance;

    private PathwayMap(IReadOnlyList<GeneSet> sets, ScoreTargets targets, int[] geneCounts, double[] absentMass, double[] absentVariance)
    {
        Sets = sets;
        Targets = targets;
        GeneCounts = geneCounts;
        _absentMass = absentMass;
        _absentVariance = absentVariance;
    }

    public IReadOnlyList<GeneSet> Sets { get; }

    /// <summary>Targets: the sets, then the background of all genes.</summary>
    public ScoreTargets Targets { get; }

    /// <summary>Genes of each set with a scored variant.</summary>
    public int[] GeneCounts { get; }

    /// <summary>Scored variants in any gene.</summary>
    public int BackgroundCount => Targets.TermCounts[Sets.Count];

    public bool Holds(int set, int term) => Array.BinarySearch(Targets.PatternTargets[Targets.Patterns[term]], set) >= 0;

    /// <summary>Weight mass of the set's absent weights; NaN when absent weights cannot be placed.</summary>
    public double AbsentMass(int set) => _absentMass[set];

    /// <summary>Variance that the set's absent weights would add to the score; 0 when they cannot be placed.</summary>
    public double AbsentVariance(int set) => _absentVariance[set];

    /// <summary>Sets of each term, then the background's number where it lies in any gene.</summary>
    public static int[][] Memberships(ScoreTerms terms, IReadOnlyList<Variant> variants, SetMembership membership)
    {
        List<int> genes = [];
        List<int> last = [];
        int[] lastSets = [];
        int[][] memberships = new int[terms.Count][];
        for (int t = 0; t < memberships.Length; t++)
        {
            var variant = variants[terms.Variants[t]];
            membership.GenesAt(variant.Chromosome, variant.Position, genes);
            if (!CollectionsMarshal.AsSpan(genes).SequenceEqual(CollectionsMarshal.AsSpan(last)))
            {
                // Neighbours mostly lie in the same genes: they share one array.
                lastSets = genes.Count == 0 ? [] : [.. membership.SetsOf(genes), membership.Sets.Count];
                (genes, last) = (last, genes);
            }

            memberships[t] = lastSets;
        }

        return memberships;
    }

    /// <summary>Builds the map from memberships, which clumping may have thinned.</summary>
    public static PathwayMap Build(ScoreTerms terms, IReadOnlyList<Variant> variants, SetMembership membership, int[][] memberships)
    {
        HashSet<int>[] genesSeen = [.. membership.Sets.Select(_ => new HashSet<int>())];
        List<int> genes = [];
        for (int t = 0; t < memberships.Length; t++)
        {
            var variant = variants[terms.Variants[t]];
            membership.GenesAt(variant.Chromosome, variant.Position, genes);
            foreach (int gene in genes)
            {
                foreach (int set in membership.SetsOfGene(gene))
                {
                    if (Array.BinarySearch(memberships[t], set) >= 0)
                    {
                        genesSeen[set].Add(gene);
                    }
                }
            }
        }

        var (mass, variance) = Absent(terms.Unmatched, membership);
        string[] names = [.. membership.Sets.Select(s => s.Name), "background"];
        return new(membership.Sets, ScoreTargets.From(names, memberships), [.. genesSeen.Select(g => g.Count)], mass, variance);
    }

    /// <summary>Where an absent weight has no frequency, its dosage variance is bounded by that at p = 1/2.</summary>
    private static (double[] Mass, double[] Variance) Absent(IReadOnlyList<AbsentWeight> rows, SetMembership membership)
    {
        double[] mass = new double[membership.Sets.Count];
        double[] variance = new double[membership.Sets.Count];
        List<int> genes = [];
        foreach (var row in rows)
        {
            if (row.Chromosome is null)
            {
                Array.Fill(mass, double.NaN);
                continue;
            }

            membership.GenesAt(row.Chromosome, row.Position, genes);
            double p = double.IsNaN(row.Row.EffectFrequency) ? 0.5 : row.Row.EffectFrequency;
            double weight = row.Row.Weight(0);
            double v = weight * weight * 2 * p * (1 - p);
            foreach (int set in membership.SetsOf(genes))
            {
                mass[set] += Math.Sqrt(v);
                variance[set] += v;
            }
        }

        return (mass, variance);
    }
}
