using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Gradients;

/// <summary>
/// Connectopic maps of a structure such as the striatum or the hippocampus: how the pattern of connections with the rest of the brain
/// changes gradually within it (Haak et al. 2018, doi 10.1016/j.neuroimage.2017.06.075; applied to depression by Mulders et al. 2022).
/// Similarity of two places: η² of their correlation profiles with the rest of the brain; maps: Laplacian eigenmaps of the graph that keeps, for
/// each place, its most similar ones, as many as connect all places. Each map is scaled to [0, 1] with its largest-magnitude end as in
/// <see cref="ConnectivityGradients"/>.
/// </summary>
/// <param name="Places">Names of the places, in the recording's order.</param>
/// <param name="Maps">Places x maps, each from 0 to 1.</param>
/// <param name="Eigenvalues">Of the normalised Laplacian, ascending, the trivial one left out.</param>
/// <param name="Neighbours">Similar places each place is joined with.</param>
public sealed record ConnectopicMap(IReadOnlyList<string> Places, Matrix Maps, IReadOnlyList<double> Eigenvalues, int Neighbours)
{
    /// <summary>Maps of a structure from one recording.</summary>
    /// <param name="series">Recording.</param>
    /// <param name="structure">Columns of the structure, varying, at least 3.</param>
    /// <param name="rest">Columns whose connections are compared, varying, at least 2, none of the structure's.</param>
    /// <param name="maps">Number of maps, 1 to places - 1.</param>
    /// <exception cref="ArgumentException">The columns or the number of maps do not fit.</exception>
    public static ConnectopicMap Compute(TimeSeries series, IReadOnlyList<int> structure, IReadOnlyList<int> rest, int maps)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(structure);
        ArgumentNullException.ThrowIfNull(rest);
        if (structure.Count < 3 || rest.Count < 2 || structure.Intersect(rest).Any() || structure.Concat(rest).Any(j => series.States[j] != RegionState.Varying))
        {
            throw new ArgumentException("A connectopic map needs at least 3 places and 2 other regions, all with varying signals.", nameof(structure));
        }

        if (maps < 1 || maps >= structure.Count)
        {
            throw new ArgumentException($"The number of maps must lie in [1, {structure.Count - 1}]; found {maps}.", nameof(maps));
        }

        var similarity = Similarity(Profiles(series, structure, rest));
        var (graph, neighbours) = ConnectedNeighbours(similarity);
        var found = ConnectivityGradients.Compute(graph, new() { Method = EmbeddingMethod.LaplacianEigenmaps, Kernel = AffinityKernel.None, Sparsity = 0, Components = maps });
        ToUnitRange(found.Maps);
        return new([.. structure.Select(j => series.Regions[j])], found.Maps, found.Eigenvalues, neighbours);
    }

    /// <summary>
    /// η² of rows: 1 - Σ((a - m)² + (b - m)²)/Σ((a - M)² + (b - M)²), m the pair's mean at each position, M its mean over all positions; [0, 1], 1 for equal rows.
    /// </summary>
    public static Matrix Similarity(Matrix profiles)
    {
        ArgumentNullException.ThrowIfNull(profiles);
        int n = profiles.Rows;
        var result = Matrix.Identity(n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double eta = EtaSquared(profiles.Row(i), profiles.Row(j));
                (result[i, j], result[j, i]) = (eta, eta);
            }
        }

        return result;
    }

    private static double EtaSquared(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double mean = 0.5 * (Moments.Mean(a) + Moments.Mean(b));
        double within = 0;
        double total = 0;
        for (int k = 0; k < a.Length; k++)
        {
            double half = 0.5 * (a[k] - b[k]);
            within += 2 * half * half;
            total += ((a[k] - mean) * (a[k] - mean)) + ((b[k] - mean) * (b[k] - mean));
        }

        return total > 0 ? 1 - (within / total) : 1;
    }

    /// <summary>Fisher-z correlations of each place with each other region: places x regions.</summary>
    private static Matrix Profiles(TimeSeries series, IReadOnlyList<int> structure, IReadOnlyList<int> rest)
    {
        var places = Connectivity.Covariance.UnitColumns(series.SelectRegions(structure).Values);
        var others = Connectivity.Covariance.UnitColumns(series.SelectRegions(rest).Values);
        var result = new Matrix(structure.Count, rest.Count);
        Gemm.TransposedMultiply(places, others, result);
        foreach (ref double value in result.Values.AsSpan())
        {
            value = Moments.FisherZ(Math.Clamp(value, -1 + 1e-12, 1 - 1e-12));
        }

        return result;
    }

    /// <summary>Joins every place with its k most similar ones (either way), k the smallest that leaves one component.</summary>
    private static (Matrix Graph, int Neighbours) ConnectedNeighbours(Matrix similarity)
    {
        int n = similarity.Rows;
        int[][] order = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Where(j => j != i).OrderByDescending(j => similarity[i, j]).ToArray())];
        for (int k = 1; ; k++)
        {
            var graph = new Matrix(n, n);
            for (int i = 0; i < n; i++)
            {
                foreach (int j in order[i].Take(k))
                {
                    (graph[i, j], graph[j, i]) = (similarity[i, j], similarity[j, i]);
                }
            }

            if (k == n - 1 || Graph.Components.Of(Etiogrid.Connectome.Graph.WeightedGraph.FromMatrix(graph)).Distinct().Count() == 1)
            {
                return (graph, k);
            }
        }
    }

    private static void ToUnitRange(Matrix maps)
    {
        for (int c = 0; c < maps.Columns; c++)
        {
            double[] column = maps.Column(c);
            double low = column.Min();
            double range = column.Max() - low;
            for (int i = 0; i < maps.Rows; i++)
            {
                maps[i, c] = range > 0 ? (column[i] - low) / range : 0;
            }
        }
    }
}
