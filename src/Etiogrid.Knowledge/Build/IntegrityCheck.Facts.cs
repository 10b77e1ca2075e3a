using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Build;

/// <content>Checks of propagation, gene sets and coverage.</content>
internal static partial class IntegrityCheck
{
    private const string LookedUp = "looked up ";

    /// <summary>Edges between pathways without declared feedback must form a directed acyclic graph: removing nodes without incoming edges empties it.</summary>
    private static void CheckPropagation(KnowledgeTable table, DiagnosticBag bag)
    {
        var edges = Enumerable.Range(0, table.Count)
            .Where(i => table.Cell(i, "feedback") == "no" && !KnowledgeTable.Missing(table.Cell(i, "cause_pathway")) && !KnowledgeTable.Missing(table.Cell(i, "effect_pathway")))
            .ToList();
        int before;
        do
        {
            before = edges.Count;
            var targets = edges.Select(i => table.Cell(i, "effect_pathway")).ToHashSet(StringComparer.Ordinal);
            edges.RemoveAll(i => !targets.Contains(table.Cell(i, "cause_pathway")));
        }
        while (edges.Count < before);

        // What lies downstream of a loop is not part of it: remove nodes without outgoing edges as well.
        do
        {
            before = edges.Count;
            var causes = edges.Select(i => table.Cell(i, "cause_pathway")).ToHashSet(StringComparer.Ordinal);
            edges.RemoveAll(i => !causes.Contains(table.Cell(i, "effect_pathway")));
        }
        while (edges.Count < before);

        foreach (int i in edges)
        {
            bag.Add(Diagnostic.Error("E516", "The edge is part of a loop", table.PlaceOf(i, "effect_pathway"), $"{table.Cell(i, "cause_pathway")} to {table.Cell(i, "effect_pathway")}", "no loop without declared feedback", "Declare the edge that feeds back with feedback = yes"));
        }
    }

    private static void CheckGeneCounts(KnowledgeTable sets, DiagnosticBag bag)
    {
        for (int i = 0; i < sets.Count; i++)
        {
            string[] genes = sets.Cell(i, "genes").Split(' ');
            int distinct = genes.Distinct(StringComparer.Ordinal).Count();
            if (distinct.ToString(CultureInfo.InvariantCulture) != sets.Cell(i, "n"))
            {
                bag.Add(Diagnostic.Error("E517", "The number of genes is wrong", sets.PlaceOf(i, "n"), sets.Cell(i, "n"), distinct.ToString(CultureInfo.InvariantCulture), "Correct the count or the list"));
            }

        }
    }

    /// <summary>A row that was looked for and not found says so in its locator: <c>looked up YYYY-MM-DD: where</c>. Otherwise nobody can tell it from a guess.</summary>
    private static void CheckSought(KnowledgeTable table, DiagnosticBag bag)
    {
        for (int i = 0; i < table.Count && table.Schema.HasClaims; i++)
        {
            string locator = table.Cell(i, "locator");
            if (table.Cell(i, "verification") == "sought" && !SaysWhenAndWhere(locator))
            {
                bag.Add(Diagnostic.Error("E524", "The row was looked for and not found, but does not say when and where", table.PlaceOf(i, "locator"), locator, $"'{LookedUp}YYYY-MM-DD: where'", "Write the day and what was searched, or set verification to memory"));
            }
        }
    }

    private static bool SaysWhenAndWhere(string locator) =>
        locator.StartsWith(LookedUp, StringComparison.Ordinal)
        && locator.Split(": ", 2) is [{ } when, { Length: > 0 }]
        && DateOnly.TryParseExact(when[LookedUp.Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Every symbol of a column of genes is the present symbol of a human gene.</summary>
    private static void CheckSymbols(KnowledgeTable table, KnowledgeTable legacy, DiagnosticBag bag)
    {
        var present = Enumerable.Range(0, legacy.Count).ToDictionary(i => legacy.Cell(i, "alias"), i => legacy.Cell(i, "symbol"), StringComparer.Ordinal);
        var added = present.Values.ToHashSet(StringComparer.Ordinal);
        for (int i = 0; i < table.Count; i++)
        {
            foreach (string gene in table.Cell(i, "genes").Split(' '))
            {
                if (present.TryGetValue(gene, out string? symbol))
                {
                    bag.Add(Diagnostic.Error("E518", "The gene symbol is a legacy symbol", table.PlaceOf(i, "genes"), gene, $"'{symbol}'", "Use the present symbol"));
                }
                else if (!added.Contains(gene) && !KnownGenes.Contains(gene))
                {
                    string? near = KnownGenes.Near(gene);
                    bag.Add(Diagnostic.Error("E523", "HGNC has no such human gene symbol", table.PlaceOf(i, "genes"), gene, near is null ? null : $"'{near}'", "Correct the symbol, or add a row to legacy_symbols that maps its earlier symbol to it"));
                }
            }
        }
    }

    private static void CheckCoverage(KnowledgeTable coverage, IReadOnlyDictionary<string, KnowledgeTable> tables, DiagnosticBag bag)
    {
        var keys = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        for (int i = 0; i < coverage.Count; i++)
        {
            string name = coverage.Cell(i, "table");
            if (!keys.TryGetValue(name, out var known))
            {
                known = tables.TryGetValue(name, out var table) ? [.. Enumerable.Range(0, table.Count).Select(table.KeyOf)] : [];
                keys.Add(name, known);
            }

            if (!known.Contains(coverage.Cell(i, "key")))
            {
                bag.Add(Diagnostic.Error("E519", $"'{coverage.Cell(i, "named")}' is named by a founding paper but has no row", coverage.PlaceOf(i, "key"), coverage.Cell(i, "key"), $"a row of the table '{name}'", "Add the row"));
            }
        }
    }
}
