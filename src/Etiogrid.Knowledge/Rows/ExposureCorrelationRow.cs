using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>How two exposures go together in the population.</summary>
/// <param name="First">One.</param>
/// <param name="Second">The other.</param>
/// <param name="Tetrachoric">Tetrachoric correlation.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record ExposureCorrelationRow(
    ExposureId First,
    ExposureId Second,
    double Tetrachoric,
    Claim Claim)
{
    internal static ExposureCorrelationRow Parse(RowReader row) => new(
        new(row.Text("first")),
        new(row.Text("second")),
        row.Number("tetrachoric"),
        row.Claim());
}
