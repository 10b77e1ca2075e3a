using System.Globalization;
using System.Text;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>
/// Genotypes of a VCF (plain or gzip): DS where the record has it, else GT, else GP of records with one alternate. A missing DS falls back to the record's GT. A haploid call counts as two equal alleles, a half call is
/// missing. Text cannot be addressed by variant, so genotypes are kept in memory: a quarter byte each, four bytes for dosages.
/// Positions that are absent from the file stay absent: they are not taken for reference.
/// </summary>
public sealed class VcfGenotypes : IGenotypeSource
{
    private const long LargestBytes = 4L << 30;
    private readonly GenotypeSample[] _samples;
    private readonly Variant[] _variants;
    private readonly List<Row> _rows;

    private VcfGenotypes(string file, GenotypeSample[] samples, Variant[] variants, List<Row> rows)
    {
        File = file;
        _samples = samples;
        _variants = variants;
        _rows = rows;
        HardCallsOnly = rows.TrueForAll(r => r.Packed is not null);
    }

    /// <inheritdoc/>
    public string File { get; }

    /// <inheritdoc/>
    public IReadOnlyList<GenotypeSample> Samples => _samples;

    /// <inheritdoc/>
    public IReadOnlyList<Variant> Variants => _variants;

    /// <inheritdoc/>
    public bool HardCallsOnly { get; }

    /// <summary>Reads a file. Errors: E101, E102 no records, E105 unreadable, E461 no header line, E462 malformed record, E463 malformed genotype, E407 a person twice, E464 too large for memory.</summary>
    public static Parsed<IGenotypeSource> Open(string path) => TextInput.Read(path, Read);

    /// <inheritdoc/>
    public bool TryReadHardCalls(int variant, Span<byte> packed)
    {
        if (_rows[variant].Packed is not { } stored)
        {
            return false;
        }

        stored.CopyTo(packed);
        return true;
    }

