using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Text;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Genetics.Weights;

/// <summary>Reads weights: PGS Catalog v2 scoring files, PLINK score files and GWAS summary statistics, told apart by their header.</summary>
public static class WeightReader
{
    private const int MostColumns = 1 << 16;
    private static readonly string[] UnsupportedColumns = ["is_dominant", "is_recessive", "is_haplotype", "is_diplotype", "is_interaction"];

    /// <summary>
    /// Reads a file. Errors: E101 missing file, E102 empty, E105 unreadable, E411 columns not recognised, E412 not a number,
    /// E413 wrong number of cells, E414 non-additive weights, E417 p value outside [0, 1]. Rows with a missing weight are left out with warning E418.
    /// </summary>
    public static Parsed<WeightFile> Read(string path) => TextInput.Read<WeightFile>(path, Read);

    private static Parsed<WeightFile> Read(Utf8LineReader reader, string path)
    {
        Dictionary<string, string> comments = new(StringComparer.OrdinalIgnoreCase);
        ReadOnlySpan<byte> line;
        do
        {
            if (!reader.TryRead(out line))
            {
                return Parsed.Failed<WeightFile>(GenotypeDiagnostics.Empty(path, "a header and one row a variant"));
            }
        }
        while (IsComment(line, comments));

        byte delimiter = DelimiterOf(line, path);
        string[] first = Cells(line, delimiter);
        var columns = new WeightColumns(first);
        if (columns.IsPgsCatalog || columns.IsSummaryStatistics)
        {
            var format = columns.IsPgsCatalog ? WeightFormat.PgsCatalog : WeightFormat.SummaryStatistics;
            return new TableParser(path, format, columns, first, delimiter, comments).Read(reader);
        }

        return PlinkWeights.Read(reader, path, first, delimiter);
    }

    /// <summary>Comment lines begin with #, but so does the header of plink2 tables; PGS Catalog comments hold key=value pairs.</summary>
    private static bool IsComment(ReadOnlySpan<byte> line, Dictionary<string, string> comments)
    {
        if (line.IsEmpty || line.StartsWith("##"u8))
        {
            return true;
        }

        if (line[0] != '#')
        {
            return false;
        }

        int equals = line.IndexOf((byte)'=');
        if (equals > 0 && !line.Contains((byte)'\t'))
        {
            comments[Utf8Fields.Text(line[1..equals]).Trim()] = Utf8Fields.Text(line[(equals + 1)..]).Trim();
            return true;
        }

        return !line.Contains((byte)'\t') && !line.Contains((byte)' ');
    }

    internal static byte DelimiterOf(ReadOnlySpan<byte> line, string path)
    {
        if (line.Contains((byte)'\t'))
        {
            return (byte)'\t';
        }

        return line.Contains((byte)',') && (Files.DelimitedTable.IsCommaSeparated(path) || !line.Contains((byte)' ')) ? (byte)',' : (byte)' ';
    }

    internal static int Split(ReadOnlySpan<byte> line, byte delimiter, Span<Range> fields) =>
        delimiter == ' ' ? Utf8Fields.SplitWhiteSpace(line, fields) : Utf8Fields.Split(line, delimiter, fields);

    internal static string[] Cells(ReadOnlySpan<byte> line, byte delimiter)
    {
        var fields = new Range[MostColumns];
        int count = Math.Min(Split(line, delimiter, fields), MostColumns);
        string[] cells = new string[count];
        for (int i = 0; i < count; i++)
        {
            cells[i] = Utf8Fields.Text(line[fields[i]]).Trim();
        }

        return cells;
    }

    /// <summary>GRCh37, hg19, 37 and the like.</summary>
    internal static GenomeBuild BuildOf(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "GRCH37" or "HG19" or "37" or "B37" => GenomeBuild.Grch37,
        "GRCH38" or "HG38" or "38" or "B38" => GenomeBuild.Grch38,
        "NCBI36" or "HG18" or "36" => GenomeBuild.Grch36,
        _ => GenomeBuild.Unknown,
    };

    /// <summary>Reads tables whose header names their columns.</summary>
    private sealed class TableParser(string path, WeightFormat format, WeightColumns columns, string[] header, byte delimiter, Dictionary<string, string> comments)
    {
        private readonly DiagnosticBag _bag = new();
        private readonly Range[] _fields = new Range[header.Length];
        private readonly bool _harmonised = columns.Named("hm_pos") >= 0;
        private readonly WeightTable _rows = new(1, NumbersOf(columns), columns.Named("hm_pos") >= 0 && columns.AuthorPosition >= 0);
        private readonly int[] _unsupported = [.. UnsupportedColumns.Select(columns.Named).Where(c => c >= 0)];

