using BenchmarkDotNet.Attributes;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Signal;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Benchmarks;

/// <summary>Reductions, ranks, random numbers and transforms of one vector.</summary>
public class StatisticsBenchmarks
{
    private double[] _x = [];
    private double[] _y = [];
    private double[] _work = [];
    private double[] _doubled = [];
    private int _turn;
    private double[] _imaginary = [];
    private FourierTransform _transform = new(1);
    private Matrix _data = new(0, 0);

    [Params(100, 400, 4000, 100_000)]
    public int Length { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Philox(1, 3);
        _x = new double[Length];
        _y = new double[Length];
        for (int i = 0; i < Length; i++)
        {
            _x[i] = random.NextNormal();
            _y[i] = random.NextNormal();
        }

        _work = new double[Length];
        _doubled = [.. _x, .. _y];
        _imaginary = new double[Length];
        _transform = new(Length);
        _data = new(10, Length / 10, _x);
    }

    [Benchmark]
    public double Dot() => Moments.Dot(_x, _y);

    [Benchmark]
    public double Pearson() => Moments.Pearson(_x, _y);

    /// <summary>A different order each time: a repeated one is learnt by the branch predictor and flatters comparison sorts.</summary>
    [Benchmark]
    public void MidRanks() => Ranks.Of(NextOrder(), _work);

    [Benchmark]
    public double ArraySortForComparison()
    {
        double[] sorted = NextOrder().ToArray();
        int[] order = new int[Length];
        Array.Sort(sorted, order);
        return sorted[0];
    }

    private ReadOnlySpan<double> NextOrder()
    {
        _turn = (_turn + 7919) % Length;
        return _doubled.AsSpan(_turn, Length);
    }

    [Benchmark]
    public double NormalDraws()
    {
        var random = new Philox(9, 9);
        double sum = 0;
        for (int i = 0; i < Length; i++)
        {
            sum += random.NextNormal();
        }

        return sum;
    }

    [Benchmark]
    public void Fourier()
    {
        _x.CopyTo(_work, 0);
        Array.Clear(_imaginary);
        _transform.Forward(_work, _imaginary);
    }

    [Benchmark]
    public double CorrelationOfTenRows() => CovarianceMatrix.Correlation(_data.Transpose())[0, 1];
}
