using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>An item that a founding paper names, and the row that holds it.</summary>
/// <param name="Item">Key.</param>
/// <param name="Paper">Founding paper.</param>
/// <param name="Locator">Place.</param>
/// <param name="Named">What is named.</param>
/// <param name="Table">Table of the row.</param>
/// <param name="Key">Key of the row.</param>
public sealed record CoverageRow(
    string Item,
    string Paper,
    string Locator,
    string Named,
    string Table,
    string Key)
{
    internal static CoverageRow Parse(RowReader row) => new(
        row.Text("item"),
        row.Text("paper"),
        row.Text("locator"),
        row.Text("named"),
        row.Text("table"),
        row.Text("key"));
}
