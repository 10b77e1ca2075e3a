using BenchmarkDotNet.Attributes;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Benchmarks;

/// <summary>Factorisations of a covariance-like matrix on one thread.</summary>
public class FactorisationBenchmarks
{
    private Matrix _matrix = new(0, 0);

    [Params(100, 400, 1000)]
    public int Size { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Philox(1, 2);
        var data = new Matrix(2 * Size, Size);
        for (int i = 0; i < data.Values.Length; i++)
        {
            data.Values[i] = random.NextNormal();
        }

        _matrix = new(Size, Size);
        Gemm.Gram(data, _matrix);
    }

    [Benchmark]
    public double Eigen() => SymmetricEigen.Decompose(_matrix).Values[0];

    [Benchmark]
    public double EigenValuesOnly() => SymmetricEigen.ValuesOf(_matrix)[0];

    [Benchmark]
    public bool CholeskyFactor() => Cholesky.TryFactorise(_matrix, out _);

    [Benchmark]
    public int LeastSquares() => PivotedQr.Factorise(_matrix).Rank;
}
