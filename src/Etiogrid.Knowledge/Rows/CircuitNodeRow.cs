using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A region of the personal circuit scores (Tozzi 2024).</summary>
/// <param name="Id">Key.</param>
/// <param name="Circuit">Circuit.</param>
/// <param name="Region">Region.</param>
/// <param name="X">MNI x in mm.</param>
/// <param name="Y">MNI y in mm.</param>
/// <param name="Z">MNI z in mm.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record CircuitNodeRow(
    string Id,
    string Circuit,
    string Region,
    double? X,
    double? Y,
    double? Z,
    Claim Claim)
{
    internal static CircuitNodeRow Parse(RowReader row) => new(
        row.Text("node"),
        row.Text("circuit"),
        row.Text("region"),
        row.OptionalNumber("mni_x"),
        row.OptionalNumber("mni_y"),
        row.OptionalNumber("mni_z"),
        row.Claim());
}
