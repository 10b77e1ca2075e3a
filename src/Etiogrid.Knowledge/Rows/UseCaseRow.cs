using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A use of connectivity mapping in the literature synthesis.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Name.</param>
/// <param name="Statement">Finding in our words.</param>
/// <param name="Strength">How strong.</param>
/// <param name="Dois">Papers.</param>
/// <param name="ProductUse">What the program offers.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record UseCaseRow(
    string Id,
    string Name,
    string Statement,
    string Strength,
    string Dois,
    string ProductUse,
    Claim Claim)
{
    internal static UseCaseRow Parse(RowReader row) => new(
        row.Text("use_case"),
        row.Text("name"),
        row.Text("statement"),
        row.Text("strength"),
        row.Text("dois"),
        row.Text("product_use"),
        row.Claim());
}
