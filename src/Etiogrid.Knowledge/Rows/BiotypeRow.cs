using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A biotype of depression and anxiety (Tozzi 2024).</summary>
/// <param name="Id">Key.</param>
/// <param name="Label">Label in the paper.</param>
/// <param name="Name">Name.</param>
/// <param name="Profile">Circuit profile.</param>
/// <param name="Behaviour">Symptoms and behaviour.</param>
/// <param name="Treatment">Treatment signal.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record BiotypeRow(
    string Id,
    string Label,
    string Name,
    string Profile,
    string Behaviour,
    string Treatment,
    Claim Claim)
{
    internal static BiotypeRow Parse(RowReader row) => new(
        row.Text("biotype"),
        row.Text("label"),
        row.Text("name"),
        row.Text("profile"),
        row.Text("behaviour"),
        row.Text("treatment"),
        row.Claim());
}
