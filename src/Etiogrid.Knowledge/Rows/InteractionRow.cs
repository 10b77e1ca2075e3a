using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>Two interventions that must not, or only with care, be combined.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="Excluded">True: never combine.</param>
/// <param name="Penalty">On the burden scale.</param>
/// <param name="Reason">Why.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record InteractionRow(
    InterventionId First,
    InterventionId Second,
    bool Excluded,
    double Penalty,
    string Reason,
    Claim Claim)
{
    internal static InteractionRow Parse(RowReader row) => new(
        new(row.Text("first")),
        new(row.Text("second")),
        row.YesNo("excluded"),
        row.Number("penalty"),
        row.Text("reason"),
        row.Claim());
}
