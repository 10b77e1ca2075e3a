using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A pathway that changes in response to another.</summary>
/// <param name="Cause">Causally altered pathway.</param>
/// <param name="Responder">Pathway that responds.</param>
/// <param name="Sign">+1 the same way, -1 the opposite way.</param>
/// <param name="Strength">Editorial strength, 1 to 3.</param>
/// <param name="SignUncertain">True where the source gives no sign.</param>
/// <param name="EvidenceKind">Kind of evidence.</param>
/// <param name="Statement">What was found.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record CouplingRow(
    PathwayId Cause,
    PathwayId Responder,
    int Sign,
    int Strength,
    bool SignUncertain,
    string EvidenceKind,
    string Statement,
    Claim Claim)
{
    internal static CouplingRow Parse(RowReader row) => new(
        new(row.Text("cause")),
        new(row.Text("responder")),
        row.Integer("sign"),
        row.Integer("strength"),
        row.YesNo("sign_uncertain"),
        row.Text("evidence_kind"),
        row.Text("statement"),
        row.Claim());
}
