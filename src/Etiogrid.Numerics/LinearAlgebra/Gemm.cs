namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>
/// Matrix products. Each output element is accumulated over k from first to last with fused multiply-adds,
/// so vector width, blocking and thread count cannot change a bit.
/// </summary>
public static class Gemm
{
    /// <summary>C = A B.</summary>
    /// <param name="a">m x k.</param>
    /// <param name="b">k x n.</param>
    /// <param name="c">m x n, overwritten; shares no memory with the factors.</param>
    /// <exception cref="ArgumentException">The shapes do not fit, or C overlaps a factor.</exception>
    public static void Multiply(Matrix a, Matrix b, Matrix c) => Multiply(a, b, c, 1);

    /// <summary>C = A B on up to <paramref name="threads"/> threads.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or C overlaps a factor.</exception>
    public static void Multiply(Matrix a, Matrix b, Matrix c, int threads)
    {
        CheckArguments(a, b, c);
        CheckShapes(a.Rows, a.Columns, b.Rows, b.Columns, c);
        BlockedGemm.Run(GemmKernel.Fastest, new(a.Values, a.Columns, 1), new(b.Values, b.Columns, 1), c.Values, a.Rows, b.Columns, a.Columns, GemmShape.Full, threads);
    }

    /// <summary>C = A B for row-major spans: A is m x k, B is k x n, C is m x n and overwritten.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length, or C overlaps a factor.</exception>
    public static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int m, int k, int n, int threads = 1)
    {
        CheckLength(a.Length, m, k, nameof(a));
        CheckLength(b.Length, k, n, nameof(b));
        CheckLength(c.Length, m, n, nameof(c));
        CheckOverlap(a, b, c);
        BlockedGemm.Run(GemmKernel.Fastest, new(a, k, 1), new(b, n, 1), c, m, n, k, GemmShape.Full, threads);
    }

    /// <summary>C = A B' on up to <paramref name="threads"/> threads: A is m x k, B is n x k, C is m x n.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or C overlaps a factor.</exception>
    public static void MultiplyTransposed(Matrix a, Matrix b, Matrix c, int threads = 1)
    {
        CheckArguments(a, b, c);
        CheckShapes(a.Rows, a.Columns, b.Columns, b.Rows, c);
        BlockedGemm.Run(GemmKernel.Fastest, new(a.Values, a.Columns, 1), new(b.Values, 1, b.Columns), c.Values, a.Rows, b.Rows, a.Columns, GemmShape.Full, threads);
    }

    /// <summary>C = A B' for row-major spans: A is m x k, B is n x k, C is m x n and overwritten.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length, or C overlaps a factor.</exception>
    public static void MultiplyTransposed(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int m, int k, int n, int threads = 1)
    {
        CheckLength(a.Length, m, k, nameof(a));
        CheckLength(b.Length, n, k, nameof(b));
        CheckLength(c.Length, m, n, nameof(c));
        CheckOverlap(a, b, c);
        BlockedGemm.Run(GemmKernel.Fastest, new(a, k, 1), new(b, 1, k), c, m, n, k, GemmShape.Full, threads);
    }

    /// <summary>C = A' B on up to <paramref name="threads"/> threads: A is k x m, B is k x n, C is m x n.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or C overlaps a factor.</exception>
    public static void TransposedMultiply(Matrix a, Matrix b, Matrix c, int threads = 1)
    {
        CheckArguments(a, b, c);
        CheckShapes(a.Columns, a.Rows, b.Rows, b.Columns, c);
        BlockedGemm.Run(GemmKernel.Fastest, new(a.Values, 1, a.Columns), new(b.Values, b.Columns, 1), c.Values, a.Columns, b.Columns, a.Rows, GemmShape.Full, threads);
    }

    /// <summary>The symmetric C = A' A (columns with columns), half the work of a product; A is k x n, C is n x n.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or C overlaps A.</exception>
    public static void Gram(Matrix a, Matrix c, int threads = 1)
    {
        CheckArguments(a, a, c);
        CheckShapes(a.Columns, a.Rows, a.Rows, a.Columns, c);
        BlockedGemm.Run(GemmKernel.Fastest, new(a.Values, 1, a.Columns), new(a.Values, a.Columns, 1), c.Values, a.Columns, a.Columns, a.Rows, GemmShape.Symmetric, threads);
    }

    /// <summary>The symmetric C = A A' (rows with rows), half the work of a product; A is n x k, C is n x n.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit, or C overlaps A.</exception>
    public static void GramOfRows(Matrix a, Matrix c, int threads = 1)
    {
        CheckArguments(a, a, c);
        CheckShapes(a.Rows, a.Columns, a.Columns, a.Rows, c);
        BlockedGemm.Run(GemmKernel.Fastest, new(a.Values, a.Columns, 1), new(a.Values, 1, a.Columns), c.Values, a.Rows, a.Rows, a.Columns, GemmShape.Symmetric, threads);
    }

    private static void CheckArguments(Matrix a, Matrix b, Matrix c)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(c);
        CheckOverlap(a.Values, b.Values, c.Values);
    }

    private static void CheckShapes(int m, int k, int innerOfB, int n, Matrix c)
    {
        if (k != innerOfB || c.Rows != m || c.Columns != n)
        {
            throw new ArgumentException($"Shapes do not fit: {m} x {k} times {innerOfB} x {n} into {c.Rows} x {c.Columns}.", nameof(c));
        }
    }

    private static void CheckLength(int length, int rows, int columns, string name)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (length != (long)rows * columns)
        {
            throw new ArgumentException($"A {rows} x {columns} matrix needs {(long)rows * columns} values; found {length}.", name);
        }
    }

    private static void CheckOverlap(ReadOnlySpan<double> a, ReadOnlySpan<double> b, ReadOnlySpan<double> c)
    {
        if (c.Overlaps(a) || c.Overlaps(b))
        {
            throw new ArgumentException("The result shares memory with a factor; give it its own.", nameof(c));
        }
    }
}
