using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Genes and variants of a simulated genome, without linkage disequilibrium. Genes stand where the hash of their symbol
/// puts them (the same place for every seed); variants, frequencies and weights are drawn. A variant belongs to a set when
/// it lies in the window of one of its genes, whatever it was placed for.
/// </summary>
public sealed class GenomeLayout
{
    /// <summary>Lengths of chromosomes 1 to 22, GRCh38.</summary>
    private static readonly int[] Lengths =
    [
        248956422, 242193529, 198295559, 190214555, 181538259, 170805979, 159345973, 145138636, 138394717, 133797422, 135086622,
        133275309, 114364328, 107043718, 101991189, 90338345, 83257441, 80373285, 58617616, 64444167, 46709983, 50818468,
    ];

    /// <summary>Pairs that are no complements of one another: their strand is never in doubt.</summary>
    private static readonly (char, char)[] Alleles = [('A', 'G'), ('G', 'A'), ('C', 'T'), ('T', 'C'), ('A', 'C'), ('G', 'T')];

    private GenomeLayout(SimulatedGene[] genes, SimulatedVariant[] variants, int[][] members)
    {
        Genes = genes;
        Variants = variants;
        Members = members;
    }

    /// <summary>Genes in order of chromosome and start.</summary>
    public IReadOnlyList<SimulatedGene> Genes { get; }

    /// <summary>Variants in order of chromosome and position; no two share a position.</summary>
    public IReadOnlyList<SimulatedVariant> Variants { get; }

    /// <summary>Indices of the variants of each set, in order of the sets.</summary>
    public IReadOnlyList<int[]> Members { get; }

    /// <summary>Draws the genome.</summary>
    public static GenomeLayout Draw(IReadOnlyList<PathwayGeneSet> sets, int geneVariants, int backgroundVariants, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(sets);
        SimulatedGene[] genes = [.. sets.SelectMany(s => s.Genes).Distinct(StringComparer.Ordinal).Select(PlaceGene).OrderBy(g => g.Chromosome).ThenBy(g => g.Start).ThenBy(g => g.Symbol, StringComparer.Ordinal)];
        var variants = DrawVariants(genes, geneVariants, backgroundVariants, new(seed, Philox.Hash("genome")));
        var places = genes.ToDictionary(g => g.Symbol, StringComparer.Ordinal);
        int[][] members = [.. sets.Select(set => MembersOf([.. set.Genes.Distinct(StringComparer.Ordinal).Select(g => places[g])], variants))];
        return new(genes, variants, members);
    }

    private static SimulatedGene PlaceGene(string symbol)
    {
        var random = new Philox(0, Philox.Hash("gene " + symbol));
        long total = Lengths.Sum(l => (long)l);
        long target = (long)(random.NextDouble() * total);
        int chromosome = 0;
        while (target >= Lengths[chromosome])
        {
            target -= Lengths[chromosome++];
        }

        // Log-uniform from 4 to 160 kb: about the spread of human genes.
        int length = (int)(4000 * Elementary.Exp(random.NextDouble() * 3.6888794541139363));
        int start = 1_000_000 + (int)(random.NextDouble() * (Lengths[chromosome] - 2_000_000 - length));
        return new(symbol, chromosome + 1, start, start + length, random.NextBernoulli(0.5));
    }

    private static SimulatedVariant[] DrawVariants(SimulatedGene[] genes, int geneVariants, int backgroundVariants, Philox random)
    {
        var taken = new SortedSet<(int Chromosome, int Position)>();
        int each = genes.Length == 0 ? 0 : Math.Max(2, geneVariants / genes.Length);
        foreach (var gene in genes)
        {
            for (int placed = 0; placed < each;)
            {
                // One base inside the window's border: readers differ in whether the border itself belongs.
                int position = gene.WindowStart + 1 + random.NextInt32(gene.WindowEnd - gene.WindowStart - 2);
                placed += taken.Add((gene.Chromosome, position)) ? 1 : 0;
            }
        }

        int goal = taken.Count + backgroundVariants;
        while (taken.Count < goal)
        {
            int chromosome = 1 + random.NextInt32(Lengths.Length);
            taken.Add((chromosome, 10_000 + random.NextInt32(Lengths[chromosome - 1] - 20_000)));
        }

        var borders = genes.SelectMany(g => new[] { (g.Chromosome, g.WindowStart), (g.Chromosome, g.WindowEnd) }).ToHashSet();
        return [.. taken.Where(p => !borders.Contains(p)).Select(p => DrawVariant(p.Chromosome, p.Position, random))];
    }

    private static SimulatedVariant DrawVariant(int chromosome, int position, Philox random)
    {
        var (a1, a2) = Alleles[random.NextInt32(Alleles.Length)];
        double frequency = Math.Round(0.05 + (0.45 * random.NextDouble()), 4);
        double weight = Math.Round(0.05 * random.NextNormal(), 5);
        return new(chromosome, position, a1, a2, frequency, random.NextBernoulli(0.5), weight);
    }

    private static int[] MembersOf(SimulatedGene[] genes, SimulatedVariant[] variants)
    {
        var found = new SortedSet<int>();
        foreach (var gene in genes)
        {
            for (int i = FirstFrom(variants, gene.Chromosome, gene.WindowStart); i < variants.Length && gene.Covers(variants[i].Chromosome, variants[i].Position); i++)
            {
                found.Add(i);
            }
        }

        return [.. found];
    }

    private static int FirstFrom(SimulatedVariant[] variants, int chromosome, int position)
    {
        int low = 0;
        int high = variants.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool before = (variants[middle].Chromosome, variants[middle].Position).CompareTo((chromosome, position)) < 0;
            (low, high) = before ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
