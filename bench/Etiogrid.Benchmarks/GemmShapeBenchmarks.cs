using System.Globalization;
using BenchmarkDotNet.Attributes;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Benchmarks;

/// <summary>The shapes of bench/imaging/gemm.py on one thread, for a comparison in the same run: rows, depth, columns.</summary>
public class GemmShapeBenchmarks
{
    private double[] _a = [];
    private double[] _b = [];
    private double[] _c = [];
    private (int M, int K, int N) _size;

    [Params("64 64 64", "100 399 20", "256 400 20", "256 400 100", "200 200 200", "400 400 400", "512 512 512", "1000 1000 1000", "2000 2000 2000", "10000 400 20", "400 1200 400")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        int[] sizes = [.. Shape.Split(' ').Select(s => int.Parse(s, CultureInfo.InvariantCulture))];
        _size = (sizes[0], sizes[1], sizes[2]);
        var random = new Philox(1, 1);
        _a = [.. Enumerable.Range(0, _size.M * _size.K).Select(_ => random.NextDouble() - 0.5)];
        _b = [.. Enumerable.Range(0, _size.K * _size.N).Select(_ => random.NextDouble() - 0.5)];
        _c = new double[_size.M * _size.N];
    }

    [Benchmark]
    public void Multiply() => Gemm.Multiply(_a, _b, _c, _size.M, _size.K, _size.N);
}
