using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>
/// Register tiles of the matrix product: c(i, j) takes a(i, p) b(p, j) for p from first to last, one fused multiply-add each.
/// Operands are packed: p-th group of <see cref="Rows"/> values of A, of <see cref="Columns"/> values of B.
/// All kinds give the same bits, because no element's sum is ever split.
/// </summary>
internal sealed unsafe class GemmKernel
{
    private readonly delegate*<int, double*, double*, double*, nint, bool, void> _tile;

    private GemmKernel(string name, int rows, int columns, delegate*<int, double*, double*, double*, nint, bool, void> tile)
    {
        Name = name;
        Rows = rows;
        Columns = columns;
        _tile = tile;
    }

    /// <summary>The fastest kernel of this machine.</summary>
    public static GemmKernel Fastest { get; } = Supported[^1];

    /// <summary>All kernels that run here, slowest first; the scalar twin always does.</summary>
    public static IReadOnlyList<GemmKernel> Supported
    {
        get
        {
            List<GemmKernel> kernels = [new("scalar", 4, 4, &TileScalar)];
            if (Avx2.IsSupported && Fma.IsSupported)
            {
                kernels.Add(new("256 bit", 4, 12, &Tile256));
            }

            if (Avx512F.IsSupported)
            {
                kernels.Add(new("512 bit", 8, 24, &Tile512));
            }

            return kernels;
        }
    }

    public string Name { get; }

    /// <summary>Rows of a tile.</summary>
    public int Rows { get; }

    /// <summary>Columns of a tile.</summary>
    public int Columns { get; }

    /// <summary>Adds <paramref name="depth"/> products to each element of a tile, from zero unless it resumes from what <paramref name="c"/> holds.</summary>
    public void Tile(int depth, double* a, double* b, double* c, nint stride, bool resume) => _tile(depth, a, b, c, stride, resume);

