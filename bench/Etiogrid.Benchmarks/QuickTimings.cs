using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using BenchmarkDotNet.Attributes;

namespace Etiogrid.Benchmarks;

/// <summary>Runs benchmark methods a few times each and prints the best time: for a busy machine, where ratios matter more than means.</summary>
internal static class QuickTimings
{
    private const double SecondsPerMethod = 0.3;

    /// <summary>Times every benchmark whose class name contains one of the topics (all for none).</summary>
    public static int Run(string[] topics)
    {
        foreach (var type in typeof(QuickTimings).Assembly.GetTypes().Where(t => t.GetMethods().Any(IsBenchmark)).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            if (topics.Length == 0 || topics.Any(t => type.Name.Contains(t, StringComparison.OrdinalIgnoreCase)))
            {
                RunType(type);
            }
        }

        return 0;
    }

    private static bool IsBenchmark(MethodInfo method) => method.GetCustomAttribute<BenchmarkAttribute>() is not null;

    private static void RunType(Type type)
    {
        var parameter = type.GetProperties().FirstOrDefault(p => p.GetCustomAttribute<ParamsAttribute>() is not null);
        object?[] values = parameter?.GetCustomAttribute<ParamsAttribute>()!.Values ?? [null];
        foreach (object? value in values)
        {
            object instance = Activator.CreateInstance(type)!;
            parameter?.SetValue(instance, value);
            type.GetMethods().FirstOrDefault(m => m.GetCustomAttribute<GlobalSetupAttribute>() is not null)?.Invoke(instance, null);
            foreach (var method in type.GetMethods().Where(IsBenchmark))
            {
                double seconds = Best(() => method.Invoke(instance, null)) / method.GetCustomAttribute<BenchmarkAttribute>()!.OperationsPerInvoke;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{type.Name}\t{method.Name}\t{value}\t{seconds * 1e9:G6} ns"));
            }
        }
    }

    private static double Best(Action action)
    {
        double best = double.PositiveInfinity;
        var total = Stopwatch.StartNew();
        for (int run = 0; run < 5 || total.Elapsed.TotalSeconds < SecondsPerMethod; run++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        return best;
    }
}
