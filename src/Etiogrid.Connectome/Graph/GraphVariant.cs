using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Graph;

/// <summary>One reading of a matrix (weighted, binary, positive part, negative part) with the costly intermediate results several metrics share.</summary>
internal sealed class GraphVariant
{
    private readonly Lazy<Matrix> _paths;
    private readonly Lazy<PathSummary> _summary;
    private readonly Lazy<(double[] Nodes, Matrix Edges)> _betweenness;
    private readonly Lazy<SymmetricEigen> _eigen;
    private readonly Lazy<Matrix> _passage;

    public GraphVariant(WeightedGraph graph, Func<IReadOnlyList<int>> modules, bool isBinary)
    {
        Graph = graph;
        Modules = modules;
        IsBinary = isBinary;
        _paths = new(() => ShortestPaths.Lengths(graph));
        _summary = new(() => GraphMetrics.Paths(_paths.Value));
        _betweenness = new(() => GraphMetrics.BetweennessOfNodesAndEdges(graph));
        _eigen = new(() => SymmetricEigen.Decompose(graph.Weights));
        _passage = new(() => GraphMetrics.MeanFirstPassage(graph));
    }

    public WeightedGraph Graph { get; }

    public bool IsBinary { get; }

    /// <summary>The partition that module metrics refer to.</summary>
    public Func<IReadOnlyList<int>> Modules { get; }

    public Matrix PathLengths => _paths.Value;

    public PathSummary Paths => _summary.Value;

    public (double[] Nodes, Matrix Edges) Betweenness => _betweenness.Value;

    public SymmetricEigen Eigen => _eigen.Value;

    public Matrix MeanFirstPassage => _passage.Value;
}
