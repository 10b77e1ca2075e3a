using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Sets;

/// <summary>Reads covariates: a header <c>FID IID name…</c> or <c>IID name…</c>, then numbers.</summary>
public static class CovariateFile
{
    /// <summary>
    /// Columns in the order of the samples, NaN for missing and for people who are not in the file.
    /// Errors: E101, E102, E105, E471 malformed row or header, E472 the same person twice, E473 nobody in common.
    /// </summary>
    public static Parsed<IReadOnlyList<double[]>> Read(string path, IReadOnlyList<GenotypeSample> samples) =>
        TextInput.Read<IReadOnlyList<double[]>>(path, (reader, file) => Read(reader, file, samples));

    private static Parsed<IReadOnlyList<double[]>> Read(Utf8LineReader reader, string path, IReadOnlyList<GenotypeSample> samples)
    {
        if (!reader.TryRead(out var first))
        {
            return Parsed.Failed<IReadOnlyList<double[]>>(GenotypeDiagnostics.Empty(path, "a header and one row a person"));
        }

        string[] header = Cells(first);
        bool withFamily = header.Length > 0 && header[0].TrimStart('#').Equals("FID", StringComparison.OrdinalIgnoreCase);
        int ids = withFamily ? 2 : 1;
        if (header.Length <= ids || (!withFamily && header[0].TrimStart('#') is not ("IID" or "participant_id")))
        {
            return Parsed.Failed<IReadOnlyList<double[]>>(Diagnostic.Error("E471", "The covariate file has no header", new(path, 1), string.Join(' ', header), "FID IID and names of covariates", "Write the names of the columns in the first line"));
        }

        var bag = new DiagnosticBag();
        var people = new PersonLookup(samples);
        double[][] columns = [.. header[ids..].Select(_ => Enumerable.Repeat(double.NaN, samples.Count).ToArray())];
        HashSet<int> seen = [];
        while (reader.TryRead(out var line))
        {
            string[] cells = Cells(line);
            if (cells.Length == 0)
            {
                continue;
            }

            if (cells.Length != header.Length)
            {
                bag.Add(Diagnostic.Error("E471", "The covariate row is malformed", new(path, reader.LineNumber), string.Create(CultureInfo.InvariantCulture, $"{cells.Length} cells"), string.Create(CultureInfo.InvariantCulture, $"{header.Length} cells as in the header")));
                continue;
            }

            int person = people.Find(withFamily ? cells[0] : null, cells[ids - 1]);
            if (person < 0)
            {
                continue;
            }

            if (!seen.Add(person))
            {
                bag.Add(Diagnostic.Error("E472", "The same person has two rows of covariates", new(path, reader.LineNumber), cells[ids - 1], "one row a person"));
                continue;
            }

            for (int c = 0; c < columns.Length; c++)
            {
                string cell = cells[ids + c];
                bool missing = Files.Cell.IsMissing(cell);
                if (!missing && !Files.Cell.TryNumber(cell, out columns[c][person]))
                {
                    bag.Add(Diagnostic.Error("E471", "The covariate is not a number", new(path, reader.LineNumber, header[ids + c]), cell, "a number or NA; code categories as 0 and 1", Files.Cell.FixFor(cell)));
                }
            }
        }

        if (seen.Count == 0 && !bag.HasErrors)
        {
            bag.Add(Diagnostic.Error("E473", "Covariates and genotypes have nobody in common", new(path), expected: $"people such as {samples[0].FamilyId} {samples[0].IndividualId}", fix: "Give FID and IID as in the genotypes"));
        }

        return bag.Finish<IReadOnlyList<double[]>>(() => columns);
    }

    private static string[] Cells(ReadOnlySpan<byte> line) => Utf8Fields.Text(line).Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
}
