using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A developmental window.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
/// <param name="Age">Age in words.</param>
/// <param name="Processes">What happens then.</param>
/// <param name="IfDisturbed">What a disturbance does.</param>
/// <param name="Pathways">Pathways that are then vulnerable.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record CriticalPeriodRow(
    string Id,
    string Name,
    string Age,
    string Processes,
    string IfDisturbed,
    IReadOnlyList<string> Pathways,
    Claim Claim)
{
    internal static CriticalPeriodRow Parse(RowReader row) => new(
        row.Text("period"),
        row.Text("name"),
        row.Text("age"),
        row.Text("processes"),
        row.Text("if_disturbed"),
        row.Words("pathways"),
        row.Claim());
}
