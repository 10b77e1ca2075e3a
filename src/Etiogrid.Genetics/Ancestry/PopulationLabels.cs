using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Ancestry;

/// <summary>Reads which population each reference person belongs to.</summary>
public static class PopulationLabels
{
    private static readonly string[] PopulationNames = ["population", "pop", "superpop", "super_pop", "superpopulation", "ancestry", "label"];

    /// <summary>
    /// Labels in the order of the samples, null for people who are not in the file. The file has a header with IID (or sample) and a column
    /// named population, pop, superpop, ancestry or label, or two columns without header: person, population.
    /// Errors: E101, E102, E105, E487 columns not recognised, E488 a person with two populations.
    /// </summary>
    public static Parsed<string?[]> Read(string path, IReadOnlyList<GenotypeSample> samples) => TextInput.Read<string?[]>(path, (reader, file) => Read(reader, file, samples));

    private static Parsed<string?[]> Read(Utf8LineReader reader, string path, IReadOnlyList<GenotypeSample> samples)
    {
        if (!TextInput.TryReadHeader(reader, out var first))
        {
            return Parsed.Failed<string?[]>(GenotypeDiagnostics.Empty(path, "one row a reference person"));
        }

        string[] header = Cells(first);
        int id = Array.FindIndex(header, h => h.TrimStart('#').ToUpperInvariant() is "IID" or "SAMPLE" or "ID_2" or "INDIVIDUAL");
        int population = Array.FindIndex(header, h => PopulationNames.Contains(h.ToLowerInvariant()));
        Dictionary<string, string> labels = new(StringComparer.Ordinal);
        var bag = new DiagnosticBag();
        if (id < 0 && population < 0 && header.Length == 2)
        {
            (id, population) = (0, 1);
            labels.Add(header[0], header[1]);
        }
        else if (id < 0 || population < 0)
        {
            return Parsed.Failed<string?[]>(Diagnostic.Error("E487", "The label file's columns are not recognised", new(path, reader.LineNumber), string.Join(' ', header), "IID and population"));
        }

        while (reader.TryRead(out var line))
        {
            string[] cells = Cells(line);
            if (cells.Length == 0)
            {
                continue;
            }

            if (cells.Length <= Math.Max(id, population))
            {
                bag.Add(Diagnostic.Error("E487", "A label row has too few columns", new(path, reader.LineNumber), cells.Length.ToString(CultureInfo.InvariantCulture), $"{header.Length} columns"));
            }
            else if (!labels.TryAdd(cells[id], cells[population]) && labels[cells[id]] != cells[population])
            {
                bag.Add(Diagnostic.Error("E488", "The same person has two populations", new(path, reader.LineNumber), cells[id], "one population a person"));
            }
        }

        return bag.Finish<string?[]>(() => [.. samples.Select(s => labels.GetValueOrDefault(s.IndividualId))]);
    }

    private static string[] Cells(ReadOnlySpan<byte> line) => Utf8Fields.Text(line).Split(['\t', ' ', ','], StringSplitOptions.RemoveEmptyEntries);
}
