using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Weights;

/// <summary>Allele frequencies of a reference sample by variant id: plink2 <c>.afreq</c> or plink1.9 <c>.frq</c>.</summary>
public sealed class AlleleFrequencies
{
    private readonly Dictionary<string, (string Counted, string Other, double Frequency)> _byId;

    private AlleleFrequencies(string file, Dictionary<string, (string Counted, string Other, double Frequency)> byId)
    {
        File = file;
        _byId = byId;
    }

    /// <summary>Path as given.</summary>
    public string File { get; }

    /// <summary>Number of variants.</summary>
    public int Count => _byId.Count;

    /// <summary>Frequencies from memory: id, counted allele, other allele, frequency of the counted allele.</summary>
    public static AlleleFrequencies From(IEnumerable<(string Id, string Counted, string Other, double Frequency)> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new("(computed)", rows.ToDictionary(r => r.Id, r => (r.Counted, r.Other, r.Frequency), StringComparer.Ordinal));
    }

    /// <summary>Frequency of the variant's allele 1, NaN when the id is unknown or the alleles differ.</summary>
    public double OfAllele1(in Variant variant)
    {
        if (!_byId.TryGetValue(variant.Id, out var entry))
        {
            return double.NaN;
        }

        if (entry.Counted == variant.Allele1 && entry.Other == variant.Allele2)
        {
            return entry.Frequency;
        }

        return entry.Counted == variant.Allele2 && entry.Other == variant.Allele1 ? 1 - entry.Frequency : double.NaN;
    }

    /// <summary>
    /// Reads a file. Errors: E101 missing file, E102 empty, E105 unreadable, E421 columns not recognised, E422 frequency outside [0, 1], E423 the same id twice.
    /// </summary>
    public static Parsed<AlleleFrequencies> Read(string path) => TextInput.Read<AlleleFrequencies>(path, Read);

    private static Parsed<AlleleFrequencies> Read(Utf8LineReader reader, string path)
    {
        if (!TextInput.TryReadHeader(reader, out var line))
        {
            return Parsed.Failed<AlleleFrequencies>(GenotypeDiagnostics.Empty(path, "a header and one row a variant"));
        }

        byte delimiter = WeightReader.DelimiterOf(line, path);
        string[] header = WeightReader.Cells(line, delimiter);
        int id = Column(header, "ID", "SNP");
        int counted = Column(header, "ALT", "A1");
        int other = Column(header, "REF", "A2");
        int frequency = Column(header, "ALT_FREQS", "MAF", "A1_FREQ", "FREQ");
        if (id < 0 || counted < 0 || other < 0 || frequency < 0)
        {
            return Parsed.Failed<AlleleFrequencies>(Diagnostic.Error("E421", "The frequency file's columns are not recognised", new(path, reader.LineNumber), string.Join(' ', header), "ID REF ALT ALT_FREQS (plink2 --freq) or SNP A1 A2 MAF (plink1.9 --freq)", "Write the file with plink2 --freq"));
        }

        return Rows(reader, path, delimiter, header, (id, counted, other, frequency));
    }

    private static Parsed<AlleleFrequencies> Rows(Utf8LineReader reader, string path, byte delimiter, string[] header, (int Id, int Counted, int Other, int Frequency) columns)
    {
        var bag = new DiagnosticBag();
        var pool = new StringPool();
        Dictionary<string, (string, string, double)> byId = new(StringComparer.Ordinal);
        var fields = new Range[header.Length];
        while (reader.TryRead(out var line))
        {
            if (line.IsEmpty)
            {
                continue;
            }

            int count = WeightReader.Split(line, delimiter, fields);
            if (count != header.Length)
            {
                bag.Add(Diagnostic.Error("E413", "The row has the wrong number of cells", new(path, reader.LineNumber), count.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{header.Length} cells")));
                continue;
            }

            var cell = line[fields[columns.Frequency]];
            if (cell.SequenceEqual("NA"u8) || cell.SequenceEqual("nan"u8) || cell.Contains((byte)','))
            {
                // Unknown, or several alternate alleles in one row: no biallelic frequency to give.
                continue;
            }

            if (!Utf8Fields.TryNumber(cell, out double value) || value is < 0 or > 1)
            {
                bag.Add(Diagnostic.Error("E422", "The allele frequency is not a number in [0, 1]", new(path, reader.LineNumber, header[columns.Frequency]), Utf8Fields.Text(cell), "a number in [0, 1]"));
                continue;
            }

            string name = Utf8Fields.Text(line[fields[columns.Id]]);
            if (!byId.TryAdd(name, (pool.Get(line[fields[columns.Counted]]), pool.Get(line[fields[columns.Other]]), value)))
            {
                bag.Add(Diagnostic.Error("E423", "The variant has two frequencies", new(path, reader.LineNumber, header[columns.Id]), name, "unique ids", "Give unique ids: plink2 --set-all-var-ids '@:#:$r:$a'"));
            }
        }

        return bag.Finish(() => new AlleleFrequencies(path, byId));
    }

    private static int Column(string[] header, params string[] names)
    {
        foreach (string name in names)
        {
            int at = Array.FindIndex(header, h => h.TrimStart('#').Equals(name, StringComparison.OrdinalIgnoreCase));
            if (at >= 0)
            {
                return at;
            }
        }

        return -1;
    }
}