        public Parsed<WeightFile> Read(Utf8LineReader reader)
        {
            if (columns.Id < 0 && (columns.Chromosome < 0 || columns.Position < 0))
            {
                return Parsed.Failed<WeightFile>(Diagnostic.Error("E411", "The weights name no variants", new(path, reader.LineNumber), string.Join(' ', header), "an id column, or chromosome and position", "Name the columns as in GWAS-SSF or the PGS Catalog"));
            }

            while (reader.TryRead(out var line))
            {
                if (!line.IsEmpty)
                {
                    ReadRow(line, reader.LineNumber);
                }
            }

            if (_rows.Count == 0 && !_bag.HasErrors)
            {
                _bag.Add(GenotypeDiagnostics.Empty(path, "at least one row with a weight"));
            }

            string name = comments.GetValueOrDefault("pgs_id") is { Length: > 0 } id ? id : NameOf(path);
            var author = BuildOf(comments.GetValueOrDefault("genome_build"));
            var main = _harmonised ? BuildOf(comments.GetValueOrDefault("HmPOS_build")) : author;
            return _bag.Finish(() => new WeightFile(path, format, main, _harmonised ? author : GenomeBuild.Unknown, [name], _rows));
        }

        private void ReadRow(ReadOnlySpan<byte> line, long number)
        {
            int count = Split(line, delimiter, _fields);
            if (count != header.Length)
            {
                _bag.Add(Diagnostic.Error("E413", "The row has the wrong number of cells", new(path, number), count.ToString(CultureInfo.InvariantCulture), $"{header.Length} cells as in the header", "Check the delimiter"));
                return;
            }

            foreach (int column in _unsupported)
            {
                if (Cell(line, column).SequenceEqual("True"u8) || Cell(line, column).SequenceEqual("1"u8))
                {
                    _bag.Add(Diagnostic.Error("E414", "The weight is not additive", new(path, number, header[column]), "True", "additive weights", "Leave such rows out and say so; dominant, recessive and interaction terms are not scored"));
                    return;
                }
            }

            if (!TryWeight(line, number, out double weight) || !TryP(line, number, out double p))
            {
                return;
            }

            var effect = Cell(line, columns.Effect);
            var chromosome = Locate(line, columns.Chromosome, columns.Position, number, out int position);
            _rows.Add(number, Stated(line, columns.Id), chromosome, position, effect, OtherAllele(line, effect));
            _rows.AddWeight(0, weight);
            _rows.AddNumber(WeightNumber.EffectFrequency, Optional(line, columns.Frequency, number));
            _rows.AddNumber(WeightNumber.StandardError, Optional(line, columns.StandardError, number));
            _rows.AddNumber(WeightNumber.P, p);
            _rows.AddNumber(WeightNumber.Info, Optional(line, columns.Info, number));
            if (_harmonised && columns.AuthorPosition >= 0)
            {
                var author = Locate(line, columns.AuthorChromosome, columns.AuthorPosition, number, out int authorPosition);
                _rows.AddOtherBuild(author, authorPosition);
            }
        }

        private ReadOnlySpan<byte> Cell(ReadOnlySpan<byte> line, int column)
        {
            if (column < 0)
            {
                return default;
            }

            var cell = line[_fields[column]];
            return !cell.IsEmpty && (cell[0] is (byte)' ' or (byte)'"' || cell[^1] is (byte)' ' or (byte)'"') ? cell.Trim(" \""u8) : cell;
        }

        /// <summary>The numbers that the file has columns for.</summary>
        private static IEnumerable<WeightNumber> NumbersOf(WeightColumns columns)
        {
            (WeightNumber Number, bool IsStated)[] all =
            [
                (WeightNumber.EffectFrequency, columns.Frequency >= 0),
                (WeightNumber.StandardError, columns.StandardError >= 0),
                (WeightNumber.P, columns.P >= 0 || columns.LogP >= 0),
                (WeightNumber.Info, columns.Info >= 0),
            ];
            return all.Where(n => n.IsStated).Select(n => n.Number);
        }

        /// <summary>The cell, empty where it says that nothing is known.</summary>
        private ReadOnlySpan<byte> Stated(ReadOnlySpan<byte> line, int column)
        {
            var cell = Cell(line, column);
            return IsMissing(cell) ? default : cell;
        }

