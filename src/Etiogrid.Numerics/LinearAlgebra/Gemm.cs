namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>
/// Matrix products. Each output element is accumulated over k from first to last with fused multiply-adds,
/// so vector width, blocking and thread count cannot change a bit.
/// </summary>
public static class Gemm
{
    /// <summary>C = A B.</summary>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    public static void Multiply(Matrix a, Matrix b, Matrix c)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(c);
        if (a.Columns != b.Rows || c.Rows != a.Rows || c.Columns != b.Columns)
        {
            throw new ArgumentException($"Shapes do not fit: {a.Rows} x {a.Columns} times {b.Rows} x {b.Columns} into {c.Rows} x {c.Columns}.", nameof(c));
        }

        Array.Clear(c.Values);
        for (int i = 0; i < a.Rows; i++)
        {
            var destination = c.Row(i);
            for (int k = 0; k < a.Columns; k++)
            {
                double factor = a[i, k];
                var source = b.Row(k);
                for (int j = 0; j < destination.Length; j++)
                {
                    destination[j] = Math.FusedMultiplyAdd(factor, source[j], destination[j]);
                }
            }
        }
    }
}
