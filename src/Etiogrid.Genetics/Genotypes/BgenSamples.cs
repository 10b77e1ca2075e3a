using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Genotypes;

/// <summary>The people of a BGEN file.</summary>
internal static class BgenSamples
{
    /// <summary>From <c>.sample</c> beside the file, else from the file, else numbered.</summary>
    public static Parsed<GenotypeSample[]> Read(string path, BgenIndex index)
    {
        string companion = (path.EndsWith(".bgen", StringComparison.OrdinalIgnoreCase) ? path[..^5] : path) + ".sample";
        if (File.Exists(companion))
        {
            return TextInput.Read<GenotypeSample[]>(companion, (reader, file) => ReadCompanion(reader, file, index.People));
        }

        return Parsed.Of<GenotypeSample[]>([.. Enumerable.Range(0, index.People).Select(i => new GenotypeSample("0", index.Names?[i] ?? string.Create(CultureInfo.InvariantCulture, $"{i + 1}")))]);
    }

    /// <summary>Oxford form: a header (ID_1 ID_2 missing …), a row of column types, then one row a person.</summary>
    private static Parsed<GenotypeSample[]> ReadCompanion(Utf8LineReader reader, string path, int people)
    {
        var bag = new DiagnosticBag();
        List<GenotypeSample> samples = [];
        int sex = -1;
        while (reader.TryRead(out var line))
        {
            string[] cells = Utf8Fields.Text(line).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
            if (reader.LineNumber == 1)
            {
                sex = Array.FindIndex(cells, c => c.Equals("sex", StringComparison.OrdinalIgnoreCase));
            }
            else if (reader.LineNumber > 2 && cells.Length > 0)
            {
                if (cells.Length < 2)
                {
                    bag.Add(Diagnostic.Error("E406", "A .sample row has too few columns", new(path, reader.LineNumber), Utf8Fields.Text(line), "ID_1 ID_2 missing …"));
                    continue;
                }

                samples.Add(new(cells[0], cells[1], sex >= 0 && sex < cells.Length ? SampleTable.SexOf(System.Text.Encoding.UTF8.GetBytes(cells[sex])) : Sex.Unknown));
            }
        }

        SampleTable.CheckUnique(samples, path, 3, bag);
        if (samples.Count != people && !bag.HasErrors)
        {
            bag.Add(GenotypeDiagnostics.Damaged(path, "The .sample does not fit its .bgen", null, $"{samples.Count} people", $"{people} people", "Use the .sample that was written together with this .bgen"));
        }

        return bag.Finish(samples.ToArray);
    }
}