    /// <inheritdoc/>
    public void ReadDosages(int variant, Span<double> dosages)
    {
        var row = _rows[variant];
        if (row.Packed is { } packed)
        {
            PackedGenotypes.Unpack(packed, dosages);
            return;
        }

        for (int i = 0; i < dosages.Length; i++)
        {
            dosages[i] = row.Dosages![i];
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Clear();

    private static Parsed<IGenotypeSource> Read(Utf8LineReader reader, string path)
    {
        if (!TextInput.TryReadHeader(reader, out var header) || !header.StartsWith("#CHROM\tPOS\tID\tREF\tALT\t"u8))
        {
            return Parsed.Failed<IGenotypeSource>(Diagnostic.Error("E461", "The VCF has no header line", new(path, reader.LineNumber), expected: "#CHROM POS ID REF ALT QUAL FILTER INFO FORMAT and the people", fix: "Check that the file is a VCF"));
        }

        string[] names = Utf8Fields.Text(header).Split('\t');
        var bag = new DiagnosticBag();
        List<GenotypeSample> samples = [.. names.Skip(9).Select(n => new GenotypeSample("0", n))];
        SampleTable.CheckUnique(samples, path, 1, bag);
        if (samples.Count == 0)
        {
            bag.Add(Diagnostic.Error("E461", "The VCF has no people", new(path, reader.LineNumber), string.Join(' ', names), "at least one column behind FORMAT"));
        }

        var parser = new Parser(path, [.. samples], bag);
        while (!bag.HasErrors && reader.TryRead(out var line))
        {
            if (!line.IsEmpty)
            {
                parser.Add(line, reader.LineNumber);
            }
        }

        if (parser.Variants.Count == 0 && !bag.HasErrors)
        {
            bag.Add(GenotypeDiagnostics.Empty(path, "at least one record with an alternate allele"));
        }

        return bag.Finish<IGenotypeSource>(() => new VcfGenotypes(path, [.. samples], [.. parser.Variants], parser.Rows));
    }

    /// <summary>Genotypes of one variant: packed hard calls or dosages.</summary>
    private sealed record Row(byte[]? Packed, float[]? Dosages);

    private sealed class Parser(string path, GenotypeSample[] samples, DiagnosticBag bag)
    {
        private readonly StringPool _pool = new();
        private readonly Range[] _fields = new Range[samples.Length + 9];
        private long _bytes;

        public List<Variant> Variants { get; } = [];

        public List<Row> Rows { get; } = [];

        public void Add(ReadOnlySpan<byte> line, long number)
        {
            int count = Utf8Fields.Split(line, (byte)'\t', _fields);
            if (count != _fields.Length || !Utf8Fields.TryInteger(line[_fields[1]], out int position))
            {
                bag.Add(Diagnostic.Error("E462", "The record is malformed", new(path, number), Utf8Fields.Text(line[..Math.Min(line.Length, 60)]), $"{_fields.Length} cells with a whole-number POS"));
                return;
            }

            string alternate = _pool.Get(line[_fields[4]]);
            if (alternate is "." or "")
            {
                return;
            }

            string[] alternates = alternate.Split(',');
            int dosage = FormatIndex(line[_fields[8]], "DS"u8);
            int genotype = FormatIndex(line[_fields[8]], "GT"u8);
            int probability = dosage < 0 && genotype < 0 && alternates.Length == 1 ? FormatIndex(line[_fields[8]], "GP"u8) : -1;
            if (alternates.Length > 250 || (dosage < 0 && genotype < 0 && probability < 0))
            {
                bag.Add(Diagnostic.Error("E462", "The record has no genotypes", new(path, number, "FORMAT"), Utf8Fields.Text(line[_fields[8]]), "GT or DS, or GP of a record with one alternate allele"));
                return;
            }

            _bytes += (long)RowsOf(alternates.Length) * (dosage >= 0 || probability >= 0 ? 4L * samples.Length : (samples.Length + 3) / 4);
            if (_bytes > LargestBytes)
            {
                bag.Add(Diagnostic.Error("E464", "The VCF is too large to keep in memory", new(path, number), fix: "Convert it: plink2 --vcf FILE --make-pgen"));
                return;
            }

            var rows = dosage >= 0 ? Dosages(line, dosage, genotype, alternates.Length, number)
                : genotype >= 0 ? Calls(line, genotype, alternates.Length, number)
                : Expected(line, probability, number);
            AddVariants(line, position, alternates, rows);
        }

        private void AddVariants(ReadOnlySpan<byte> line, int position, string[] alternates, Row[] rows)
        {
            string chromosome = Chromosome.Normalise(_pool.Get(line[_fields[0]]));
            string reference = _pool.Get(line[_fields[3]]);
            string id = Utf8Fields.Text(line[_fields[2]]);
            for (int a = 0; a < alternates.Length; a++)
            {
                string name = id == "." ? string.Create(CultureInfo.InvariantCulture, $"{chromosome}:{position}:{reference}:{alternates[a]}") : id;
                Variants.Add(new(chromosome, position, name, alternates[a], reference, alternates.Length));
                Rows.Add(rows[a]);
            }

            if (alternates.Length > 1)
            {
                Variants.Add(SplitRecords.Reference(chromosome, position, id == "." ? string.Create(CultureInfo.InvariantCulture, $"{chromosome}:{position}:{reference}:{reference}") : id, reference, alternates));
                Rows.Add(rows[^1]);
            }
        }

        /// <summary>One row for each alternate allele; where there are several, one for the reference too.</summary>
        private static int RowsOf(int alternates) => alternates == 1 ? 1 : alternates + 1;

        private Row[] Calls(ReadOnlySpan<byte> line, int genotype, int alternates, long number)
        {
            byte[][] packed = [.. Enumerable.Range(0, RowsOf(alternates)).Select(_ => new byte[(samples.Length + 3) / 4])];
            for (int i = 0; i < samples.Length; i++)
            {
                var cell = Part(line[_fields[9 + i]], genotype, (byte)':');
                if (!TryCall(cell, alternates, out int first, out int second))
                {
                    bag.Add(Diagnostic.Error("E463", "The genotype is malformed", new(path, number, samples[i].IndividualId), Encoding.UTF8.GetString(cell), "alleles such as 0/1, 1|1, ./."));
                    continue;
                }

                for (int a = 0; a < packed.Length; a++)
                {
                    int allele = a < alternates ? a + 1 : 0;
                    int copies = (first == allele ? 1 : 0) + (second == allele ? 1 : 0);
                    int code = first < 0 ? 1 : copies switch { 0 => 3, 1 => 2, _ => 0 };
                    packed[a][i >> 2] |= (byte)(code << ((i & 3) * 2));
                }
            }

            return [.. packed.Select(p => new Row(p, null))];
        }

        private Row[] Dosages(ReadOnlySpan<byte> line, int dosage, int genotype, int alternates, long number)
        {
            float[][] values = [.. Enumerable.Range(0, RowsOf(alternates)).Select(_ => new float[samples.Length])];
            for (int i = 0; i < samples.Length; i++)
            {
                var cell = Part(line[_fields[9 + i]], dosage, (byte)':');
                for (int a = 0; a < alternates; a++)
                {
                    var text = alternates == 1 ? cell : Part(cell, a, (byte)',');
                    if (text.IsEmpty || text.SequenceEqual("."u8))
                    {
                        var call = genotype < 0 ? default : Part(line[_fields[9 + i]], genotype, (byte)':');
                        values[a][i] = TryCall(call, alternates, out int first, out int second) && first >= 0
                            ? (first == a + 1 ? 1 : 0) + (second == a + 1 ? 1 : 0)
                            : float.NaN;
                    }
                    else if (Utf8Fields.TryNumber(text, out double value) && value is >= 0 and <= 2.0001)
                    {
                        values[a][i] = (float)Math.Min(value, 2);
                    }
                    else
                    {
                        bag.Add(Diagnostic.Error("E463", "The dosage is malformed", new(path, number, samples[i].IndividualId), Encoding.UTF8.GetString(text), "a number in [0, 2] or ."));
                    }
                }

                if (alternates > 1)
                {
                    double others = 0;
                    for (int a = 0; a < alternates; a++)
                    {
                        others += values[a][i];
                    }

                    values[alternates][i] = (float)Math.Max(0, 2 - others);
                    if (others > 2.01)
                    {
                        bag.Add(Diagnostic.Error("E463", "The dosages of all alternates sum to more than 2", new(path, number, samples[i].IndividualId), Encoding.UTF8.GetString(cell), "a sum of at most 2"));
                    }
                }
            }

            return [.. values.Select(v => new Row(null, v))];
        }

        /// <summary>Expected dosages from the probabilities of no, one and two copies, which need not sum to one exactly.</summary>
        private Row[] Expected(ReadOnlySpan<byte> line, int probability, long number)
        {
            float[] values = new float[samples.Length];
            for (int i = 0; i < samples.Length; i++)
            {
                var cell = Part(line[_fields[9 + i]], probability, (byte)':');
                if (cell.IsEmpty || cell[0] == '.')
                {
                    values[i] = float.NaN;
                }
                else if (Utf8Fields.TryNumber(Part(cell, 0, (byte)','), out double none) && Utf8Fields.TryNumber(Part(cell, 1, (byte)','), out double one) && Utf8Fields.TryNumber(Part(cell, 2, (byte)','), out double two)
                    && none >= 0 && one >= 0 && two >= 0 && none + one + two is > 0.95 and < 1.05)
                {
                    values[i] = (float)((one + (2 * two)) / (none + one + two));
                }
                else
                {
                    bag.Add(Diagnostic.Error("E463", "The genotype probabilities are malformed", new(path, number, samples[i].IndividualId), Encoding.UTF8.GetString(cell), "three numbers that sum to 1, or ."));
                }
            }

            return [new Row(null, values)];
        }

        /// <summary>Two allele numbers, or -1 for missing; a haploid call gives twice the same.</summary>
        private static bool TryCall(ReadOnlySpan<byte> cell, int alternates, out int first, out int second)
        {
            first = second = -1;
            int separator = cell.IndexOfAny((byte)'/', (byte)'|');
            if (separator < 0)
            {
                bool read = TryAllele(cell, alternates, out first);
                second = first;
                return read;
            }

            if (!TryAllele(cell[..separator], alternates, out first) || !TryAllele(cell[(separator + 1)..], alternates, out second))
            {
                return false;
            }

            if (first < 0 || second < 0)
            {
                first = second = -1;
            }

            return true;
        }

        private static bool TryAllele(ReadOnlySpan<byte> text, int alternates, out int allele)
        {
            allele = -1;
            return text.SequenceEqual("."u8) || text.IsEmpty || (Utf8Fields.TryInteger(text, out allele) && allele >= 0 && allele <= alternates);
        }

        private static int FormatIndex(ReadOnlySpan<byte> format, ReadOnlySpan<byte> key)
        {
            Span<Range> parts = stackalloc Range[64];
            int count = Math.Min(64, Utf8Fields.Split(format, (byte)':', parts));
            for (int i = 0; i < count; i++)
            {
                if (format[parts[i]].SequenceEqual(key))
                {
                    return i;
                }
            }

            return -1;
        }

        private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> cell, int index, byte delimiter)
        {
            for (int i = 0; i < index; i++)
            {
                int end = cell.IndexOf(delimiter);
                if (end < 0)
                {
                    return default;
                }

                cell = cell[(end + 1)..];
            }

            int stop = cell.IndexOf(delimiter);
            return stop < 0 ? cell : cell[..stop];
        }
    }
}
