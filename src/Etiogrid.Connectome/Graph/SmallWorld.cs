using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Graph;

/// <summary>
/// How far a graph is clustered like a lattice and short like a random graph. Clustering is the mean Onnela coefficient, length the
/// mean shortest path over reachable pairs.
/// </summary>
public sealed record SmallWorld
{
    /// <summary>σ = (C/C_rand)/(L/L_rand) against degree-preserving random graphs (Humphries and Gurney 2008); above 1 is small-world.</summary>
    public required double Sigma { get; init; }

    /// <summary>ω = L_rand/L - C/C_latt, about [-1, 1]: negative lattice-like, positive random-like (Telesford et al. 2011).</summary>
    public required double Omega { get; init; }

    /// <summary>
    /// φ = 1 - sqrt((ΔC² + ΔL²)/2), [0, 1], with ΔC = (C_ring - C)/(C_ring - C_scattered) and ΔL = (L - L_scattered)/(L_ring - L_scattered), each held
    /// within [0, 1]: a ring of the same weights, strongest between neighbours, and the same weights on random pairs (Muldoon et al. 2016, doi 10.1038/srep22057).
    /// </summary>
    public required double Propensity { get; init; }

    /// <summary>φ of each degree-preserving random graph against the same ring and scattered weights: what φ is without more order than the degrees bring.</summary>
    public required IReadOnlyList<double> PropensityOfNulls { get; init; }

    /// <summary>Computes all three from the mean over <paramref name="nulls"/> random graphs. NaN without triangles or edges to compare with.</summary>
    public static SmallWorld Compute(WeightedGraph graph, int nulls, ulong seed, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(nulls);
        var positive = graph.HasNegativeWeights ? graph.PositivePart() : graph;
        var observed = Measure(positive);
        var ring = Measure(Rewiring.RingLattice(positive));
        var draws = new (double C, double L)[3, nulls];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount };
        Parallel.For(0, nulls, options, k =>
        {
            draws[0, k] = Measure(Rewiring.Randomise(positive, new Philox(seed, (ulong)(3 * k))));
            draws[1, k] = Measure(Rewiring.Latticise(positive, new Philox(seed, (ulong)((3 * k) + 1))));
            draws[2, k] = Measure(Rewiring.Scatter(positive, new Philox(seed, (ulong)((3 * k) + 2))));
        });
        var random = Mean(draws, 0, nulls);
        var lattice = Mean(draws, 1, nulls);
        var scattered = Mean(draws, 2, nulls);
        return new()
        {
            Sigma = observed.C / random.C / (observed.L / random.L),
            Omega = (random.L / observed.L) - (observed.C / lattice.C),
            Propensity = PropensityOf(observed, ring, scattered),
            PropensityOfNulls = [.. Enumerable.Range(0, nulls).Select(k => PropensityOf(draws[0, k], ring, scattered))],
        };
    }

    private static double PropensityOf((double C, double L) observed, (double C, double L) ring, (double C, double L) random)
    {
        double clustering = Math.Clamp((ring.C - observed.C) / (ring.C - random.C), 0, 1);
        double length = Math.Clamp((observed.L - random.L) / (ring.L - random.L), 0, 1);
        return 1 - Math.Sqrt(0.5 * ((clustering * clustering) + (length * length)));
    }

    private static (double C, double L) Measure(WeightedGraph graph) =>
        (Moments.Mean(GraphMetrics.Clustering(graph)), GraphMetrics.Paths(graph).MeanLengthWithinComponents);

    private static (double C, double L) Mean((double C, double L)[,] draws, int kind, int nulls)
    {
        double[] c = [.. Enumerable.Range(0, nulls).Select(k => draws[kind, k].C)];
        double[] l = [.. Enumerable.Range(0, nulls).Select(k => draws[kind, k].L)];
        return (Moments.Mean(c), Moments.Mean(l));
    }
}
