using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Sets;

/// <summary>Reads phenotypes: <c>FID IID value</c> or <c>IID value</c>, with or without header.</summary>
public static class PhenotypeFile
{
    /// <summary>
    /// Values in the order of the samples, NaN for missing (<c>NA</c>, <c>-9</c> beside codes 1 and 2) and for people who are not in the file.
    /// Errors: E101, E102, E105, E471 malformed row, E472 the same person twice, E473 nobody in common.
    /// </summary>
    public static Parsed<double[]> Read(string path, IReadOnlyList<GenotypeSample> samples) => TextInput.Read<double[]>(path, (reader, file) => Read(reader, file, samples));

    private static Parsed<double[]> Read(Utf8LineReader reader, string path, IReadOnlyList<GenotypeSample> samples)
    {
        var bag = new DiagnosticBag();
        var people = new PersonLookup(samples);
        double[] values = [.. Enumerable.Repeat(double.NaN, samples.Count)];
        bool[] seen = new bool[samples.Count];
        bool withFamily = true;
        int found = 0;
        while (reader.TryRead(out var line))
        {
            string[] cells = Utf8Fields.Text(line).Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries);
            if (cells.Length == 0)
            {
                continue;
            }

            if (reader.LineNumber == 1)
            {
                withFamily = cells.Length >= 3 && !cells[0].TrimStart('#').Equals("IID", StringComparison.OrdinalIgnoreCase);
                if (cells[0].TrimStart('#') is "FID" or "IID" or "participant_id")
                {
                    continue;
                }
            }

            string value = cells.Length >= (withFamily ? 3 : 2) ? cells[withFamily ? 2 : 1] : "";
            bool missing = Files.Cell.IsMissing(value) && value.Length > 0;
            if (!missing & !Files.Cell.TryNumber(value, out double number))
            {
                bag.Add(Diagnostic.Error("E471", "The phenotype row is malformed", new(path, reader.LineNumber), value, withFamily ? "FID IID value" : "IID value", Files.Cell.FixFor(value)));
                continue;
            }

            int person = people.Find(withFamily ? cells[0] : null, cells[withFamily ? 1 : 0]);
            if (person < 0)
            {
                continue;
            }

            if (seen[person])
            {
                bag.Add(Diagnostic.Error("E472", "The same person has two phenotypes", new(path, reader.LineNumber), cells[withFamily ? 1 : 0], "one row a person"));
                continue;
            }

            seen[person] = true;
            found++;
            values[person] = missing ? double.NaN : number;
        }

        if (found == 0 && !bag.HasErrors)
        {
            bag.Add(Diagnostic.Error("E473", "Phenotypes and genotypes have nobody in common", new(path), expected: string.Create(CultureInfo.InvariantCulture, $"people such as {samples[0].FamilyId} {samples[0].IndividualId}"), fix: "Give FID and IID as in the genotypes"));
        }

        return bag.Finish(() => WithoutMinusNine(values));
    }

    /// <summary>PLINK writes -9 for a missing case-control code; it means missing only beside codes 0, 1 and 2.</summary>
    private static double[] WithoutMinusNine(double[] values) =>
        values.Any(v => v is 1 or 2) && Array.TrueForAll(values, v => double.IsNaN(v) || v is -9 or 0 or 1 or 2)
            ? Array.ConvertAll(values, v => v == -9 ? double.NaN : v)
            : values;
}
