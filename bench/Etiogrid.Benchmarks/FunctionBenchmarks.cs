using BenchmarkDotNet.Attributes;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Benchmarks;

/// <summary>Scalar functions on 1024 arguments a call.</summary>
public class FunctionBenchmarks
{
    private const int Count = 1024;
    private readonly double[] _arguments = new double[Count];
    private readonly double[] _probabilities = new double[Count];

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Philox(1, 1);
        for (int i = 0; i < Count; i++)
        {
            _arguments[i] = 20 * (random.NextDouble() - 0.5);
            _probabilities[i] = random.NextDouble();
        }
    }

    [Benchmark(OperationsPerInvoke = Count)]
    public double Exp() => Sum(_arguments, Elementary.Exp);

    [Benchmark(OperationsPerInvoke = Count)]
    public double RuntimeExp() => Sum(_arguments, Math.Exp);

    [Benchmark(OperationsPerInvoke = Count)]
    public double Log() => Sum(_probabilities, Elementary.Log);

    [Benchmark(OperationsPerInvoke = Count)]
    public double RuntimeLog() => Sum(_probabilities, Math.Log);

    [Benchmark(OperationsPerInvoke = Count)]
    public double Sin() => Sum(_arguments, Elementary.Sin);

    [Benchmark(OperationsPerInvoke = Count)]
    public double Tanh() => Sum(_arguments, Elementary.Tanh);

    [Benchmark(OperationsPerInvoke = Count)]
    public double NormalQuantile() => Sum(_probabilities, Normal.Quantile);

    [Benchmark(OperationsPerInvoke = Count)]
    public double NormalCumulative() => Sum(_arguments, Normal.Cumulative);

    private static double Sum(double[] arguments, Func<double, double> f)
    {
        double sum = 0;
        foreach (double x in arguments)
        {
            sum += f(x);
        }

        return sum;
    }
}
