using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Graph;

/// <summary>
/// An undirected weighted graph: symmetric weights, no self-connections, weight 0 = no edge. Weights may be negative.
/// Neighbours are also held as compressed rows, ascending, for kernels whose cost is the number of edges.
/// </summary>
public sealed class WeightedGraph
{
    private WeightedGraph(Matrix weights)
    {
        Weights = weights;
        int n = weights.Rows;
        Offsets = new int[n + 1];
        List<int> targets = [];
        List<double> values = [];
        for (int i = 0; i < n; i++)
        {
            var row = weights.Row(i);
            for (int j = 0; j < n; j++)
            {
                if (row[j] != 0)
                {
                    targets.Add(j);
                    values.Add(row[j]);
                }
            }

            Offsets[i + 1] = targets.Count;
        }

        Targets = [.. targets];
        EdgeWeights = [.. values];
    }

    /// <summary>Number of nodes.</summary>
    public int Size => Weights.Rows;

    /// <summary>Number of undirected edges.</summary>
    public int Edges => Targets.Length / 2;

    /// <summary>Symmetric weights with a zero diagonal.</summary>
    public Matrix Weights { get; }

    /// <summary>True when some weight is negative.</summary>
    public bool HasNegativeWeights => EdgeWeights.AsSpan().ContainsAnyInRange(double.NegativeInfinity, -double.Epsilon);

    /// <summary>Node i's edges stand at <c>Offsets[i] .. Offsets[i + 1]</c> of <see cref="Targets"/> and <see cref="EdgeWeights"/>.</summary>
    internal int[] Offsets { get; }

    internal int[] Targets { get; }

    internal double[] EdgeWeights { get; }

    /// <summary>A graph over symmetric finite weights. The diagonal is ignored; asymmetry up to 1e-8 of the largest weight is averaged away.</summary>
    /// <exception cref="ArgumentException">Not square, not finite or not symmetric.</exception>
    public static WeightedGraph FromMatrix(Matrix weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (weights.Rows != weights.Columns)
        {
            throw new ArgumentException($"A graph needs a square matrix; found {weights.Rows} x {weights.Columns}.", nameof(weights));
        }

        double allowed = 1e-8 * LargestMagnitude(weights);
        int n = weights.Rows;
        var clean = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double a = weights[i, j];
                double b = weights[j, i];
                if (!(Math.Abs(a - b) <= allowed))
                {
                    throw new ArgumentException($"Weights must be finite and symmetric; ({i}, {j}) is {a} and ({j}, {i}) is {b}.", nameof(weights));
                }

                double w = a == b ? a : 0.5 * (a + b);
                clean[i, j] = w;
                clean[j, i] = w;
            }
        }

        return new(clean);
    }

    /// <summary>The same edges with weight 1 each (whatever their sign).</summary>
    public WeightedGraph Binarised() => Map(static _ => 1);

    /// <summary>Edges with positive weight.</summary>
    public WeightedGraph PositivePart() => Map(static w => Math.Max(w, 0));

    /// <summary>Edges with negative weight, their magnitudes.</summary>
    public WeightedGraph NegativePart() => Map(static w => Math.Max(-w, 0));

    internal WeightedGraph Map(Func<double, double> change)
    {
        var result = new Matrix(Size, Size);
        for (int i = 0; i < Size; i++)
        {
            for (int e = Offsets[i]; e < Offsets[i + 1]; e++)
            {
                result[i, Targets[e]] = change(EdgeWeights[e]);
            }
        }

        return new(result);
    }

    internal static double LargestMagnitude(Matrix weights)
    {
        double largest = 0;
        foreach (double w in weights.Values)
        {
            largest = double.IsFinite(w) ? Math.Max(largest, Math.Abs(w)) : largest;
        }

        return largest;
    }
}
