using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Graph;

/// <summary>A division into a densely linked core and a sparsely linked periphery.</summary>
/// <param name="IsCore">One flag a node.</param>
/// <param name="Quality">Its coreness statistic q; 0 without edges.</param>
public sealed record CorePeriphery(IReadOnlyList<bool> IsCore, double Quality)
{
    /// <summary>
    /// The exact maximum of q = Σ_core B - Σ_periphery B with B = (W - mean W)/ΣW, the mean over all n² elements
    /// (Borgatti and Everett 2000; Rubinov et al. 2015, doi 10.1073/pnas.1420315112).
    /// </summary>
    /// <remarks>
    /// Cross terms cancel: q = Σ_i c_i b_i with b_i the row sum of B and c_i = ±1, so a node belongs in the core exactly when
    /// its strength exceeds the mean strength. The search by node swaps that the literature describes finds the same division.
    /// </remarks>
    public static CorePeriphery Find(WeightedGraph graph)
    {
        double[] strength = GraphMetrics.Strength(graph);
        double total = Moments.Sum(strength);
        double mean = total / strength.Length;
        bool[] core = [.. strength.Select(s => s > mean)];
        double quality = Moments.Sum([.. strength.Select(s => Math.Abs(s - mean))]);
        return new(core, total == 0 ? 0 : quality / total);
    }
}
