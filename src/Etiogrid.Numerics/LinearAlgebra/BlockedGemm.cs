using System.Buffers;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>
/// The blocked product around <see cref="GemmKernel"/>, after Goto and van de Geijn 2008 (doi 10.1145/1356052.1356053):
/// a block of B is packed for the third cache level, a block of A for the second, a panel of B lies in the first.
/// Blocks of k follow each other in order and resume from C, so blocking does not change a bit.
/// </summary>
internal static unsafe class BlockedGemm
{
    private const int Depth = 256; // measured: at 128 the passes over C cost 10 % of a 2,000 x 2,000 product, at 384 panels of B leave the second level
    private const int RowBlock = 192;
    private const int ColumnBlock = 1536;
    private const int Alignment = 64;

    /// <summary>C (m x n, row-major) = A (m x k) B (k x n).</summary>
    public static void Run(GemmKernel kernel, StridedView a, StridedView b, Span<double> c, int m, int n, int k, GemmShape shape, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        if (m == 0 || n == 0)
        {
            return;
        }

        if (k == 0)
        {
            c.Clear();
            return;
        }

        fixed (double* pa = a.Values, pb = b.Values, pc = c)
        {
            var problem = new Problem(kernel, (nint)pa, a.RowStride, a.ColumnStride, (nint)pb, b.RowStride, b.ColumnStride, (nint)pc, m, n, k, shape);
            int bands = Math.Min(threads, (m + kernel.Rows - 1) / kernel.Rows);
            if (bands == 1)
            {
                Band(problem, 0, m);
            }
            else
            {
                Parallel.For(0, bands, new ParallelOptions { MaxDegreeOfParallelism = threads }, i => Band(problem, Edge(problem, i, bands), Edge(problem, i + 1, bands)));
            }

            if (shape == GemmShape.Symmetric)
            {
                Mirror(pc, m);
            }
        }
    }

    /// <summary>First row of a band: bands of equal work, whole tiles each.</summary>
    private static int Edge(Problem p, int band, int bands)
    {
        if (band == bands)
        {
            return p.M;
        }

        double share = (double)band / bands;
        double rows = p.M * (p.Shape == GemmShape.Symmetric ? Math.Sqrt(share) : share);
        return (int)(rows / p.Kernel.Rows) * p.Kernel.Rows;
    }

    private static void Band(Problem p, int firstRow, int endRow)
    {
        if (firstRow >= endRow)
        {
            return;
        }

        int depth = Math.Min(Depth, p.K);
        int columns = RoundUp(Math.Min(ColumnBlock, p.N), p.Kernel.Columns);
        int rows = RoundUp(Math.Min(RowBlock, endRow - firstRow), p.Kernel.Rows);
        int edge = p.Kernel.Rows * p.Kernel.Columns;
        double[] buffer = ArrayPool<double>.Shared.Rent((depth * (columns + rows)) + edge + Alignment);
        fixed (double* raw = buffer)
        {
            double* packedB = Aligned(raw);
            double* packedA = packedB + (depth * columns);
            double* spare = packedA + (depth * rows);
            for (int j = 0; j < p.N; j += ColumnBlock)
            {
                int width = Math.Min(ColumnBlock, p.N - j);
                if (p.Shape == GemmShape.Symmetric && j >= endRow)
                {
                    break;
                }

                for (int q = 0; q < p.K; q += Depth)
                {
                    int length = Math.Min(Depth, p.K - q);
                    Pack(p.B + (q * p.BRow) + (j * p.BColumn), p.BColumn, p.BRow, width, length, p.Kernel.Columns, packedB);
                    for (int i = firstRow; i < endRow; i += RowBlock)
                    {
                        int height = Math.Min(RowBlock, endRow - i);
                        Pack(p.A + (i * p.ARow) + (q * p.AColumn), p.ARow, p.AColumn, height, length, p.Kernel.Rows, packedA);
                        Block(p, packedA, packedB, spare, new(i, j, height, width, length, q > 0));
                    }
                }
            }
        }

        ArrayPool<double>.Shared.Return(buffer);
    }

    private static void Block(Problem p, double* packedA, double* packedB, double* spare, BlockPlace at)
    {
        int tileRows = p.Kernel.Rows;
        int tileColumns = p.Kernel.Columns;
        for (int j = 0; j < at.Width; j += tileColumns)
        {
            for (int i = 0; i < at.Height; i += tileRows)
            {
                if (p.Shape == GemmShape.Symmetric && at.Column + j > at.Row + i + tileRows - 1)
                {
                    continue;
                }

                double* c = p.C + ((nint)(at.Row + i) * p.N) + at.Column + j;
                double* a = packedA + (i * at.Length);
                double* b = packedB + (j * at.Length);
                if (i + tileRows <= at.Height && j + tileColumns <= at.Width)
                {
                    p.Kernel.Tile(at.Length, a, b, c, p.N, at.Resume);
                }
                else
                {
                    EdgeTile(p, a, b, c, spare, Math.Min(tileRows, at.Height - i), Math.Min(tileColumns, at.Width - j), at);
                }
            }
        }
    }

