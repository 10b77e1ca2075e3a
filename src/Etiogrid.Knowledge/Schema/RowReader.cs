using System.Globalization;
using Etiogrid.Files;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Knowledge.Schema;

/// <summary>Reads the cells of one row that has already passed its schema.</summary>
internal sealed class RowReader(KnowledgeTable table, int row)
{
    /// <summary>The cell; empty where it is missing.</summary>
    public string Text(string column) => Knowledge.Schema.KnowledgeTable.Missing(table.Cell(row, column)) ? "" : table.Cell(row, column);

    public double Number(string column) => OptionalNumber(column) ?? throw new InvalidOperationException($"{table.Name}, row {row + 2}, {column}: no number.");

    public double? OptionalNumber(string column) => Cell.TryNumber(table.Cell(row, column), out double value) ? value : null;

    public int Integer(string column) => int.Parse(table.Cell(row, column), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    public bool YesNo(string column) => table.Cell(row, column) == "yes";

    public IReadOnlyList<string> Words(string column) => Text(column).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Null for <c>either</c>.</summary>
    public AlterationDirection? Direction(string column) => table.Cell(row, column) switch
    {
        "hypo" => AlterationDirection.Hypofunction,
        "hyper" => AlterationDirection.Hyperfunction,
        _ => null,
    };

    public T Named<T>(string column)
        where T : struct, Enum => Enum.Parse<T>(table.Cell(row, column), ignoreCase: true);

    public Claim Claim() => new(new(table.Cell(row, "source")), table.Cell(row, "locator"), Named<Verification>("verification"), Text("note"));
}
