using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Build;

/// <summary>
/// What must hold between cells and tables. Errors: E511 an unknown key, E512 an effect outside its interval,
/// E513 direction weights that do not sum to 1, E514 a coupling of a pathway with itself, E515 an impossible sign, E516 a loop of
/// propagation that no row declares as feedback, E517 a wrong gene count, E518 a legacy gene symbol, E519 a named item without its row,
/// E523 a gene that HGNC does not know, E524 a row that was looked for and not found but says neither when nor where.
/// </summary>
internal static partial class IntegrityCheck
{
    public static void Run(IReadOnlyDictionary<string, KnowledgeTable> tables, DiagnosticBag bag)
    {
        foreach (var table in tables.Values)
        {
            CheckReferences(table, tables, bag);
            CheckInterval(table, bag);
            CheckSought(table, bag);
        }

        CheckWeights(tables["pathways"], bag);
        CheckCouplings(tables["couplings"], bag);
        CheckPropagation(tables["propagation"], bag);
        CheckGeneCounts(tables["gene_sets"], bag);
        CheckSymbols(tables["gene_sets"], tables["legacy_symbols"], bag);
        CheckSymbols(tables["pathways"], tables["legacy_symbols"], bag);
        CheckCoverage(tables["coverage"], tables, bag);
    }

    private static void CheckReferences(KnowledgeTable table, IReadOnlyDictionary<string, KnowledgeTable> tables, DiagnosticBag bag)
    {
        foreach (var column in table.Schema.Columns.Where(c => c.Table is not null))
        {
            var known = KeysOf(tables[column.Table!]);
            for (int i = 0; i < table.Count; i++)
            {
                string cell = table.Cell(i, column.Name);
                foreach (string key in KnowledgeTable.Missing(cell) ? [] : cell.Split(' '))
                {
                    if (!known.Contains(key))
                    {
                        string? near = NearestName.Among(key, known);
                        bag.Add(Diagnostic.Error("E511", $"The table '{column.Table}' has no such key", table.PlaceOf(i, column.Name), key, near is null ? null : $"'{near}'", "Correct the key or add the row it names"));
                    }
                }
            }
        }
    }

    private static HashSet<string> KeysOf(KnowledgeTable table) => [.. Enumerable.Range(0, table.Count).Select(i => table.Cell(i, table.Schema.Key[0]))];

    private static void CheckInterval(KnowledgeTable table, DiagnosticBag bag)
    {
        if (!table.Schema.Columns.Any(c => c.Name == "ci_low"))
        {
            return;
        }

        for (int i = 0; i < table.Count; i++)
        {
            if (Number(table, i, "effect") is { } effect
                && ((Number(table, i, "ci_low") is { } low && effect < low) || (Number(table, i, "ci_high") is { } high && effect > high)))
            {
                string interval = $"a number in [{table.Cell(i, "ci_low")}, {table.Cell(i, "ci_high")}]";
                bag.Add(Diagnostic.Error("E512", "The effect lies outside its interval", table.PlaceOf(i, "effect"), table.Cell(i, "effect"), interval, "Check the three numbers against the source"));
            }
        }
    }

    private static void CheckWeights(KnowledgeTable pathways, DiagnosticBag bag)
    {
        for (int i = 0; i < pathways.Count; i++)
        {
            double sum = Number(pathways, i, "weight_hypo")!.Value + Number(pathways, i, "weight_hyper")!.Value;
            if (Math.Abs(sum - 1) > 1e-9)
            {
                bag.Add(Diagnostic.Error("E513", "The direction weights do not sum to 1", pathways.PlaceOf(i, "weight_hyper"), sum.ToString("R", CultureInfo.InvariantCulture), "1", "Correct one of the weights"));
            }
        }
    }

    private static void CheckCouplings(KnowledgeTable couplings, DiagnosticBag bag)
    {
        for (int i = 0; i < couplings.Count; i++)
        {
            if (couplings.Cell(i, "cause") == couplings.Cell(i, "responder"))
            {
                bag.Add(Diagnostic.Error("E514", "A pathway cannot respond to itself", couplings.PlaceOf(i, "responder"), couplings.Cell(i, "cause"), "two different pathways", "Remove the row"));
            }

            if (couplings.Cell(i, "sign") is not ("1" or "-1"))
            {
                bag.Add(Diagnostic.Error("E515", "The sign is not +1 or -1", couplings.PlaceOf(i, "sign"), couplings.Cell(i, "sign"), "1 or -1", "Write the sign; mark it with sign_uncertain where it is not known"));
            }
        }
    }

    private static double? Number(KnowledgeTable table, int row, string column) => Cell.TryNumber(table.Cell(row, column), out double value) ? value : null;
}
