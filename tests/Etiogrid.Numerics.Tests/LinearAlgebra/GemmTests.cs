using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Numerics.Tests.LinearAlgebra;

public sealed class GemmTests
{
    private const string DigestFile = "ETIOGRID_TEST_GEMM_DIGEST";

    public static TheoryData<int, int, int> Shapes => new()
    {
        { 1, 1, 1 }, { 1, 7, 3 }, { 8, 24, 24 }, { 9, 25, 25 }, { 17, 300, 31 }, { 200, 257, 49 }, { 3, 600, 1600 }, { 0, 3, 2 }, { 5, 0, 4 }, { 193, 513, 5 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Every_kernel_and_thread_count_gives_the_bits_of_the_definition(int m, int k, int n)
    {
        var a = Random(m, k, 1);
        var b = Random(k, n, 2);
        double[] expected = Definition(a, b);
        foreach (var kernel in GemmKernel.Supported)
        {
            foreach (int threads in new[] { 1, 2, 3 })
            {
                double[] c = [.. Enumerable.Repeat(double.NaN, m * n)];
                BlockedGemm.Run(kernel, new(a.Values, k, 1), new(b.Values, n, 1), c, m, n, k, GemmShape.Full, threads);
                Assert.True(expected.AsSpan().SequenceEqual(c), $"{kernel.Name} kernel, {threads} threads");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Transposed_factors_give_the_bits_of_explicit_transposes(int m, int k, int n)
    {
        var a = Random(m, k, 1);
        var b = Random(k, n, 2);
        double[] expected = Definition(a, b);
        var c = new Matrix(m, n);
        Gemm.MultiplyTransposed(a, b.Transpose(), c);
        Assert.Equal(expected, c.Values);
        Gemm.MultiplyTransposed(a.Values, b.Transpose().Values, c.Values, m, k, n, threads: 2);
        Assert.Equal(expected, c.Values);
        Gemm.TransposedMultiply(a.Transpose(), b, c, threads: 3);
        Assert.Equal(expected, c.Values);
        Array.Clear(c.Values);
        Gemm.Multiply(a.Values, b.Values, c.Values, m, k, n, threads: 2);
        Assert.Equal(expected, c.Values);
        Assert.Equal(expected, a.Multiply(b).Values);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(40, 7)]
    [InlineData(70, 300)]
    [InlineData(201, 33)]
    public void A_gram_matrix_is_symmetric_and_equals_the_product(int columns, int rows)
    {
        var a = Random(rows, columns, 3);
        var c = new Matrix(columns, columns);
        foreach (int threads in new[] { 1, 2, 3 })
        {
            Gemm.Gram(a, c, threads);
            Assert.Equal(Definition(a.Transpose(), a), c.Values);
            Gemm.GramOfRows(a.Transpose(), c, threads);
            Assert.Equal(Definition(a.Transpose(), a), c.Values);
            Assert.Equal(c.Values, c.Transpose().Values);
        }
    }

    [Fact]
    public void Missing_values_stay_in_their_row()
    {
        var a = Random(20, 40, 4);
        a[3, 5] = double.NaN;
        var c = a.Multiply(Random(40, 50, 5));
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(i == 3, double.IsNaN(c[i, 49]));
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(new(2, 3), new(4, 2), new(2, 2)));
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(new(2, 3), new(3, 2), new(2, 3)));
        Assert.Throws<ArgumentException>(() => Gemm.Gram(new(2, 3), new(2, 2)));
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(new double[5], new double[6], new double[4], 2, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Gemm.Multiply(new(2, 2), new(2, 2), new(2, 2), 0));
        var a = new Matrix(2, 2);
        Assert.Throws<ArgumentException>(() => Gemm.Multiply(a, new(2, 2), a));
    }

    /// <summary>Writes a digest of the numerical kernels' bits to the file that the test below names; alone it only checks that there is one.</summary>
    [Fact]
    public void The_digest_of_all_kernels_has_256_bits()
    {
        string digest = DigestOfKernels();
        Assert.Equal(64, digest.Length);
        if (Environment.GetEnvironmentVariable(DigestFile) is { } file)
        {
            File.WriteAllText(file, digest);
        }
    }

    [Theory]
    [InlineData("DOTNET_EnableHWIntrinsic", "0")]
    [InlineData("DOTNET_EnableAVX512", "0")]
    [InlineData("DOTNET_EnableAVX2", "0")]
    [InlineData("DOTNET_TieredCompilation", "0")]
    public void A_process_without_vector_instructions_gives_the_same_bits(string setting, string value)
    {
        using var folder = new TemporaryFolder();
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("--filter-method");
        start.ArgumentList.Add("*" + nameof(The_digest_of_all_kernels_has_256_bits));
        start.Environment[DigestFile] = folder["digest"];
        start.Environment[setting] = value;
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(120)));
        Assert.True(File.Exists(folder["digest"]), output);
        Assert.Equal(DigestOfKernels(), File.ReadAllText(folder["digest"]));
    }

    private static string DigestOfKernels()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var a = Random(61, 83, 6);
        var gram = new Matrix(83, 83);
        Gemm.Gram(a, gram, 2);
        Append(hash, gram.Values);
        Append(hash, a.Multiply(Random(83, 70, 7)).Values);
        for (int i = 0; i < 83; i++)
        {
            gram[i, i] += 1;
        }

        var eigen = SymmetricEigen.Decompose(gram);
        Append(hash, eigen.Values);
        Append(hash, eigen.Vectors.Values);
        Assert.True(Cholesky.TryFactorise(gram, out var cholesky));
        Append(hash, cholesky.Factor.Values);
        Append(hash, [SquaredLength(a.Values), Total(a.Values), Elementary.Exp(a[0, 0]), Elementary.Sin(a[0, 1] * 1000)]);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private static double SquaredLength(double[] x) => Etiogrid.Numerics.Statistics.Moments.Dot(x, x);

    private static double Total(double[] x) => Etiogrid.Numerics.Statistics.Moments.Sum(x);

    private static void Append(IncrementalHash hash, double[] values) => hash.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));

    /// <summary>Each element by itself, k from first to last.</summary>
    private static double[] Definition(Matrix a, Matrix b)
    {
        double[] c = new double[a.Rows * b.Columns];
        for (int i = 0; i < a.Rows; i++)
        {
            for (int j = 0; j < b.Columns; j++)
            {
                double sum = 0;
                for (int k = 0; k < a.Columns; k++)
                {
                    sum = Math.FusedMultiplyAdd(a[i, k], b[k, j], sum);
                }

                c[(i * b.Columns) + j] = sum;
            }
        }

        return c;
    }

    private static Matrix Random(int rows, int columns, ulong stream) => RandomMatrix.Normal(rows, columns, stream);
}
