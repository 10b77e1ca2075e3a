using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Text;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Harmonisation;

/// <summary>Variants of a genotype file at the positions, and with the ids, that a weight file names.</summary>
internal sealed class PositionIndex
{
    private readonly Dictionary<string, int> _chromosomes = new(StringComparer.Ordinal);
    private readonly Dictionary<long, int> _places;
    private readonly NameIndex _names;
    private readonly Groups _byPlace;
    private readonly Groups _byName;
    private string _lastChromosome = "";
    private long _lastCode;

    public PositionIndex(WeightFile weights, IReadOnlyList<Variant> variants)
    {
        var rows = weights.Rows;
        _places = new(rows.Count);
        _names = new(rows.Count, r => rows[r].Utf8Id);
        for (int r = 0; r < rows.Count; r++)
        {
            var row = rows[r];
            Want(row.Chromosome, row.Position);
            Want(row.OtherBuildChromosome, row.OtherBuildPosition);
            if (row.HasId)
            {
                _names.Add(r);
            }
        }

        _byPlace = new(variants, _places.Count, v => PlaceOf(v.Chromosome, v.Position));
        _byName = new(variants, rows.Count, v => _names.Find(v.Utf8Id));
    }

    public ReadOnlySpan<int> At(string? chromosome, int position) => chromosome is null ? default : _byPlace.Of(PlaceOf(chromosome, position));

    public ReadOnlySpan<int> Named(WeightRow row) => row.HasId ? _byName.Of(_names.Find(row.Utf8Id)) : default;

    private void Want(string? chromosome, int position)
    {
        if (chromosome is not null)
        {
            _chromosomes.TryAdd(chromosome, _chromosomes.Count);
            _places.TryAdd(KeyOf(chromosome, position), _places.Count);
        }
    }

    private int PlaceOf(string chromosome, int position) =>
        _chromosomes.ContainsKey(chromosome) && _places.TryGetValue(KeyOf(chromosome, position), out int place) ? place : -1;

    /// <summary>Chromosome and position in one number; neighbours mostly share the chromosome.</summary>
    private long KeyOf(string chromosome, int position)
    {
        if (!ReferenceEquals(chromosome, _lastChromosome))
        {
            (_lastChromosome, _lastCode) = (chromosome, (long)_chromosomes[chromosome] << 32);
        }

        return _lastCode | (uint)position;
    }

    /// <summary>Variants by the number of the place or name that they have, in file order.</summary>
    private sealed class Groups
    {
        private readonly int[] _starts;
        private readonly int[] _members;

        public Groups(IReadOnlyList<Variant> variants, int count, Func<Variant, int> groupOf)
        {
            int[] group = new int[variants.Count];
            _starts = new int[count + 2];
            for (int v = 0; v < group.Length; v++)
            {
                group[v] = groupOf(variants[v]);
                if (group[v] >= 0)
                {
                    _starts[group[v] + 2]++;
                }
            }

            for (int g = 2; g < _starts.Length; g++)
            {
                _starts[g] += _starts[g - 1];
            }

            _members = new int[_starts[^1]];
            for (int v = 0; v < group.Length; v++)
            {
                if (group[v] >= 0)
                {
                    _members[_starts[group[v] + 1]++] = v;
                }
            }
        }

        public ReadOnlySpan<int> Of(int group) => group < 0 ? default : _members.AsSpan(_starts[group].._starts[group + 1]);
    }
}
