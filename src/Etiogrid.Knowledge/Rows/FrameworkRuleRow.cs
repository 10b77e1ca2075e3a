using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A rule of the vulnerability search grid.</summary>
/// <param name="Id">Key.</param>
/// <param name="Topic">Topic.</param>
/// <param name="Statement">The rule in our words.</param>
/// <param name="ProductUse">What the program does about it.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record FrameworkRuleRow(
    string Id,
    string Topic,
    string Statement,
    string ProductUse,
    Claim Claim)
{
    internal static FrameworkRuleRow Parse(RowReader row) => new(
        row.Text("rule"),
        row.Text("topic"),
        row.Text("statement"),
        row.Text("product_use"),
        row.Claim());
}
