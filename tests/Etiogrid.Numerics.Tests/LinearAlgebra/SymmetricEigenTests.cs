using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Numerics.Tests.LinearAlgebra;

public sealed class SymmetricEigenTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(70)]
    [InlineData(200)]
    public void Vectors_are_orthonormal_and_rebuild_the_matrix(int size)
    {
        var a = RandomMatrix.Symmetric(size, 1);
        CheckDecomposition(a, SymmetricEigen.Decompose(a));
    }

    [Fact]
    public void Repeated_and_zero_eigenvalues_keep_orthonormal_vectors()
    {
        // Rank 5 of 60, five equal eigenvalues, 55 zeros.
        var basis = SymmetricEigen.Decompose(RandomMatrix.Symmetric(60, 2)).Vectors;
        var a = new Matrix(60, 60);
        for (int k = 0; k < 5; k++)
        {
            for (int i = 0; i < 60; i++)
            {
                for (int j = 0; j < 60; j++)
                {
                    a[i, j] += 3 * basis[i, k] * basis[j, k];
                }
            }
        }

        var eigen = SymmetricEigen.Decompose(a);
        CheckDecomposition(a, eigen);
        NumericAssert.AllClose([3, 3, 3, 3, 3], eigen.Values.AsSpan(0, 5), 1e-14);
        Assert.All(eigen.Values[5..], v => Assert.InRange(v, -1e-14, 1e-14));
        CheckDecomposition(Matrix.Identity(17), SymmetricEigen.Decompose(Matrix.Identity(17)));
        CheckDecomposition(new(9, 9), SymmetricEigen.Decompose(new(9, 9)));
    }

    [Theory]
    [InlineData(1e-200)]
    [InlineData(1e200)]
    public void Extreme_scales_neither_overflow_nor_underflow(double scale)
    {
        var a = RandomMatrix.Symmetric(20, 3);
        var scaled = new Matrix(20, 20, [.. a.Values.Select(v => v * scale)]);
        double[] expected = SymmetricEigen.Decompose(a).Values;
        NumericAssert.AllClose([.. expected.Select(v => v * scale)], SymmetricEigen.Decompose(scaled).Values, 1e-12);
    }

    [Fact]
    public void Values_equal_those_of_an_independent_library()
    {
        var a = RandomMatrix.Symmetric(80, 4);
        double[] theirs = [.. MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowMajor(80, 80, a.Values).Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric).EigenValues.Select(v => v.Real).OrderDescending()];
        NumericAssert.AllClose(theirs, SymmetricEigen.Decompose(a).Values, 0, 1e-13 * 20);
        NumericAssert.AllClose(theirs, SymmetricEigen.ValuesOf(a), 0, 1e-13 * 20);
    }

    [Fact]
    public void The_second_difference_matrix_has_its_closed_form_spectrum()
    {
        // Eigenvalues 2 - 2 cos(k pi / (n + 1)).
        const int n = 150;
        var a = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            a[i, i] = 2;
            if (i > 0)
            {
                a[i, i - 1] = -1;
                a[i - 1, i] = -1;
            }
        }

        double[] expected = [.. Enumerable.Range(1, n).Select(k => 2 - (2 * Math.Cos(k * Math.PI / (n + 1)))).OrderDescending()];
        NumericAssert.AllClose(expected, SymmetricEigen.Decompose(a).Values, 0, 1e-13);
    }

    [Fact]
    public void Only_the_lower_triangle_is_read_and_the_input_is_left_alone()
    {
        var a = RandomMatrix.Symmetric(12, 5);
        var lower = a.Clone();
        for (int i = 0; i < 12; i++)
        {
            for (int j = i + 1; j < 12; j++)
            {
                lower[i, j] = 1e9;
            }
        }

        double[] before = [.. lower.Values];
        Assert.Equal(SymmetricEigen.Decompose(a).Values, SymmetricEigen.Decompose(lower).Values);
        Assert.Equal(before, lower.Values);
    }

    [Fact]
    public void The_largest_component_of_each_vector_is_positive()
    {
        var vectors = SymmetricEigen.Decompose(RandomMatrix.Symmetric(40, 6)).Vectors;
        for (int j = 0; j < 40; j++)
        {
            Assert.True(vectors.Column(j).MaxBy(Math.Abs) > 0);
        }
    }

    [Fact]
    public void Matrices_that_have_no_spectrum_here_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Decompose(new(2, 3)));
        Assert.Throws<ArgumentException>(() => SymmetricEigen.Decompose(new(1, 1, [double.NaN])));
        Assert.Empty(SymmetricEigen.Decompose(new(0, 0)).Values);
    }

    private static void CheckDecomposition(Matrix a, SymmetricEigen eigen)
    {
        int n = a.Rows;
        double norm = Math.Max(1e-300, eigen.Values.Max(Math.Abs));
        var scaled = eigen.Vectors.Clone();
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                scaled[i, j] *= eigen.Values[j];
            }
        }

        var rebuilt = new Matrix(n, n);
        Gemm.MultiplyTransposed(scaled, eigen.Vectors, rebuilt);
        Assert.InRange(RandomMatrix.Distance(a, rebuilt) / norm, 0, 1e-13);
        var product = new Matrix(n, n);
        Gemm.Gram(eigen.Vectors, product);
        Assert.InRange(RandomMatrix.Distance(Matrix.Identity(n), product), 0, 1e-13);
        Assert.Equal(eigen.Values.OrderDescending(), eigen.Values);
    }
}
