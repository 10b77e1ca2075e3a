using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>What the founding review says of a disorder.</summary>
/// <param name="Disorder">Disorder.</param>
/// <param name="Feature">Which feature.</param>
/// <param name="Value">In our words.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record DisorderFeatureRow(
    string Disorder,
    string Feature,
    string Value,
    Claim Claim)
{
    internal static DisorderFeatureRow Parse(RowReader row) => new(
        row.Text("disorder"),
        row.Text("feature"),
        row.Text("value"),
        row.Claim());
}
