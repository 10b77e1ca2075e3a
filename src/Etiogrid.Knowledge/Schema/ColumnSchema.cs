namespace Etiogrid.Knowledge.Schema;

/// <summary>One column of a knowledge table.</summary>
/// <param name="Name">Name in the header.</param>
/// <param name="Kind">What its cells hold.</param>
/// <param name="Optional">True where <c>n/a</c> is allowed.</param>
/// <param name="Least">Smallest number allowed.</param>
/// <param name="Largest">Largest number allowed.</param>
/// <param name="Choices">Words allowed by <see cref="ColumnKind.Choice"/>.</param>
/// <param name="Table">Table that references point to.</param>
public sealed record ColumnSchema(
    string Name,
    ColumnKind Kind,
    bool Optional = false,
    double Least = double.NegativeInfinity,
    double Largest = double.PositiveInfinity,
    IReadOnlyList<string>? Choices = null,
    string? Table = null);