    /// <summary>The definition that the vector kernels must equal to the bit.</summary>
    private static void TileScalar(int depth, double* a, double* b, double* c, nint stride, bool resume)
    {
        for (int i = 0; i < 4; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                double sum = resume ? c[(i * stride) + j] : 0;
                for (int p = 0; p < depth; p++)
                {
                    sum = Math.FusedMultiplyAdd(a[(4 * p) + i], b[(4 * p) + j], sum);
                }

                c[(i * stride) + j] = sum;
            }
        }
    }

    /// <summary>A 4 x 12 tile in 12 registers of 256 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile256(int depth, double* a, double* b, double* c, nint stride, bool resume)
    {
        // Pointer steps inside packed buffers whose size is known: overflow checks in the innermost loop would guard nothing.
        unchecked
        {
            Vector256<double> c00 = Vector256<double>.Zero, c01 = Vector256<double>.Zero, c02 = Vector256<double>.Zero;
            Vector256<double> c10 = Vector256<double>.Zero, c11 = Vector256<double>.Zero, c12 = Vector256<double>.Zero;
            Vector256<double> c20 = Vector256<double>.Zero, c21 = Vector256<double>.Zero, c22 = Vector256<double>.Zero;
            Vector256<double> c30 = Vector256<double>.Zero, c31 = Vector256<double>.Zero, c32 = Vector256<double>.Zero;
            if (resume)
            {
                c00 = Vector256.Load(c + (0 * stride) + 0); c01 = Vector256.Load(c + (0 * stride) + 4); c02 = Vector256.Load(c + (0 * stride) + 8);
                c10 = Vector256.Load(c + (1 * stride) + 0); c11 = Vector256.Load(c + (1 * stride) + 4); c12 = Vector256.Load(c + (1 * stride) + 8);
                c20 = Vector256.Load(c + (2 * stride) + 0); c21 = Vector256.Load(c + (2 * stride) + 4); c22 = Vector256.Load(c + (2 * stride) + 8);
                c30 = Vector256.Load(c + (3 * stride) + 0); c31 = Vector256.Load(c + (3 * stride) + 4); c32 = Vector256.Load(c + (3 * stride) + 8);
            }

            for (int p = 0; p < depth; p++)
            {
                var b0 = Vector256.Load(b + 0);
                var b1 = Vector256.Load(b + 4);
                var b2 = Vector256.Load(b + 8);
                var a0 = Vector256.Create(a[0]);
                c00 = Fma.MultiplyAdd(a0, b0, c00);
                c01 = Fma.MultiplyAdd(a0, b1, c01);
                c02 = Fma.MultiplyAdd(a0, b2, c02);
                var a1 = Vector256.Create(a[1]);
                c10 = Fma.MultiplyAdd(a1, b0, c10);
                c11 = Fma.MultiplyAdd(a1, b1, c11);
                c12 = Fma.MultiplyAdd(a1, b2, c12);
                var a2 = Vector256.Create(a[2]);
                c20 = Fma.MultiplyAdd(a2, b0, c20);
                c21 = Fma.MultiplyAdd(a2, b1, c21);
                c22 = Fma.MultiplyAdd(a2, b2, c22);
                var a3 = Vector256.Create(a[3]);
                c30 = Fma.MultiplyAdd(a3, b0, c30);
                c31 = Fma.MultiplyAdd(a3, b1, c31);
                c32 = Fma.MultiplyAdd(a3, b2, c32);
                a += 4;
                b += 12;
            }

            c00.Store(c + (0 * stride) + 0); c01.Store(c + (0 * stride) + 4); c02.Store(c + (0 * stride) + 8);
            c10.Store(c + (1 * stride) + 0); c11.Store(c + (1 * stride) + 4); c12.Store(c + (1 * stride) + 8);
            c20.Store(c + (2 * stride) + 0); c21.Store(c + (2 * stride) + 4); c22.Store(c + (2 * stride) + 8);
            c30.Store(c + (3 * stride) + 0); c31.Store(c + (3 * stride) + 4); c32.Store(c + (3 * stride) + 8);
        }
    }

    /// <summary>A 8 x 24 tile in 24 registers of 512 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tile512(int depth, double* a, double* b, double* c, nint stride, bool resume)
    {
        // Pointer steps inside packed buffers whose size is known: overflow checks in the innermost loop would guard nothing.
        unchecked
        {
            Vector512<double> c00 = Vector512<double>.Zero, c01 = Vector512<double>.Zero, c02 = Vector512<double>.Zero;
            Vector512<double> c10 = Vector512<double>.Zero, c11 = Vector512<double>.Zero, c12 = Vector512<double>.Zero;
            Vector512<double> c20 = Vector512<double>.Zero, c21 = Vector512<double>.Zero, c22 = Vector512<double>.Zero;
            Vector512<double> c30 = Vector512<double>.Zero, c31 = Vector512<double>.Zero, c32 = Vector512<double>.Zero;
            Vector512<double> c40 = Vector512<double>.Zero, c41 = Vector512<double>.Zero, c42 = Vector512<double>.Zero;
            Vector512<double> c50 = Vector512<double>.Zero, c51 = Vector512<double>.Zero, c52 = Vector512<double>.Zero;
            Vector512<double> c60 = Vector512<double>.Zero, c61 = Vector512<double>.Zero, c62 = Vector512<double>.Zero;
            Vector512<double> c70 = Vector512<double>.Zero, c71 = Vector512<double>.Zero, c72 = Vector512<double>.Zero;
            if (resume)
            {
                c00 = Vector512.Load(c + (0 * stride) + 0); c01 = Vector512.Load(c + (0 * stride) + 8); c02 = Vector512.Load(c + (0 * stride) + 16);
                c10 = Vector512.Load(c + (1 * stride) + 0); c11 = Vector512.Load(c + (1 * stride) + 8); c12 = Vector512.Load(c + (1 * stride) + 16);
                c20 = Vector512.Load(c + (2 * stride) + 0); c21 = Vector512.Load(c + (2 * stride) + 8); c22 = Vector512.Load(c + (2 * stride) + 16);
                c30 = Vector512.Load(c + (3 * stride) + 0); c31 = Vector512.Load(c + (3 * stride) + 8); c32 = Vector512.Load(c + (3 * stride) + 16);
                c40 = Vector512.Load(c + (4 * stride) + 0); c41 = Vector512.Load(c + (4 * stride) + 8); c42 = Vector512.Load(c + (4 * stride) + 16);
                c50 = Vector512.Load(c + (5 * stride) + 0); c51 = Vector512.Load(c + (5 * stride) + 8); c52 = Vector512.Load(c + (5 * stride) + 16);
                c60 = Vector512.Load(c + (6 * stride) + 0); c61 = Vector512.Load(c + (6 * stride) + 8); c62 = Vector512.Load(c + (6 * stride) + 16);
                c70 = Vector512.Load(c + (7 * stride) + 0); c71 = Vector512.Load(c + (7 * stride) + 8); c72 = Vector512.Load(c + (7 * stride) + 16);
            }

            for (int p = 0; p < depth; p++)
            {
                var b0 = Vector512.Load(b + 0);
                var b1 = Vector512.Load(b + 8);
                var b2 = Vector512.Load(b + 16);
                var a0 = Vector512.Create(a[0]);
                c00 = Avx512F.FusedMultiplyAdd(a0, b0, c00);
                c01 = Avx512F.FusedMultiplyAdd(a0, b1, c01);
                c02 = Avx512F.FusedMultiplyAdd(a0, b2, c02);
                var a1 = Vector512.Create(a[1]);
                c10 = Avx512F.FusedMultiplyAdd(a1, b0, c10);
                c11 = Avx512F.FusedMultiplyAdd(a1, b1, c11);
                c12 = Avx512F.FusedMultiplyAdd(a1, b2, c12);
                var a2 = Vector512.Create(a[2]);
                c20 = Avx512F.FusedMultiplyAdd(a2, b0, c20);
                c21 = Avx512F.FusedMultiplyAdd(a2, b1, c21);
                c22 = Avx512F.FusedMultiplyAdd(a2, b2, c22);
                var a3 = Vector512.Create(a[3]);
                c30 = Avx512F.FusedMultiplyAdd(a3, b0, c30);
                c31 = Avx512F.FusedMultiplyAdd(a3, b1, c31);
                c32 = Avx512F.FusedMultiplyAdd(a3, b2, c32);
                var a4 = Vector512.Create(a[4]);
                c40 = Avx512F.FusedMultiplyAdd(a4, b0, c40);
                c41 = Avx512F.FusedMultiplyAdd(a4, b1, c41);
                c42 = Avx512F.FusedMultiplyAdd(a4, b2, c42);
                var a5 = Vector512.Create(a[5]);
                c50 = Avx512F.FusedMultiplyAdd(a5, b0, c50);
                c51 = Avx512F.FusedMultiplyAdd(a5, b1, c51);
                c52 = Avx512F.FusedMultiplyAdd(a5, b2, c52);
                var a6 = Vector512.Create(a[6]);
                c60 = Avx512F.FusedMultiplyAdd(a6, b0, c60);
                c61 = Avx512F.FusedMultiplyAdd(a6, b1, c61);
                c62 = Avx512F.FusedMultiplyAdd(a6, b2, c62);
                var a7 = Vector512.Create(a[7]);
                c70 = Avx512F.FusedMultiplyAdd(a7, b0, c70);
                c71 = Avx512F.FusedMultiplyAdd(a7, b1, c71);
                c72 = Avx512F.FusedMultiplyAdd(a7, b2, c72);
                a += 8;
                b += 24;
            }

            c00.Store(c + (0 * stride) + 0); c01.Store(c + (0 * stride) + 8); c02.Store(c + (0 * stride) + 16);
            c10.Store(c + (1 * stride) + 0); c11.Store(c + (1 * stride) + 8); c12.Store(c + (1 * stride) + 16);
            c20.Store(c + (2 * stride) + 0); c21.Store(c + (2 * stride) + 8); c22.Store(c + (2 * stride) + 16);
            c30.Store(c + (3 * stride) + 0); c31.Store(c + (3 * stride) + 8); c32.Store(c + (3 * stride) + 16);
            c40.Store(c + (4 * stride) + 0); c41.Store(c + (4 * stride) + 8); c42.Store(c + (4 * stride) + 16);
            c50.Store(c + (5 * stride) + 0); c51.Store(c + (5 * stride) + 8); c52.Store(c + (5 * stride) + 16);
            c60.Store(c + (6 * stride) + 0); c61.Store(c + (6 * stride) + 8); c62.Store(c + (6 * stride) + 16);
            c70.Store(c + (7 * stride) + 0); c71.Store(c + (7 * stride) + 8); c72.Store(c + (7 * stride) + 16);
        }
    }
}
