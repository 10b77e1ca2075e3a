using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Text;

namespace Etiogrid.Genetics.Sets;

/// <summary>Gene sets of a GMT file: name, description or URL, genes, tab separated.</summary>
public static class GeneSets
{
    /// <summary>Reads a file. Errors: E101 missing file, E102 empty, E105 unreadable, E442 fewer than two columns, E443 the same name twice. A set without genes gives warning E444 and is left out.</summary>
    public static Parsed<IReadOnlyList<GeneSet>> Read(string path) => TextInput.Read<IReadOnlyList<GeneSet>>(path, Read);

    private static Parsed<IReadOnlyList<GeneSet>> Read(Utf8LineReader reader, string path)
    {
        var bag = new DiagnosticBag();
        List<GeneSet> sets = [];
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.TryRead(out var line))
        {
            string[] cells = Utf8Fields.Text(line).Split('\t', StringSplitOptions.TrimEntries);
            if (cells.Length == 1 && cells[0].Length == 0)
            {
                continue;
            }

            if (cells.Length < 2 || cells[0].Length == 0)
            {
                bag.Add(Diagnostic.Error("E442", "The gene set is malformed", new(path, reader.LineNumber), cells[0], "name, description, genes, separated by tabs"));
                continue;
            }

            if (!names.Add(cells[0]))
            {
                bag.Add(Diagnostic.Error("E443", "Two gene sets have the same name", new(path, reader.LineNumber), cells[0], "unique names", "Rename one of them"));
                continue;
            }

            // Some collections join synonyms or protein complexes by semicolons.
            string[] genes = [.. cells.Skip(2).SelectMany(c => c.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.OrdinalIgnoreCase)];
            if (genes.Length == 0)
            {
                bag.Add(Diagnostic.Warning("E444", "The gene set has no genes and is left out", new(path, reader.LineNumber), cells[0], "genes from the third column on"));
                continue;
            }

            sets.Add(new(cells[0], cells[1], genes));
        }

        if (sets.Count == 0 && !bag.HasErrors)
        {
            bag.Add(GenotypeDiagnostics.Empty(path, "one gene set a row"));
        }

        return bag.Finish<IReadOnlyList<GeneSet>>(() => sets);
    }
}
