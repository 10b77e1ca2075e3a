using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>Shift of a marker when a pathway is altered.</summary>
/// <param name="Marker">Marker.</param>
/// <param name="Pathway">Pathway.</param>
/// <param name="Direction">Which way it is off.</param>
/// <param name="Loading">Shift in standard deviations.</param>
/// <param name="Sd">Uncertainty of the shift.</param>
/// <param name="Grade">How it was obtained.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record MarkerLoadingRow(
    string Marker,
    PathwayId Pathway,
    AlterationDirection Direction,
    double Loading,
    double Sd,
    Grade Grade,
    Claim Claim)
{
    internal static MarkerLoadingRow Parse(RowReader row) => new(
        row.Text("marker"),
        new(row.Text("pathway")),
        row.Direction("direction")!.Value,
        row.Number("loading"),
        row.Number("sd"),
        row.Named<Grade>("grade"),
        row.Claim());
}
