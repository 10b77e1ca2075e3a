namespace Etiogrid.Genetics.Sets;

/// <summary>Which gene sets, and which genes, a position belongs to.</summary>
public sealed class SetMembership
{
    private readonly GeneIndex _index;
    private readonly int[][] _setsOfGene;

    /// <summary>Joins sets and locations.</summary>
    public SetMembership(IReadOnlyList<GeneSet> sets, GeneIndex index)
    {
        ArgumentNullException.ThrowIfNull(sets);
        ArgumentNullException.ThrowIfNull(index);
        Sets = sets;
        _index = index;
        var setsOfGene = new List<int>?[index.Genes.Count];
        LocatedGenes = new int[sets.Count];
        for (int s = 0; s < sets.Count; s++)
        {
            // PRSet reads a second column that is no URL as a gene: only a known symbol can be one.
            foreach (string name in sets[s].Genes.Append(sets[s].Description).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                bool located = false;
                foreach (int gene in index.Named(name))
                {
                    (setsOfGene[gene] ??= []).Add(s);
                    located = true;
                }

                LocatedGenes[s] += located ? 1 : 0;
            }
        }

        _setsOfGene = [.. setsOfGene.Select(s => s is null ? [] : s.Distinct().Order().ToArray())];
    }

    /// <summary>The sets.</summary>
    public IReadOnlyList<GeneSet> Sets { get; }

    /// <summary>All genes with a location.</summary>
    public IReadOnlyList<GeneLocation> Genes => _index.Genes;

    /// <summary>Genes of each set that have a location.</summary>
    public int[] LocatedGenes { get; }

    /// <summary>Genes at a position, into a reused list.</summary>
    public void GenesAt(string chromosome, int position, List<int> genes)
    {
        ArgumentNullException.ThrowIfNull(genes);
        genes.Clear();
        _index.At(chromosome, position, genes);
    }

    /// <summary>Sets of some genes, ascending.</summary>
    public int[] SetsOf(List<int> genes)
    {
        ArgumentNullException.ThrowIfNull(genes);
        return genes.Count switch
        {
            0 => [],
            1 => _setsOfGene[genes[0]],
            _ => [.. genes.SelectMany(g => _setsOfGene[g]).Distinct().Order()],
        };
    }

    /// <summary>Sets of one gene, ascending.</summary>
    public ReadOnlySpan<int> SetsOfGene(int gene) => _setsOfGene[gene];
}
