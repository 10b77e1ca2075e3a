using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Weights;

/// <summary>Reads PLINK score files: variant id, allele, one or more weights; a header is recognised by a third cell that is no number.</summary>
internal static class PlinkWeights
{
    public static Parsed<WeightFile> Read(Utf8LineReader reader, string path, string[] first, byte delimiter)
    {
        if (first.Length < 3)
        {
            return Parsed.Failed<WeightFile>(Diagnostic.Error("E411", "The weights are in no known form", new(path, reader.LineNumber), string.Join(' ', first), "PLINK columns (ID A1 W…), a PGS Catalog file, or GWAS summary statistics with a header", "Add a header that names the columns"));
        }

        bool header = !Files.Cell.TryNumber(first[2], out _) && !char.IsAsciiDigit(first[2].TrimStart('-', '+').FirstOrDefault('x'));
        string[] names = header ? first[2..] : first.Length == 3 ? ["SCORE1"] : [.. Enumerable.Range(1, first.Length - 2).Select(i => string.Create(CultureInfo.InvariantCulture, $"SCORE{i}"))];
        var bag = new DiagnosticBag();
        var rows = new WeightTable(names.Length);
        double[] weights = new double[names.Length];
        var fields = new Range[first.Length];
        if (names.Distinct(StringComparer.Ordinal).Count() != names.Length)
        {
            bag.Add(Diagnostic.Error("E103", "A score name occurs twice", new(path, reader.LineNumber), string.Join(' ', names), "unique score names", "Rename one of the columns"));
        }

        if (!header)
        {
            AddRow(System.Text.Encoding.UTF8.GetBytes(string.Join('\t', first)), (byte)'\t', reader.LineNumber);
        }

        while (reader.TryRead(out var line))
        {
            if (!line.IsEmpty)
            {
                AddRow(line, delimiter, reader.LineNumber);
            }
        }

        if (rows.Count == 0 && !bag.HasErrors)
        {
            bag.Add(GenotypeDiagnostics.Empty(path, "at least one row with a weight"));
        }

        return bag.Finish(() => new WeightFile(path, WeightFormat.Plink, GenomeBuild.Unknown, GenomeBuild.Unknown, names, rows));

        void AddRow(ReadOnlySpan<byte> line, byte separator, long number)
        {
            int count = WeightReader.Split(line, separator, fields);
            if (count != first.Length)
            {
                bag.Add(Diagnostic.Error("E413", "The row has the wrong number of cells", new(path, number), count.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{first.Length} cells as in the first row"), "Check the delimiter"));
                return;
            }

            for (int i = 0; i < weights.Length; i++)
            {
                if (!Utf8Fields.TryNumber(line[fields[i + 2]], out weights[i]))
                {
                    string text = Utf8Fields.Text(line[fields[i + 2]]);
                    bag.Add(Diagnostic.Error("E412", "The weight is not a finite number", new(path, number, names[i]), text, "a number", Files.Cell.FixFor(text)));
                }
            }

            rows.Add(number, line[fields[0]], chromosome: default, position: 0, line[fields[1]], other: default);
            for (int i = 0; i < weights.Length; i++)
            {
                rows.AddWeight(i, weights[i]);
            }
        }
    }
}
