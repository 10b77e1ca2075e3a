using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Graph;

/// <content>Path lengths and efficiency.</content>
public static partial class GraphMetrics
{
    /// <summary>Mean inverse shortest path length over ordered pairs (Latora and Marchiori 2001); unreachable pairs count 0. 0 for fewer than two nodes.</summary>
    public static double EfficiencyGlobal(WeightedGraph graph) => EfficiencyGlobal(ShortestPaths.Lengths(graph));

    /// <summary>Mean inverse of the off-diagonal path lengths; infinite lengths count 0.</summary>
    public static double EfficiencyGlobal(Matrix pathLengths)
    {
        ArgumentNullException.ThrowIfNull(pathLengths);
        int n = pathLengths.Rows;
        if (n < 2)
        {
            return 0;
        }

        double[] rows = new double[n];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                rows[i] += i == j ? 0 : 1 / pathLengths[i, j];
            }
        }

        return Moments.Sum(rows) / ((double)n * (n - 1));
    }

    /// <summary>
    /// Local efficiency, 2018 form (Wang et al. 2017, doi 10.1093/cercor/bhv287 as adopted by the toolbox):
    /// Σ_jh (w_ij w_ih)^(1/3) / d_jh over k_i (k_i - 1), with d the path length among i's neighbours on cube-rooted lengths.
    /// 0 for nodes with fewer than two neighbours.
    /// </summary>
    public static double[] EfficiencyLocal(WeightedGraph graph) => LocalEfficiency(graph, rootLengths: true);

    /// <summary>Local efficiency, older form: Σ_jh (w_ij w_ih / d_jh)^(1/3) over k_i (k_i - 1), d on plain lengths (Rubinov and Sporns 2010).</summary>
    public static double[] EfficiencyLocalOriginal(WeightedGraph graph) => LocalEfficiency(graph, rootLengths: false);

    /// <summary>
    /// Mean shortest path length over ordered pairs, its largest value per node (eccentricity) and their smallest and largest
    /// (radius, diameter). All are infinite in a disconnected graph, as in the toolbox; NaN with fewer than two nodes.
    /// </summary>
    public static PathSummary Paths(WeightedGraph graph) => Paths(ShortestPaths.Lengths(graph));

    /// <summary>The same from path lengths that are already there.</summary>
    public static PathSummary Paths(Matrix pathLengths)
    {
        ArgumentNullException.ThrowIfNull(pathLengths);
        int n = pathLengths.Rows;
        double[] eccentricity = new double[n];
        double[] sums = new double[n];
        double finite = 0;
        long reachable = 0;
        for (int i = 0; i < n; i++)
        {
            eccentricity[i] = n < 2 ? double.NaN : double.NegativeInfinity;
            for (int j = 0; j < n; j++)
            {
                double d = pathLengths[i, j];
                if (i == j)
                {
                    continue;
                }

                sums[i] += d;
                eccentricity[i] = Math.Max(eccentricity[i], d);
                (finite, reachable) = double.IsFinite(d) ? (finite + d, reachable + 1) : (finite, reachable);
            }
        }

        return new()
        {
            MeanLength = n < 2 ? double.NaN : Moments.Sum(sums) / ((double)n * (n - 1)),
            MeanLengthWithinComponents = reachable > 0 ? finite / reachable : double.NaN,
            Eccentricity = eccentricity,
            Radius = n < 2 ? double.NaN : eccentricity.Min(),
            Diameter = n < 2 ? double.NaN : eccentricity.Max(),
        };
    }

    private static double[] LocalEfficiency(WeightedGraph graph, bool rootLengths)
    {
        ArgumentNullException.ThrowIfNull(graph);
        double[] roots = [.. graph.EdgeWeights.Select(w => w == 1 ? 1 : Elementary.Cbrt(w))];
        double[] result = new double[graph.Size];
        bool negative = graph.HasNegativeWeights;
        for (int u = 0; u < graph.Size; u++)
        {
            int first = graph.Offsets[u];
            int k = graph.Offsets[u + 1] - first;
            if (k < 2)
            {
                continue;
            }

            var lengths = NeighbourLengths(graph, roots, u, rootLengths);
            lengths = ShortestPaths.FromEdgeLengths(lengths, negative);
            result[u] = NeighbourEfficiency(lengths, roots.AsSpan(first, k), rootLengths) / ((double)k * (k - 1));
        }

        return result;
    }

    /// <summary>Edge lengths of the graph among u's neighbours, without u.</summary>
    private static Matrix NeighbourLengths(WeightedGraph graph, double[] roots, int u, bool rootLengths)
    {
        int first = graph.Offsets[u];
        int k = graph.Offsets[u + 1] - first;
        var lengths = new Matrix(k, k);
        Array.Fill(lengths.Values, double.PositiveInfinity);
        for (int a = 0; a < k; a++)
        {
            int node = graph.Targets[first + a];
            lengths[a, a] = 0;
            int b = 0;
            for (int e = graph.Offsets[node]; e < graph.Offsets[node + 1] && b < k; e++)
            {
                while (b < k && graph.Targets[first + b] < graph.Targets[e])
                {
                    b++;
                }

                if (b < k && graph.Targets[first + b] == graph.Targets[e])
                {
                    lengths[a, b] = 1 / (rootLengths ? roots[e] : graph.EdgeWeights[e]);
                }
            }
        }

        return lengths;
    }

    private static double NeighbourEfficiency(Matrix lengths, ReadOnlySpan<double> roots, bool rootLengths)
    {
        double sum = 0;
        for (int a = 0; a < roots.Length; a++)
        {
            double row = 0;
            for (int b = 0; b < roots.Length; b++)
            {
                if (a != b)
                {
                    double closeness = 1 / lengths[a, b];
                    row += roots[b] * (rootLengths || closeness is 0 or 1 ? closeness : Elementary.Cbrt(closeness));
                }
            }

            sum += roots[a] * row;
        }

        return sum;
    }
}
