using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>Which columns of the vulnerability grid fit on the page; the table behind it holds all.</summary>
internal static class GridColumnChoice
{
    private const int MostColumns = 8;

    /// <summary>Columns to draw, in their own order: those this person carries first, then unknown ones, then those known to be absent.</summary>
    public static List<GridColumn> Choose(PersonView view)
    {
        var weight = Weights(view);
        return
        [
            .. view.Person.GridColumns
                .Select((column, index) => (column, index))
                .Where(c => c.column.State != CellState.NotLinked && (weight.ContainsKey(c.column.Id) || c.column.State == CellState.Exposed))
                .OrderBy(c => Rank(c.column.State))
                .ThenByDescending(c => weight.GetValueOrDefault(c.column.Id))
                .ThenBy(c => c.index)
                .Take(MostColumns)
                .OrderBy(c => c.index)
                .Select(c => c.column),
        ];
    }

    private static int Rank(CellState state) => state switch
    {
        CellState.Exposed => 0,
        CellState.Unknown => 1,
        _ => 2,
    };

    /// <summary>Sum of |log-odds| over the shown pathways for each column that is linked to at least one of them.</summary>
    private static Dictionary<string, double> Weights(PersonView view)
    {
        var weight = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var cell in view.Leading.SelectMany(p => p.Cells))
        {
            if (cell.State != CellState.NotLinked)
            {
                weight[cell.ColumnId] = weight.GetValueOrDefault(cell.ColumnId) + Math.Abs(cell.LogOdds);
            }
        }

        return weight;
    }
}
