using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Graph;

/// <summary>What a metric gives: a number, a curve, a value a node, a value a pair, or a number with a value a node.</summary>
public sealed record MetricValue
{
    /// <summary>One number for the graph.</summary>
    public double? Scalar { get; init; }

    /// <summary>A curve for the graph (rich club by degree).</summary>
    public IReadOnlyList<double>? Curve { get; init; }

    /// <summary>One value a node.</summary>
    public IReadOnlyList<double>? Nodes { get; init; }

    /// <summary>One value an ordered pair of nodes.</summary>
    public Matrix? Edges { get; init; }

    internal static MetricValue Of(double value) => new() { Scalar = value };

    internal static MetricValue Of(IReadOnlyList<double> nodes) => new() { Nodes = nodes };

    internal static MetricValue Of(Matrix edges) => new() { Edges = edges };
}
