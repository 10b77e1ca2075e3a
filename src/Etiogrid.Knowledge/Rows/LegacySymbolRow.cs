using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>An earlier gene symbol and its present one.</summary>
/// <param name="Alias">Earlier symbol.</param>
/// <param name="Symbol">Present symbol.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record LegacySymbolRow(
    string Alias,
    string Symbol,
    Claim Claim)
{
    internal static LegacySymbolRow Parse(RowReader row) => new(
        row.Text("alias"),
        row.Text("symbol"),
        row.Claim());
}
