using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;

namespace Etiogrid.Genetics.Epigenetics;

/// <summary>Reads weights of a methylation or expression score: a table with the columns mark (or cpg, probe, gene, id) and weight (or coefficient, beta), and, where known, mean.</summary>
public static class MarkWeights
{
    private static readonly string[] MarkColumns = ["mark", "cpg", "CpG", "probe", "gene", "id", "ID", "marker"];
    private static readonly string[] WeightColumns = ["weight", "coefficient", "coef", "beta", "effect"];
    private static readonly string[] Intercepts = ["(Intercept)", "Intercept", "intercept"];

    /// <summary>The weights, an intercept left out (it cancels in every deviation). Errors: those of tables, E491 missing column or malformed weight, E492 a mark twice.</summary>
    public static Parsed<IReadOnlyList<MarkWeight>> Read(string path) => DelimitedTable.Read(path).Then(Read);

    private static Parsed<IReadOnlyList<MarkWeight>> Read(DelimitedTable table)
    {
        string? mark = MarkColumns.FirstOrDefault(c => table.ColumnOf(c) >= 0);
        string? weight = WeightColumns.FirstOrDefault(c => table.ColumnOf(c) >= 0);
        if (mark is null || weight is null)
        {
            return Parsed.Failed<IReadOnlyList<MarkWeight>>(Diagnostic.Error("E491", "The weights of marks lack a column", new(table.File, 1), string.Join(", ", table.Header), "mark (or cpg, probe, gene, id) and weight (or coefficient, beta)", "Name the columns in the first line"));
        }

        var bag = new DiagnosticBag();
        int meanColumn = table.ColumnOf("mean");
        List<MarkWeight> weights = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < table.Rows.Count; i++)
        {
            string name = table.Rows[i][table.ColumnOf(mark)].Trim();
            if (Intercepts.Contains(name, StringComparer.Ordinal))
            {
                continue;
            }

            string cell = table.Rows[i][table.ColumnOf(weight)].Trim();
            string centre = meanColumn < 0 ? "" : table.Rows[i][meanColumn].Trim();
            double mean = double.NaN;
            bool stated = !Cell.IsMissing(centre);
            if (name.Length == 0 || !Cell.TryNumber(cell, out double value) || (stated && !Cell.TryNumber(centre, out mean)))
            {
                bag.Add(Diagnostic.Error("E491", "The weight of the mark is malformed", table.PlaceOf(i, weight), cell, "a name and a number", Cell.FixFor(cell)));
            }
            else if (!seen.Add(name))
            {
                bag.Add(Diagnostic.Error("E492", "The mark has two weights", table.PlaceOf(i, mark), name, "one row a mark", "Remove one of the rows"));
            }
            else
            {
                weights.Add(new(name, value, stated ? mean : double.NaN));
            }
        }

        if (weights.All(w => w.Weight == 0) && !bag.HasErrors)
        {
            bag.Add(Diagnostic.Error("E102", "The table holds no weights", new(table.File), null, "one mark a row", null));
        }

        return bag.Finish<IReadOnlyList<MarkWeight>>(() => weights);
    }
}
