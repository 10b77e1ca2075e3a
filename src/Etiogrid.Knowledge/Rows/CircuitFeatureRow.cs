using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A feature of the personal circuit scores (Tozzi 2024).</summary>
/// <param name="Id">Key.</param>
/// <param name="Kind">connectivity, activation or ppi.</param>
/// <param name="Contrast">Task contrast or rest.</param>
/// <param name="NodeA">First region.</param>
/// <param name="NodeB">Second region; empty for activations.</param>
/// <param name="Scoring">How it is scored.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record CircuitFeatureRow(
    string Id,
    string Kind,
    string Contrast,
    string NodeA,
    string NodeB,
    string Scoring,
    Claim Claim)
{
    internal static CircuitFeatureRow Parse(RowReader row) => new(
        row.Text("feature"),
        row.Text("kind"),
        row.Text("contrast"),
        row.Text("node_a"),
        row.Text("node_b"),
        row.Text("scoring"),
        row.Claim());
}
