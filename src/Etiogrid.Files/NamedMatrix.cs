using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Files;

/// <summary>A matrix with names for rows and columns; NaN means missing.</summary>
/// <param name="RowNames">One name a row.</param>
/// <param name="ColumnNames">One name a column.</param>
/// <param name="Values">The numbers.</param>
public sealed record NamedMatrix(IReadOnlyList<string> RowNames, IReadOnlyList<string> ColumnNames, Matrix Values);
