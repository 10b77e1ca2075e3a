using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Studies.Pipeline;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work of <c>grid combine</c> and <c>grid next</c>: what a finished run says about one person.</summary>
public static partial class GridTools
{
    private const int LargestCombination = 4;

    /// <summary><c>grid combine</c>: ranked combinations of interventions of at most the given size, then those excluded with the reason.</summary>
    public static Parsed<Table> Combine(GridResultsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.LargestSet is >= 1 and <= LargestCombination
            ? options.Utility is not null || options.LargestSetGiven ? PersonQuestions.Combine(options) : Read(options, "interventions.tsv", (table, row) => MembersOf(table, row) <= options.LargestSet)
            : Parsed.Failed<Table>(Diagnostic.Error("E002", "A size of combinations is out of range", new Place(null, null, "--max"),
                options.LargestSet.ToString(CultureInfo.InvariantCulture), "1 to 4"));
    }

    /// <summary><c>grid next</c>: measurements not yet made, ranked by their expected value for choosing interventions per cost, then by information per cost.</summary>
    public static Parsed<Table> Next(GridResultsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.SymptomsPerCost is > 0 or null
            ? Read(options, "next.tsv", (_, _) => true).Select(t => ByDecision(t, options.SymptomsPerCost))
            : Parsed.Failed<Table>(Diagnostic.Error("E002", "The weight of a cost is not positive", new Place(null, null, "--symptoms-per-cost"), options.SymptomsPerCost.Value.ToString("R", CultureInfo.InvariantCulture), "a positive number of symptoms"));
    }

    /// <summary>Most value per cost first, then most information per cost; the last column says where measuring should stop.</summary>
    private static Table ByDecision(Table next, double? symptomsPerCost)
    {
        var columns = next.Columns.ToList();
        int At(string name) => columns.IndexOf(name);
        double Number(object?[] row, string name) => At(name) is >= 0 and var i && row[i] is double v ? v : 0;
        foreach (object?[] row in symptomsPerCost is null ? [] : next.Rows.Where(r => At("evsi") >= 0 && r[At("evsi")] is double))
        {
            double cost = symptomsPerCost!.Value * Number(row, "cost");
            (row[At("evsi_cost")], row[At("evsi_per_cost")]) = (cost, Number(row, "evsi") / cost);
        }

        var table = new Table([.. next.Columns, "worth_measuring"]);
        foreach (object?[] row in next.Rows.OrderByDescending(r => Number(r, "evsi_per_cost")).ThenByDescending(r => Number(r, "bits_per_cost")))
        {
            object? worth = At("evsi") < 0 || row[At("evsi")] is not double ? null : Number(row, "evsi_per_cost") > 1 ? "yes" : "no: costs more than it would improve the choice";
            table.Add([.. row, worth]);
        }

        return table;
    }

    private static int MembersOf(DelimitedTable table, string[] row)
    {
        int column = table.ColumnOf("members");
        return column < 0 ? 1 : row[column].Split(';', StringSplitOptions.RemoveEmptyEntries).Length;
    }

    private static Parsed<Table> Read(GridResultsOptions options, string suffix, Func<DelimitedTable, string[], bool> kept)
    {
        string label = options.Participant.StartsWith("sub-", StringComparison.Ordinal) ? options.Participant[4..] : options.Participant;
        var folders = new RunFolders(options.Study);
        string file = folders.FileOf(label, suffix);
        return File.Exists(file)
            ? DelimitedTable.Read(file).Select(table => Copy(table, kept))
            : Parsed.Failed<Table>(NoResult(options.Study, label, file));
    }

    private static Table Copy(DelimitedTable source, Func<DelimitedTable, string[], bool> kept)
    {
        var table = new Table(source.Header);
        foreach (string[] row in source.Rows.Where(r => kept(source, r)))
        {
            table.Add([.. row.Select(Value)]);
        }

        return table;
    }

    private static object? Value(string cell) => Cell.IsMissing(cell) ? null : Cell.TryNumber(cell, out double number) ? number : cell;

    private static Diagnostic NoResult(string study, string label, string file)
    {
        string[] people = Directory.Exists(study) ? [.. Directory.GetDirectories(study, "sub-*").Select(d => Path.GetFileName(d)[4..]).Order(StringComparer.Ordinal)] : [];
        string? near = NearestName.Among(label, people);
        return Diagnostic.Error("E101", "The run has no such result", new Place(file), label,
            people.Length == 0 ? "an output folder of: etiogrid STUDY OUT participant" : $"one of the {people.Length} people of the run",
            near is null ? "Run the participant level first" : $"Did you mean {near}?");
    }
}
