namespace Etiogrid.Genetics.Sets;

/// <summary>Finds the genes whose extended location holds a position.</summary>
public sealed class GeneIndex
{
    private readonly Dictionary<string, Entry[]> _byChromosome;
    private readonly ILookup<string, int> _byName;

    /// <summary>Indexes locations with a window.</summary>
    public GeneIndex(GeneLocations locations, GeneWindow window)
    {
        ArgumentNullException.ThrowIfNull(locations);
        Genes = locations.Genes;
        _byChromosome = Genes.Select((gene, i) => (gene, i)).GroupBy(x => x.gene.Chromosome).ToDictionary(g => g.Key, g => Sorted(g.Select(x => (x.i, x.gene.Extended(window)))), StringComparer.Ordinal);
        _byName = Genes.SelectMany((gene, i) => Names(gene).Select(name => (name, i))).ToLookup(x => x.name, x => x.i, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>All genes.</summary>
    public IReadOnlyList<GeneLocation> Genes { get; }

    /// <summary>Genes of a symbol or identifier; several when it stands at several places.</summary>
    public IEnumerable<int> Named(string gene) => _byName[gene];

    /// <summary>Adds the genes at a position, in order of their start.</summary>
    public void At(string chromosome, int position, List<int> found)
    {
        ArgumentNullException.ThrowIfNull(found);
        if (!_byChromosome.TryGetValue(chromosome, out var entries))
        {
            return;
        }

        int last = UpperBound(entries, position) - 1;
        int before = found.Count;
        for (int i = last; i >= 0 && entries[i].LargestEnd >= position; i--)
        {
            if (entries[i].End >= position)
            {
                found.Add(entries[i].Gene);
            }
        }

        found.Reverse(before, found.Count - before);
    }

    private static Entry[] Sorted(IEnumerable<(int Gene, (int Start, int End) Range)> ranges)
    {
        Entry[] entries = [.. ranges.Select(r => new Entry(r.Range.Start, r.Range.End, r.Range.End, r.Gene)).OrderBy(e => e.Start).ThenBy(e => e.Gene)];
        for (int i = 1; i < entries.Length; i++)
        {
            entries[i] = entries[i] with { LargestEnd = Math.Max(entries[i].End, entries[i - 1].LargestEnd) };
        }

        return entries;
    }

    /// <summary>Number of entries that start at or before the position.</summary>
    private static int UpperBound(Entry[] entries, int position)
    {
        int low = 0;
        int high = entries.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (entries[middle].Start <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static IEnumerable<string> Names(GeneLocation gene) => gene.Id is { } id && id != gene.Name ? [gene.Name, id] : [gene.Name];

    private readonly record struct Entry(int Start, int End, int LargestEnd, int Gene);
}
