using System.Collections;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Weights;

/// <summary>
/// The rows of a weight file in columns: 40 to 60 bytes a row instead of the 190 of objects. A column that the file lacks takes no memory.
/// </summary>
public sealed class WeightTable : IReadOnlyList<WeightRow>
{
    /// <summary>Code of a chromosome or allele that is not stated.</summary>
    private const int None = -1;
    private readonly TextCodes _texts = new();
    private readonly Column<uint> _lines = new();
    private readonly NameColumn _ids = new();
    private readonly Column<int> _chromosomes = new();
    private readonly Column<int> _positions = new();
    private readonly Column<int> _effects = new();
    private readonly Column<int> _others = new();
    private readonly Column<double>[] _weights;
    private readonly Column<double>?[] _numbers = new Column<double>?[4];
    private readonly Column<int>? _otherBuildChromosomes;
    private readonly Column<int>? _otherBuildPositions;
    private int _lastRaw = None;
    private int _lastChromosome;

    internal WeightTable(int scoreColumns, IEnumerable<WeightNumber>? numbers = null, bool otherBuild = false)
    {
        _weights = [.. Enumerable.Range(0, scoreColumns).Select(_ => new Column<double>())];
        foreach (var number in numbers ?? [])
        {
            _numbers[(int)number] = new();
        }

        if (otherBuild)
        {
            (_otherBuildChromosomes, _otherBuildPositions) = (new(), new());
        }
    }

    /// <inheritdoc/>
    public int Count => _effects.Count;

    /// <summary>Score columns.</summary>
    internal int ColumnCount => _weights.Length;

    /// <inheritdoc/>
    public WeightRow this[int index] => new(this, index);

    internal long LineOf(int row) => _lines[row];

    internal bool HasId(int row) => !_ids[row].IsEmpty;

    internal ReadOnlySpan<byte> IdOf(int row) => _ids[row];

    internal string? ChromosomeOf(int row) => TextOf(_chromosomes[row]);

    internal int PositionOf(int row) => _positions[row];

    internal string EffectAlleleOf(int row) => _texts[_effects[row]];

    internal string? OtherAlleleOf(int row) => TextOf(_others[row]);

    internal double WeightOf(int column, int row) => _weights[column][row];

    internal double NumberOf(WeightNumber number, int row) => _numbers[(int)number] is { } column ? column[row] : double.NaN;

    internal string? OtherBuildChromosomeOf(int row) => _otherBuildChromosomes is { } column ? TextOf(column[row]) : null;

    internal int OtherBuildPositionOf(int row) => _otherBuildPositions is { } column ? column[row] : 0;

    /// <summary>True when some row states the number.</summary>
    internal bool States(WeightNumber number)
    {
        var column = _numbers[(int)number];
        for (int r = 0; column is not null && r < column.Count; r++)
        {
            if (!double.IsNaN(column[r]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds what every row has, empty where it is not stated; weights, the table's numbers and the other build are to follow.</summary>
    internal void Add(long line, ReadOnlySpan<byte> id, ReadOnlySpan<byte> chromosome, int position, ReadOnlySpan<byte> effect, ReadOnlySpan<byte> other)
    {
        _lines.Add((uint)line);
        _ids.Add(id);
        _chromosomes.Add(CodeOfChromosome(chromosome));
        _positions.Add(position);
        _effects.Add(_texts.Of(effect));
        _others.Add(other.IsEmpty ? None : _texts.Of(other));
    }

    internal void AddWeight(int column, double weight) => _weights[column].Add(weight);

    internal void AddNumber(WeightNumber number, double value) => _numbers[(int)number]?.Add(value);

    internal void AddOtherBuild(ReadOnlySpan<byte> chromosome, int position)
    {
        _otherBuildChromosomes?.Add(CodeOfChromosome(chromosome));
        _otherBuildPositions?.Add(position);
    }

    /// <inheritdoc/>
    public IEnumerator<WeightRow> GetEnumerator()
    {
        for (int r = 0; r < Count; r++)
        {
            yield return this[r];
        }
    }

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string? TextOf(int code) => code == None ? null : _texts[code];

    private int CodeOfChromosome(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
        {
            return None;
        }

        int raw = _texts.Of(name);
        if (raw != _lastRaw)
        {
            (_lastRaw, _lastChromosome) = (raw, _texts.Of(Chromosome.Normalise(_texts[raw])));
        }

        return _lastChromosome;
    }
}
