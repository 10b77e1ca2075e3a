using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>
/// Loops over spans of doubles whose shape is fixed by the length alone: 8 lanes, 4 accumulators, a sequential tail.
/// Where the hardware has narrower vectors or none, the runtime splits the lanes; the operations on each stay the same.
/// </summary>
internal static class VectorKernels
{
    private const int Lanes = 8;
    private const int Stride = 4 * Lanes;

    /// <summary>sum of x[i] y[i]; the lengths are equal.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double py = ref MemoryMarshal.GetReference(y);
        nuint i = 0;
        double total = 0;
        if (x.Length >= Stride)
        {
            Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
            for (nuint end = (nuint)x.Length / Stride * Stride; i < end; i += Stride)
            {
                s0 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref px, i), Vector512.LoadUnsafe(ref py, i), s0);
                s1 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref px, i + 8), Vector512.LoadUnsafe(ref py, i + 8), s1);
                s2 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref px, i + 16), Vector512.LoadUnsafe(ref py, i + 16), s2);
                s3 = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref px, i + 24), Vector512.LoadUnsafe(ref py, i + 24), s3);
            }

            total = Total((s0 + s1) + (s2 + s3));
        }

        double tail = 0;
        for (; i < (nuint)x.Length; i++)
        {
            tail = Math.FusedMultiplyAdd(Unsafe.Add(ref px, i), Unsafe.Add(ref py, i), tail);
        }

        return total + tail;
    }

    /// <summary>sum of x[i].</summary>
    public static double Sum(ReadOnlySpan<double> x)
    {
        ref double px = ref MemoryMarshal.GetReference(x);
        nuint i = 0;
        double total = 0;
        if (x.Length >= Stride)
        {
            Vector512<double> s0 = default, s1 = default, s2 = default, s3 = default;
            for (nuint end = (nuint)x.Length / Stride * Stride; i < end; i += Stride)
            {
                s0 += Vector512.LoadUnsafe(ref px, i);
                s1 += Vector512.LoadUnsafe(ref px, i + 8);
                s2 += Vector512.LoadUnsafe(ref px, i + 16);
                s3 += Vector512.LoadUnsafe(ref px, i + 24);
            }

            total = Total((s0 + s1) + (s2 + s3));
        }

        double tail = 0;
        for (; i < (nuint)x.Length; i++)
        {
            tail += Unsafe.Add(ref px, i);
        }

        return total + tail;
    }

    /// <summary>y[i] = factor x[i] + y[i], one rounding each.</summary>
    public static void AddScaled(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        ref double px = ref MemoryMarshal.GetReference(x);
        ref double py = ref MemoryMarshal.GetReference(y);
        var factors = Vector512.Create(factor);
        nuint i = 0;
        for (; i + Lanes <= (nuint)x.Length; i += Lanes)
        {
            Vector512.FusedMultiplyAdd(factors, Vector512.LoadUnsafe(ref px, i), Vector512.LoadUnsafe(ref py, i)).StoreUnsafe(ref py, i);
        }

        for (; i < (nuint)x.Length; i++)
        {
            Unsafe.Add(ref py, i) = Math.FusedMultiplyAdd(factor, Unsafe.Add(ref px, i), Unsafe.Add(ref py, i));
        }
    }

    /// <summary>x[i] = factor x[i].</summary>
    public static void Scale(double factor, Span<double> x)
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] *= factor;
        }
    }

    /// <summary>
    /// One row of a fused symmetric step: row -= a w + b v (the pending rank-2 update), then returns row . next
    /// and adds c row to <paramref name="product"/>. All spans have the length of the row.
    /// </summary>
    public static double UpdateAndMultiply(Span<double> row, double a, ReadOnlySpan<double> w, double b, ReadOnlySpan<double> v, ReadOnlySpan<double> next, double c, Span<double> product)
    {
        ref double pr = ref MemoryMarshal.GetReference(row);
        ref double pw = ref MemoryMarshal.GetReference(w);
        ref double pv = ref MemoryMarshal.GetReference(v);
        ref double pn = ref MemoryMarshal.GetReference(next);
        ref double pp = ref MemoryMarshal.GetReference(product);
        Vector512<double> na = Vector512.Create(-a), nb = Vector512.Create(-b), vc = Vector512.Create(c), sum = default;
        nuint i = 0;
        for (; i + Lanes <= (nuint)row.Length; i += Lanes)
        {
            var r = Vector512.FusedMultiplyAdd(na, Vector512.LoadUnsafe(ref pw, i), Vector512.LoadUnsafe(ref pr, i));
            r = Vector512.FusedMultiplyAdd(nb, Vector512.LoadUnsafe(ref pv, i), r);
            r.StoreUnsafe(ref pr, i);
            sum = Vector512.FusedMultiplyAdd(r, Vector512.LoadUnsafe(ref pn, i), sum);
            Vector512.FusedMultiplyAdd(vc, r, Vector512.LoadUnsafe(ref pp, i)).StoreUnsafe(ref pp, i);
        }

        double tail = 0;
        for (; i < (nuint)row.Length; i++)
        {
            double r = Math.FusedMultiplyAdd(-b, Unsafe.Add(ref pv, i), Math.FusedMultiplyAdd(-a, Unsafe.Add(ref pw, i), Unsafe.Add(ref pr, i)));
            Unsafe.Add(ref pr, i) = r;
            tail = Math.FusedMultiplyAdd(r, Unsafe.Add(ref pn, i), tail);
            Unsafe.Add(ref pp, i) = Math.FusedMultiplyAdd(c, r, Unsafe.Add(ref pp, i));
        }

        return Total(sum) + tail;
    }

    /// <summary>
    /// Applies plane rotations to neighbouring rows of a row-major matrix, from rows (last, last + 1) down to (first, first + 1):
    /// upper' = c upper - s lower, lower' = s upper + c lower. Blocks of columns keep the shared row in registers.
    /// </summary>
    public static void RotateRows(Span<double> matrix, int columns, int first, int last, ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines)
    {
        int j = 0;
        for (; j + Stride <= columns; j += Stride)
        {
            RotateBlock(matrix, columns, j, first, last, cosines, sines);
        }

        for (; j < columns; j++)
        {
            double lower = matrix[((last + 1) * columns) + j];
            for (int i = last; i >= first; i--)
            {
                double upper = matrix[(i * columns) + j];
                matrix[((i + 1) * columns) + j] = Math.FusedMultiplyAdd(sines[i], upper, cosines[i] * lower);
                lower = Math.FusedMultiplyAdd(cosines[i], upper, -(sines[i] * lower));
            }

            matrix[(first * columns) + j] = lower;
        }
    }

    private static void RotateBlock(Span<double> matrix, int columns, int j, int first, int last, ReadOnlySpan<double> cosines, ReadOnlySpan<double> sines)
    {
        ref double start = ref matrix[j];
        nuint row = (nuint)(last + 1) * (nuint)columns;
        var l0 = Vector512.LoadUnsafe(ref start, row);
        var l1 = Vector512.LoadUnsafe(ref start, row + 8);
        var l2 = Vector512.LoadUnsafe(ref start, row + 16);
        var l3 = Vector512.LoadUnsafe(ref start, row + 24);
        for (int i = last; i >= first; i--)
        {
            var c = Vector512.Create(cosines[i]);
            var s = Vector512.Create(sines[i]);
            nuint above = row - (nuint)columns;
            var u0 = Vector512.LoadUnsafe(ref start, above);
            var u1 = Vector512.LoadUnsafe(ref start, above + 8);
            var u2 = Vector512.LoadUnsafe(ref start, above + 16);
            var u3 = Vector512.LoadUnsafe(ref start, above + 24);
            Vector512.FusedMultiplyAdd(s, u0, c * l0).StoreUnsafe(ref start, row);
            Vector512.FusedMultiplyAdd(s, u1, c * l1).StoreUnsafe(ref start, row + 8);
            Vector512.FusedMultiplyAdd(s, u2, c * l2).StoreUnsafe(ref start, row + 16);
            Vector512.FusedMultiplyAdd(s, u3, c * l3).StoreUnsafe(ref start, row + 24);
            l0 = Vector512.FusedMultiplyAdd(c, u0, -(s * l0));
            l1 = Vector512.FusedMultiplyAdd(c, u1, -(s * l1));
            l2 = Vector512.FusedMultiplyAdd(c, u2, -(s * l2));
            l3 = Vector512.FusedMultiplyAdd(c, u3, -(s * l3));
            row = above;
        }

        l0.StoreUnsafe(ref start, row);
        l1.StoreUnsafe(ref start, row + 8);
        l2.StoreUnsafe(ref start, row + 16);
        l3.StoreUnsafe(ref start, row + 24);
    }

    private static double Total(Vector512<double> v) =>
        ((v[0] + v[4]) + (v[2] + v[6])) + ((v[1] + v[5]) + (v[3] + v[7]));
}
