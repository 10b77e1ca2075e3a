namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>A matrix whose element (i, j) lies at i * RowStride + j * ColumnStride: row-major or its transpose, without a copy.</summary>
internal readonly ref struct StridedView(ReadOnlySpan<double> values, int rowStride, int columnStride)
{
    public ReadOnlySpan<double> Values { get; } = values;

    public int RowStride { get; } = rowStride;

    public int ColumnStride { get; } = columnStride;
}