        /// <summary>The chromosome as written and the position; empty and 0 where either is not stated.</summary>
        private ReadOnlySpan<byte> Locate(ReadOnlySpan<byte> line, int chromosomeColumn, int positionColumn, long number, out int at)
        {
            at = 0;
            var chromosome = Cell(line, chromosomeColumn);
            var position = Cell(line, positionColumn);
            if (IsMissing(chromosome) || IsMissing(position))
            {
                return default;
            }

            // Some tools write positions as 1.2e+07 or 100.0: exact whole numbers are taken, others refused.
            if (!Utf8Fields.TryInteger(position, out at)
                && !(Utf8Fields.TryNumber(position, out double real) && real is >= 0 and <= int.MaxValue && (at = (int)real) == real))
            {
                _bag.Add(Diagnostic.Error("E412", "The position is not a whole number", new(path, number, header[positionColumn]), Utf8Fields.Text(position), "a base-pair position"));
                at = 0;
                return default;
            }

            return chromosome;
        }

        /// <summary>plink2 results give REF, ALT and A1: the other allele is the one that A1 is not.</summary>
        private ReadOnlySpan<byte> OtherAllele(ReadOnlySpan<byte> line, ReadOnlySpan<byte> effect)
        {
            var other = Cell(line, columns.Other);
            if (columns.Other < 0 && columns.Reference >= 0 && columns.Alternate >= 0)
            {
                var reference = Cell(line, columns.Reference);
                other = effect.SequenceEqual(reference) ? Cell(line, columns.Alternate) : reference;
            }

            return IsMissing(other) ? default : other;
        }

        private bool TryWeight(ReadOnlySpan<byte> line, long number, out double weight)
        {
            int column = columns.Beta >= 0 ? columns.Beta : columns.OddsRatio;
            var cell = Cell(line, column);
            weight = 0;
            if (IsMissing(cell))
            {
                _bag.Add(Diagnostic.Warning("E418", "The weight is missing; the row is left out", new(path, number, header[column]), Utf8Fields.Text(cell), "a number"));
                return false;
            }

            if (!Utf8Fields.TryNumber(cell, out weight) || (columns.Beta < 0 && weight <= 0))
            {
                string text = Utf8Fields.Text(cell);
                _bag.Add(Diagnostic.Error("E412", columns.Beta < 0 ? "The odds ratio is not a positive number" : "The weight is not a finite number", new(path, number, header[column]), text, "a number", Files.Cell.FixFor(text)));
                return false;
            }

            weight = columns.Beta >= 0 ? weight : Elementary.Log(weight);
            return true;
        }

        private bool TryP(ReadOnlySpan<byte> line, long number, out double p)
        {
            if (columns.P < 0 && columns.LogP >= 0)
            {
                double log = Optional(line, columns.LogP, number);
                p = double.IsNaN(log) ? log : Elementary.Exp(-log * 2.302585092994045684);
                return true;
            }

            p = Optional(line, columns.P, number);
            if (p is < 0 or > 1)
            {
                _bag.Add(Diagnostic.Error("E417", "The p value lies outside [0, 1]", new(path, number, header[columns.P]), Utf8Fields.Text(Cell(line, columns.P)), "a number in [0, 1]"));
                return false;
            }

            return true;
        }

        private double Optional(ReadOnlySpan<byte> line, int column, long number)
        {
            var cell = Cell(line, column);
            if (column < 0 || IsMissing(cell))
            {
                return double.NaN;
            }

            if (Utf8Fields.TryNumber(cell, out double value))
            {
                return value;
            }

            string text = Utf8Fields.Text(cell);
            _bag.Add(Diagnostic.Error("E412", "The cell is not a finite number", new(path, number, header[column]), text, "a number or NA", Files.Cell.FixFor(text)));
            return double.NaN;
        }

        private static bool IsMissing(ReadOnlySpan<byte> cell) => cell.Length switch
        {
            0 => true,
            1 => cell[0] == '.',
            2 => cell.SequenceEqual("NA"u8),
            3 => cell.SequenceEqual("NaN"u8) || cell.SequenceEqual("nan"u8) || cell.SequenceEqual("n/a"u8),
            _ => false,
        };
    }

    /// <summary>The file's name without folders and known extensions.</summary>
    internal static string NameOf(string path)
    {
        string name = Path.GetFileName(path);
        foreach (string extension in (ReadOnlySpan<string>)[".gz", ".txt", ".tsv", ".csv", ".score", ".weights"])
        {
            name = name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
        }

        return name;
    }
}
