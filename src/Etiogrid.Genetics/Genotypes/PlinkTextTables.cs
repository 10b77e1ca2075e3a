using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>Reads PLINK 2's <c>.pvar</c> and <c>.psam</c>; files without a header have the columns of <c>.bim</c> and <c>.fam</c>.</summary>
internal static class PlinkTextTables
{
    /// <summary>A record of a variant file: one or more alternate alleles.</summary>
    public sealed record Record(string Chromosome, int Position, string Id, string Reference, string[] Alternates);

    /// <summary>Errors: E101, E102, E105, E405 malformed row or header.</summary>
    public static Parsed<List<Record>> ReadPvar(string path) => TextInput.Read<List<Record>>(path, ReadPvar);

    /// <summary>Errors: E101, E102, E105, E406 malformed row or header, E407 the same person twice.</summary>
    public static Parsed<GenotypeSample[]> ReadPsam(string path) => TextInput.Read<GenotypeSample[]>(path, ReadPsam);

    private static Parsed<List<Record>> ReadPvar(Utf8LineReader reader, string path)
    {
        if (!TextInput.TryReadHeader(reader, out var header))
        {
            return Parsed.Failed<List<Record>>(GenotypeDiagnostics.Empty(path, "one row a variant"));
        }

        if (header[0] != '#')
        {
            return VariantTable.ReadBim(path).Select(v => v.Select(x => new Record(x.Chromosome, x.Position, x.Id, x.Allele2, [x.Allele1])).ToList());
        }

        // plink writes tabs and reads blanks too.
        bool tabs = header.Contains((byte)'\t');
        string[] names = Utf8Fields.Text(header).Split(tabs ? '\t' : ' ', tabs ? StringSplitOptions.None : StringSplitOptions.RemoveEmptyEntries);
        int[] columns = [.. new[] { "#CHROM", "POS", "ID", "REF", "ALT" }.Select(n => Array.IndexOf(names, n))];
        if (columns.Contains(-1))
        {
            return Parsed.Failed<List<Record>>(Diagnostic.Error("E405", "The .pvar header lacks a column", new(path, reader.LineNumber), string.Join(' ', names), "#CHROM POS ID REF ALT"));
        }

        var bag = new DiagnosticBag();
        List<Record> records = [];
        var pool = new StringPool();
        var fields = new Range[names.Length];
        while (reader.TryRead(out var line))
        {
            if (line.IsEmpty)
            {
                continue;
            }

            int count = tabs ? Utf8Fields.Split(line, (byte)'\t', fields) : Utf8Fields.SplitWhiteSpace(line, fields);
            if (count != names.Length || !Utf8Fields.TryInteger(line[fields[columns[1]]], out int position))
            {
                bag.Add(Diagnostic.Error("E405", "A .pvar row is malformed", new(path, reader.LineNumber), Utf8Fields.Text(line[..Math.Min(line.Length, 80)]), $"{names.Length} cells with a whole-number POS"));
                continue;
            }

            string alternate = pool.Get(line[fields[columns[4]]]);
            string[] alternates = alternate.Contains(',', StringComparison.Ordinal) ? alternate.Split(',') : [alternate];
            records.Add(new(Chromosome.Normalise(pool.Get(line[fields[columns[0]]])), position, Utf8Fields.Text(line[fields[columns[2]]]), pool.Get(line[fields[columns[3]]]), alternates));
        }

        return bag.Finish(() => records);
    }

    private static Parsed<GenotypeSample[]> ReadPsam(Utf8LineReader reader, string path)
    {
        if (!TextInput.TryReadHeader(reader, out var header))
        {
            return Parsed.Failed<GenotypeSample[]>(GenotypeDiagnostics.Empty(path, "one row a person"));
        }

        if (!header.StartsWith("#FID"u8) && !header.StartsWith("#IID"u8))
        {
            return SampleTable.ReadFam(path);
        }

        var names = Utf8Fields.Text(header).Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries).Select((name, i) => (name: name.TrimStart('#'), i)).ToLookup(x => x.name, x => x.i);
        int Column(string name) => names[name].DefaultIfEmpty(-1).First();
        var bag = new DiagnosticBag();
        List<GenotypeSample> samples = [];
        while (reader.TryRead(out var line))
        {
            string[] cells = Utf8Fields.Text(line).Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 0)
            {
                continue;
            }

            if (cells.Length <= Column("IID") || cells.Length < names.Count)
            {
                bag.Add(Diagnostic.Error("E406", "A .psam row has the wrong number of columns", new(path, reader.LineNumber), cells.Length.ToString(CultureInfo.InvariantCulture), $"{names.Count} columns as in the header"));
                continue;
            }

            string At(string name, string absent) => Column(name) < 0 ? absent : cells[Column(name)];
            samples.Add(new(At("FID", "0"), At("IID", ""), SampleTable.SexOf(System.Text.Encoding.UTF8.GetBytes(At("SEX", "NA") is "NA" ? "0" : At("SEX", "0"))), At("PAT", "0") == "0" && At("MAT", "0") == "0"));
        }

        SampleTable.CheckUnique(samples, path, 2, bag);
        return bag.Finish(samples.ToArray);
    }
}
