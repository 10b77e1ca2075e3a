using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A network or circuit and its regions.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
/// <param name="Kind">network or circuit.</param>
/// <param name="DesikanRegions">Desikan-Killiany and subcortical regions.</param>
/// <param name="Yeo7">Networks of the seven-network parcellation.</param>
/// <param name="Role">What it does.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record NetworkRegionRow(
    string Id,
    string Name,
    string Kind,
    IReadOnlyList<string> DesikanRegions,
    IReadOnlyList<string> Yeo7,
    string Role,
    Claim Claim)
{
    internal static NetworkRegionRow Parse(RowReader row) => new(
        row.Text("unit"),
        row.Text("name"),
        row.Text("kind"),
        row.Words("dk_aseg"),
        row.Words("yeo7"),
        row.Text("role"),
        row.Claim());
}