    /// <summary>A tile that sticks out of C is computed in a spare tile; the packed operands are padded with zeros.</summary>
    private static void EdgeTile(Problem p, double* a, double* b, double* c, double* spare, int rows, int columns, BlockPlace at)
    {
        int stride = p.Kernel.Columns;
        if (at.Resume)
        {
            for (int i = 0; i < rows; i++)
            {
                new ReadOnlySpan<double>(c + ((nint)i * p.N), columns).CopyTo(new(spare + (i * stride), columns));
            }
        }

        p.Kernel.Tile(at.Length, a, b, spare, stride, at.Resume);
        for (int i = 0; i < rows; i++)
        {
            new ReadOnlySpan<double>(spare + (i * stride), columns).CopyTo(new(c + ((nint)i * p.N), columns));
        }
    }

    /// <summary>Copies <paramref name="width"/> lines into panels of <paramref name="panel"/> lines, interleaved along k.</summary>
    private static void Pack(double* source, nint acrossStride, nint alongStride, int width, int length, int panel, double* destination)
    {
        for (int start = 0; start < width; start += panel)
        {
            int lines = Math.Min(panel, width - start);
            double* first = source + (start * acrossStride);
            if (lines < panel)
            {
                new Span<double>(destination, panel * length).Clear();
            }

            if (acrossStride == 1)
            {
                for (int q = 0; q < length; q++)
                {
                    new ReadOnlySpan<double>(first + (q * alongStride), lines).CopyTo(new(destination + (q * panel), lines));
                }
            }
            else
            {
                Interleave(first, acrossStride, alongStride, lines, length, panel, destination);
            }

            destination += panel * length;
        }
    }

    private static void Interleave(double* first, nint acrossStride, nint alongStride, int lines, int length, int panel, double* destination)
    {
        unchecked
        {
            // Pointer steps inside buffers whose size is known.
            int done = 0;
            if (alongStride == 1 && Avx.IsSupported)
            {
                for (; done <= lines - 4; done += 4)
                {
                    FourLines(first + (done * acrossStride), acrossStride, length, panel, destination + done);
                }
            }

            for (int line = done; line < lines; line++)
            {
                double* from = first + (line * acrossStride);
                double* to = destination + line;
                for (int q = 0; q < length; q++)
                {
                    *to = *from;
                    from += alongStride;
                    to += panel;
                }
            }
        }
    }

    /// <summary>Four contiguous lines, transposed in registers four values at a time: one value at a time took a third of products with few columns.</summary>
    private static void FourLines(double* first, nint acrossStride, int length, int panel, double* to)
    {
        unchecked
        {
            double* second = first + acrossStride;
            double* third = second + acrossStride;
            double* fourth = third + acrossStride;
            int q = 0;
            for (; q <= length - 4; q += 4)
            {
                var (a, b, c, d) = (Vector256.Load(first + q), Vector256.Load(second + q), Vector256.Load(third + q), Vector256.Load(fourth + q));
                var (ab0, ab1) = (Avx.UnpackLow(a, b), Avx.UnpackHigh(a, b));
                var (cd0, cd1) = (Avx.UnpackLow(c, d), Avx.UnpackHigh(c, d));
                Avx.Permute2x128(ab0, cd0, 0x20).Store(to);
                Avx.Permute2x128(ab1, cd1, 0x20).Store(to + panel);
                Avx.Permute2x128(ab0, cd0, 0x31).Store(to + (2 * panel));
                Avx.Permute2x128(ab1, cd1, 0x31).Store(to + (3 * panel));
                to += 4 * panel;
            }

            for (; q < length; q++)
            {
                (to[0], to[1], to[2], to[3]) = (first[q], second[q], third[q], fourth[q]);
                to += panel;
            }
        }
    }

    private static void Mirror(double* c, int n)
    {
        const int tile = 32;
        for (int i0 = 0; i0 < n; i0 += tile)
        {
            for (int j0 = 0; j0 <= i0; j0 += tile)
            {
                for (int i = i0; i < Math.Min(n, i0 + tile); i++)
                {
                    for (int j = j0; j < Math.Min(i, j0 + tile); j++)
                    {
                        c[((nint)j * n) + i] = c[((nint)i * n) + j];
                    }
                }
            }
        }
    }

    private static int RoundUp(int value, int multiple) => (value + multiple - 1) / multiple * multiple;

    private static double* Aligned(double* raw) => (double*)(((nint)raw + Alignment - 1) & ~(nint)(Alignment - 1));

    private readonly record struct BlockPlace(int Row, int Column, int Height, int Width, int Length, bool Resume);

    private sealed class Problem(GemmKernel kernel, nint a, int aRow, int aColumn, nint b, int bRow, int bColumn, nint c, int m, int n, int k, GemmShape shape)
    {
        public GemmKernel Kernel { get; } = kernel;

        public double* A { get; } = (double*)a;

        public nint ARow { get; } = aRow;

        public nint AColumn { get; } = aColumn;

        public double* B { get; } = (double*)b;

        public nint BRow { get; } = bRow;

        public nint BColumn { get; } = bColumn;

        public double* C { get; } = (double*)c;

        public int M { get; } = m;

        public int N { get; } = n;

        public int K { get; } = k;

        public GemmShape Shape { get; } = shape;
    }
}
