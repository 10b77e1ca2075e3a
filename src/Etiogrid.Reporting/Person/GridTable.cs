using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>The table behind the grid: every pathway, every column, in words and numbers.</summary>
internal static class GridTable
{
    /// <summary>Writes the folded table.</summary>
    public static void Write(HtmlWriter html, PersonResult person)
    {
        var columns = new List<Column> { new("Pathway"), new("Base rate of cause", true), new("Prior, altered", true), new("Posterior, altered", true), new("95 % band", true), new("Flags") };
        columns.AddRange(person.GridColumns.Select(c => new Column(Head(c), true)));
        DataTable.Behind(html, $"Numbers: all {Printed.Count(person.Pathways.Count)} pathways, all {Printed.Count(person.GridColumns.Count)} risks", columns, person.Pathways.Select(p => Row(person, p)));
    }

    private static string Head(GridColumn column)
    {
        string state = VulnerabilityGridSection.StateWords(column);
        return state.Length == 0 ? column.Name : $"{column.Name} ({state})";
    }

    private static List<string> Row(PersonResult person, PathwayResult pathway)
    {
        var cells = pathway.Cells.ToDictionary(c => c.ColumnId, StringComparer.Ordinal);
        return
        [
            pathway.Name, Printed.Percent(pathway.BaseRate), Printed.Percent(pathway.PriorAltered), Printed.Percent(pathway.Posterior), Printed.PercentRange(pathway.Band95), pathway.Quality,
            .. person.GridColumns.Select(c => Words(cells.GetValueOrDefault(c.Id))),
        ];
    }

    private static string Words(GridCell? cell) => cell?.State switch
    {
        CellState.Exposed => Printed.Signed(cell.LogOdds, 2),
        CellState.NotExposed when cell.LogOdds != 0 => Printed.Signed(cell.LogOdds, 2),
        CellState.NotExposed => "not exposed",
        CellState.Unknown => "n/a",
        _ => "–",
    };
}
