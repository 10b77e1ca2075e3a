using BenchmarkDotNet.Attributes;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Benchmarks;

/// <summary>Square products on one thread.</summary>
public class GemmBenchmarks
{
    private Matrix _a = new(0, 0);
    private Matrix _b = new(0, 0);
    private Matrix _c = new(0, 0);

    [Params(64, 200, 400, 1000, 2000)]
    public int Size { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Philox(1, 1);
        _a = new(Size, Size);
        _b = new(Size, Size);
        _c = new(Size, Size);
        for (int i = 0; i < _a.Values.Length; i++)
        {
            _a.Values[i] = random.NextDouble() - 0.5;
            _b.Values[i] = random.NextDouble() - 0.5;
        }
    }

    [Benchmark]
    public void Multiply() => Gemm.Multiply(_a, _b, _c);

    [Benchmark]
    public void MultiplyTransposed() => Gemm.MultiplyTransposed(_a, _b, _c);

    [Benchmark]
    public void Gram() => Gemm.Gram(_a, _c);
}
