using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Modules;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Dynamics;

/// <summary>Modules that persist or change over ordered layers (Mucha et al. 2010, doi 10.1126/science.1184819).</summary>
public static class MultilayerModularity
{
    /// <summary>All runs: layers x nodes labels and Q each.</summary>
    /// <param name="layers">Symmetric weights of the same nodes; negative weights are refused.</param>
    /// <param name="gamma">Resolution within layers, &gt; 0.</param>
    /// <param name="omega">Coupling of a node with itself in the next layer, &gt;= 0.</param>
    /// <param name="runs">Independent ascents.</param>
    /// <param name="seed">Seed.</param>
    /// <param name="threads">Worker threads, 0 = all; never changes results.</param>
    public static IReadOnlyList<LayeredPartition> Run(IReadOnlyList<WeightedGraph> layers, double gamma, double omega, int runs, ulong seed, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(layers);
        if (layers.Count == 0 || layers.Any(g => g.Size != layers[0].Size || g.HasNegativeWeights))
        {
            throw new ArgumentException("Layers must be at least one, of the same nodes, without negative weights.", nameof(layers));
        }

        if (!(gamma > 0) || !(omega >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(gamma), (gamma, omega), "gamma must be positive and omega not negative.");
        }

        int n = layers[0].Size;
        return [.. Louvain.Runs(ModularityProblem.Of(layers, gamma, omega), runs, seed, threads).Select(p => LayeredPartition.FromFlat(p, n))];
    }

    /// <summary>Q of given labels (layers x nodes) under the same definition.</summary>
    public static double Quality(IReadOnlyList<WeightedGraph> layers, Matrix labels, double gamma, double omega)
    {
        ArgumentNullException.ThrowIfNull(layers);
        ArgumentNullException.ThrowIfNull(labels);
        int[] flat = [.. labels.Values.Select(v => (int)v)];
        return ModularityProblem.Of(layers, gamma, omega).Quality(GraphMetrics.CompactLabels(flat, flat.Length));
    }
}
