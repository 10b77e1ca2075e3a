using Etiogrid.Connectome.Graph;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Modules;

/// <summary>Modules by modularity maximisation. Deterministic by seed: run k uses stream k, whatever the number of threads.</summary>
public static class Louvain
{
    /// <summary>All runs' partitions, in order of runs.</summary>
    /// <param name="graph">Negative weights take the asymmetric signed modularity.</param>
    /// <param name="gamma">Resolution, &gt; 0: larger gives smaller modules.</param>
    /// <param name="runs">Independent random orders, at least 1.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="threads">Worker threads, 0 = all cores; never changes the result.</param>
    public static IReadOnlyList<Partition> Runs(WeightedGraph graph, double gamma, int runs, ulong seed, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ThrowIfNotPositive(gamma);
        return Runs(ModularityProblem.Of(graph, gamma), runs, seed, threads);
    }

    /// <summary>The run with the largest Q; the first of equals.</summary>
    public static Partition Best(WeightedGraph graph, double gamma, int runs, ulong seed, int threads = 0) =>
        Runs(graph, gamma, runs, seed, threads).MaxBy(p => p.Quality)!;

    /// <summary>Q of a given partition under the same definition; 0 without edges.</summary>
    public static double Quality(WeightedGraph graph, IReadOnlyList<int> labels, double gamma = 1)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return ModularityProblem.Of(graph, gamma).Quality(GraphMetrics.CompactLabels(labels, graph.Size));
    }

    internal static IReadOnlyList<Partition> Runs(ModularityProblem problem, int runs, ulong seed, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(runs);
        var result = new Partition[runs];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        Parallel.For(0, runs, options, run =>
        {
            int[] labels = LouvainRun.Climb(problem, new Philox(seed, (ulong)run));
            result[run] = new([.. labels.Select(l => l + 1)], problem.Quality(labels));
        });
        return result;
    }

    private static void ThrowIfNotPositive(double gamma)
    {
        if (!(gamma > 0) || !double.IsFinite(gamma))
        {
            throw new ArgumentOutOfRangeException(nameof(gamma), gamma, "A resolution must be positive and finite.");
        }
    }
}
