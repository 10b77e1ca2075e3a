using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Numerics.Tests.LinearAlgebra;

public sealed class FactorisationTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(150)]
    public void Cholesky_rebuilds_solves_and_inverts(int size)
    {
        var a = RandomMatrix.PositiveDefinite(size, 1);
        Assert.True(Cholesky.TryFactorise(a, out var cholesky));
        var rebuilt = new Matrix(size, size);
        Gemm.GramOfRows(cholesky.Factor, rebuilt);
        Assert.InRange(RandomMatrix.Distance(a, rebuilt), 0, 1e-14 * size);
        double[] b = RandomMatrix.Normal(1, size, 2).Values;
        NumericAssert.AllClose(b, a.Multiply(cholesky.Solve(b)), 0, 1e-12);
        Assert.InRange(RandomMatrix.Distance(Matrix.Identity(size), a.Multiply(cholesky.Inverse())), 0, 1e-12);
        double logDeterminant = SymmetricEigen.Decompose(a).Values.Sum(Math.Log);
        NumericAssert.Close(logDeterminant, cholesky.LogDeterminant, 1e-11, 1e-12);
    }

    [Fact]
    public void Cholesky_refuses_what_is_not_positive_definite()
    {
        Assert.False(Cholesky.TryFactorise(new(2, 2, [1, 2, 2, 1]), out _));
        Assert.False(Cholesky.TryFactorise(new(1, 1, [0]), out _));
        Assert.False(Cholesky.TryFactorise(new(1, 1, [double.NaN]), out _));
        var late = RandomMatrix.PositiveDefinite(130, 3);
        late[100, 100] = -1;
        Assert.False(Cholesky.TryFactorise(late, out _));
        Assert.Throws<ArgumentException>(() => Cholesky.TryFactorise(new(2, 3), out _));
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(50, 1)]
    [InlineData(200, 20)]
    public void Least_squares_satisfies_the_normal_equations(int rows, int columns)
    {
        var a = RandomMatrix.Normal(rows, columns, 4);
        double[] b = RandomMatrix.Normal(1, rows, 5).Values;
        var qr = PivotedQr.Factorise(a);
        Assert.Equal(columns, qr.Rank);
        Assert.True(qr.TrySolve(b, out double[]? x));
        double[] fitted = a.Multiply(x);
        double[] residuals = [.. b.Zip(fitted, (u, v) => u - v)];
        NumericAssert.AllClose(residuals, qr.Residuals(b), 0, 1e-12);
        Assert.All(a.Transpose().Multiply(residuals), v => Assert.InRange(v, -1e-11, 1e-11));
        var gram = new Matrix(columns, columns);
        Gemm.Gram(a, gram);
        Assert.InRange(RandomMatrix.Distance(Matrix.Identity(columns), gram.Multiply(qr.InverseCrossProduct())), 0, 1e-10);
        NumericAssert.Close(0.5 * SymmetricEigen.ValuesOf(gram).Sum(Math.Log), qr.LogAbsoluteDeterminant, 1e-10, 1e-10);
    }

    [Fact]
    public void An_ill_conditioned_polynomial_is_fitted_to_known_coefficients()
    {
        // The Longley-like case: powers of 1 .. 20 up to the sixth, exact integer responses.
        var a = new Matrix(20, 7);
        double[] truth = [3, -2, 5, 1, -4, 2, 1];
        double[] b = new double[20];
        for (int i = 0; i < 20; i++)
        {
            double power = 1;
            for (int j = 0; j < 7; j++)
            {
                a[i, j] = power;
                b[i] += truth[j] * power;
                power *= i + 1;
            }
        }

        Assert.True(PivotedQr.Factorise(a).TrySolve(b, out double[]? x));
        NumericAssert.AllClose(truth, x, 1e-6);
    }

    [Fact]
    public void A_dependent_column_is_found_and_named()
    {
        var a = RandomMatrix.Normal(40, 5, 6);
        for (int i = 0; i < 40; i++)
        {
            a[i, 3] = (2 * a[i, 0]) - a[i, 1];
        }

        var qr = PivotedQr.Factorise(a);
        Assert.Equal(4, qr.Rank);
        Assert.False(qr.HasFullRank);
        Assert.Contains(Assert.Single(qr.DependentColumns), new[] { 0, 1, 3 });
        double[] b = RandomMatrix.Normal(1, 40, 7).Values;
        Assert.False(qr.TrySolve(b, out _));
        Assert.Throws<InvalidOperationException>(qr.InverseCrossProduct);
        Assert.All(a.Transpose().Multiply(qr.Residuals(b)), v => Assert.InRange(v, -1e-11, 1e-11));
        Assert.Equal(0, PivotedQr.Factorise(new(4, 2)).Rank);
        Assert.Throws<ArgumentException>(() => PivotedQr.Factorise(new(2, 3)));
        Assert.Throws<ArgumentException>(() => qr.Residuals(new double[3]));
    }

    [Theory]
    [InlineData(30, 7)]
    [InlineData(7, 30)]
    [InlineData(12, 12)]
    [InlineData(1, 5)]
    public void Singular_vectors_are_orthonormal_and_rebuild_the_matrix(int rows, int columns)
    {
        var a = RandomMatrix.Normal(rows, columns, 8);
        var svd = SingularValues.Decompose(a);
        int r = Math.Min(rows, columns);
        var scaled = svd.Left.Clone();
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < r; j++)
            {
                scaled[i, j] *= svd.Values[j];
            }
        }

        var rebuilt = new Matrix(rows, columns);
        Gemm.MultiplyTransposed(scaled, svd.Right, rebuilt);
        Assert.InRange(RandomMatrix.Distance(a, rebuilt), 0, 1e-13);
        foreach (var side in new[] { svd.Left, svd.Right })
        {
            var gram = new Matrix(r, r);
            Gemm.Gram(side, gram);
            Assert.InRange(RandomMatrix.Distance(Matrix.Identity(r), gram), 0, 1e-13);
        }

        double[] theirs = [.. MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowMajor(rows, columns, a.Values).Svd(false).S];
        NumericAssert.AllClose(theirs, svd.Values, 1e-12);
    }

    [Fact]
    public void A_matrix_of_rank_two_has_two_singular_values()
    {
        var a = RandomMatrix.Normal(10, 2, 9).Multiply(RandomMatrix.Normal(2, 6, 10));
        double[] values = SingularValues.Decompose(a).Values;
        Assert.True(values[1] > 0.1);
        Assert.All(values[2..], v => Assert.InRange(v, 0, 1e-14));
        Assert.Equal([0, 0], SingularValues.Decompose(new(3, 2)).Values);
        Assert.Throws<ArgumentException>(() => SingularValues.Decompose(new(1, 1, [double.PositiveInfinity])));
    }
}
