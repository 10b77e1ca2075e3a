using System.Runtime.InteropServices;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Harmonisation;

/// <summary>Variants of a genotype file at the positions, and with the ids, that a weight file names.</summary>
internal sealed class PositionIndex
{
    private readonly Dictionary<(string, int), List<int>> _byPosition = [];
    private readonly Dictionary<string, List<int>> _byId = new(StringComparer.Ordinal);

    public PositionIndex(WeightFile weights, IReadOnlyList<Variant> variants)
    {
        foreach (var row in weights.Rows)
        {
            Want(_byPosition, row.Chromosome, row.Position);
            Want(_byPosition, row.OtherBuildChromosome, row.OtherBuildPosition);
            if (row.Id is not null)
            {
                _byId.TryAdd(row.Id, []);
            }
        }

        for (int v = 0; v < variants.Count; v++)
        {
            if (_byPosition.TryGetValue((variants[v].Chromosome, variants[v].Position), out var here))
            {
                here.Add(v);
            }

            if (_byId.TryGetValue(variants[v].Id, out var named))
            {
                named.Add(v);
            }
        }
    }

    public ReadOnlySpan<int> At(string? chromosome, int position) =>
        chromosome is not null && _byPosition.TryGetValue((chromosome, position), out var found) ? CollectionsMarshal.AsSpan(found) : default;

    public ReadOnlySpan<int> Named(string? id) => id is not null && _byId.TryGetValue(id, out var found) ? CollectionsMarshal.AsSpan(found) : default;

    private static void Want(Dictionary<(string, int), List<int>> wanted, string? chromosome, int position)
    {
        if (chromosome is not null)
        {
            wanted.TryAdd((chromosome, position), []);
        }
    }
}
