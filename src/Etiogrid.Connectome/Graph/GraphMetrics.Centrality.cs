using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Graph;

/// <content>Centrality.</content>
public static partial class GraphMetrics
{
    /// <summary>
    /// Betweenness of nodes: Σ over ordered pairs (s, t) of the share of shortest s-t paths through the node, not normalised
    /// (Brandes 2001, doi 10.1080/0022250X.2001.9990249).
    /// </summary>
    public static double[] Betweenness(WeightedGraph graph) => BetweennessOfNodesAndEdges(graph).Nodes;

    /// <summary>Betweenness of nodes and of edges; element (i, j) of the edge matrix counts paths that step from i to j.</summary>
    public static (double[] Nodes, Matrix Edges) BetweennessOfNodesAndEdges(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int n = graph.Size;
        double[] nodes = new double[n];
        var edges = new Matrix(n, n);
        var tree = new PathTree(graph);
        double[] dependency = new double[n];
        for (int source = 0; source < n; source++)
        {
            tree.Grow(source);
            Array.Clear(dependency);
            for (int k = tree.Reached - 1; k >= 0; k--)
            {
                AddDependencies(graph, tree, tree.Order[k], dependency, edges);
            }

            dependency[source] = 0;
            for (int i = 0; i < n; i++)
            {
                nodes[i] += dependency[i];
            }
        }

        return (nodes, edges);
    }

    /// <summary>Principal eigenvector of the weights, unit length, positive sum (Newman 2008). Undefined direction among equal largest eigenvalues (several components) is what the decomposition gives.</summary>
    public static double[] Eigenvector(WeightedGraph graph) => Eigenvector(SymmetricEigen.Decompose(Weights(graph)));

    /// <summary>The same from a decomposition that is already there.</summary>
    public static double[] Eigenvector(SymmetricEigen eigen)
    {
        ArgumentNullException.ThrowIfNull(eigen);
        if (eigen.Values.Length == 0)
        {
            return [];
        }

        double[] vector = eigen.Vectors.Column(0);
        double sign = Moments.Sum(vector) < 0 ? -1 : 1;
        return [.. vector.Select(v => sign * v)];
    }

    /// <summary>Subgraph centrality: diag(exp(W)) (Estrada and Rodríguez-Velázquez 2005, doi 10.1103/PhysRevE.71.056103).</summary>
    public static double[] Subgraph(WeightedGraph graph) => Subgraph(SymmetricEigen.Decompose(Weights(graph)));

    /// <summary>The same from a decomposition that is already there.</summary>
    public static double[] Subgraph(SymmetricEigen eigen)
    {
        ArgumentNullException.ThrowIfNull(eigen);
        double[] growth = [.. eigen.Values.Select(Elementary.Exp)];
        double[] result = new double[growth.Length];
        double[] squares = new double[growth.Length];
        for (int i = 0; i < result.Length; i++)
        {
            for (int k = 0; k < squares.Length; k++)
            {
                squares[k] = eigen.Vectors[i, k] * eigen.Vectors[i, k];
            }

            result[i] = Moments.Dot(squares, growth);
        }

        return result;
    }

    /// <summary>PageRank with the given damping, sums to 1: solves (I - d W diag(1/s)) x = (1 - d)/n; nodes without edges only receive the jump.</summary>
    public static double[] PageRank(WeightedGraph graph, double damping = 0.85)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int n = graph.Size;
        double[] strength = Strength(graph);
        var system = Matrix.Identity(n);
        for (int i = 0; i < n; i++)
        {
            for (int e = graph.Offsets[i]; e < graph.Offsets[i + 1]; e++)
            {
                double s = strength[graph.Targets[e]];
                system[i, graph.Targets[e]] -= damping * graph.EdgeWeights[e] / (s == 0 ? 1 : s);
            }
        }

        if (!DenseSolver.TryInvert(system, out var inverse))
        {
            return [.. Enumerable.Repeat(double.NaN, n)];
        }

        double[] rank = [.. Enumerable.Range(0, n).Select(i => Moments.Sum(inverse.Row(i)))];
        double total = Moments.Sum(rank);
        return [.. rank.Select(r => r / total)];
    }

    /// <summary>Coreness: the largest k such that the node is in the k-core, by repeatedly peeling nodes of lower degree.</summary>
    public static double[] KCore(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int[] degree = [.. Degree(graph).Select(k => (int)k)];
        double[] core = new double[graph.Size];
        bool[] removed = new bool[graph.Size];
        int level = 0;
        for (int step = 0; step < graph.Size; step++)
        {
            int next = Enumerable.Range(0, graph.Size).Where(i => !removed[i]).MinBy(i => degree[i]);
            level = Math.Max(level, degree[next]);
            core[next] = level;
            removed[next] = true;
            foreach (int other in graph.Targets.AsSpan(graph.Offsets[next]..graph.Offsets[next + 1]))
            {
                degree[other]--;
            }
        }

        return core;
    }

    private static Matrix Weights(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        return graph.Weights;
    }

    private static void AddDependencies(WeightedGraph graph, PathTree tree, int node, double[] dependency, Matrix edges)
    {
        for (int e = graph.Offsets[node]; e < graph.Offsets[node + 1]; e++)
        {
            if (tree.IsLastStep(node, e))
            {
                int target = graph.Targets[e];
                double share = (1 + dependency[target]) * tree.Paths[node] / tree.Paths[target];
                dependency[node] += share;
                edges[node, target] += share;
            }
        }
    }
}
