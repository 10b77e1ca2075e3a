using Etiogrid.Core.Measures;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>Something measurable that shifts when a pathway is altered.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Modality">Markers of one modality enter one joint likelihood.</param>
/// <param name="Scale">Scale of the fingerprint.</param>
/// <param name="Measure">Measure part of the feature id.</param>
/// <param name="Target">Target part of the feature id.</param>
/// <param name="Reliability">Test-retest reliability.</param>
/// <param name="Cost">Relative cost; 1 is a blood test.</param>
/// <param name="Signed">False where the sign of its shift is not known.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record MarkerRow(
    string Id,
    string Name,
    Modality Modality,
    Scale Scale,
    string Measure,
    string Target,
    double Reliability,
    double Cost,
    bool Signed,
    Claim Claim)
{
    internal static MarkerRow Parse(RowReader row) => new(
        row.Text("marker"),
        row.Text("name"),
        row.Named<Modality>("modality"),
        row.Named<Scale>("scale"),
        row.Text("measure"),
        row.Text("target"),
        row.Number("reliability"),
        row.Number("cost"),
        row.YesNo("signed"),
        row.Claim());
}
