using Etiogrid.Knowledge.Schema;

namespace Etiogrid.Knowledge.Rows;

/// <summary>A rating scale or test: name and range only.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Full name.</param>
/// <param name="Rater">Who fills it in.</param>
/// <param name="Items">Number of items.</param>
/// <param name="Least">Lowest score.</param>
/// <param name="Largest">Highest score.</param>
/// <param name="Bands">Severity bands in words.</param>
/// <param name="HigherIs">worse, better or neither.</param>
/// <param name="Claim">Source, locator, verification.</param>
public sealed record ScaleRow(
    string Id,
    string Name,
    string Rater,
    double? Items,
    double? Least,
    double? Largest,
    string Bands,
    string HigherIs,
    Claim Claim)
{
    internal static ScaleRow Parse(RowReader row) => new(
        row.Text("instrument"),
        row.Text("name"),
        row.Text("rater"),
        row.OptionalNumber("items"),
        row.OptionalNumber("least"),
        row.OptionalNumber("largest"),
        row.Text("bands"),
        row.Text("higher_is"),
        row.Claim());
}
