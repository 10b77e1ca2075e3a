namespace Etiogrid.Connectome.Graph;

/// <summary>
/// Shortest paths from one node, reusable buffers: Dijkstra by linear scan (connectomes are dense, a heap does not pay).
/// A predecessor of w is a node finalised before w whose distance plus edge length equals w's distance exactly.
/// </summary>
internal sealed class PathTree
{
    private readonly WeightedGraph _graph;
    private readonly double[] _lengths;
    private readonly int[] _position;

    public PathTree(WeightedGraph graph)
    {
        _graph = graph;
        _lengths = [.. graph.EdgeWeights.Select(w => 1 / w)];
        _position = new int[graph.Size];
        Distance = new double[graph.Size];
        Order = new int[graph.Size];
        Paths = new double[graph.Size];
    }

    public double[] Distance { get; }

    /// <summary>Reached nodes in the order they became final; only the first <see cref="Reached"/> entries count.</summary>
    public int[] Order { get; }

    public int Reached { get; private set; }

    /// <summary>Number of shortest paths from the source.</summary>
    public double[] Paths { get; }

    public void Grow(int source)
    {
        Array.Fill(Distance, double.PositiveInfinity);
        Array.Fill(_position, int.MaxValue);
        Distance[source] = 0;
        Reached = 0;
        for (int node = source; node >= 0; node = NearestOpen())
        {
            _position[node] = Reached;
            Order[Reached++] = node;
            double here = Distance[node];
            for (int e = _graph.Offsets[node]; e < _graph.Offsets[node + 1]; e++)
            {
                int other = _graph.Targets[e];
                double candidate = here + _lengths[e];
                if (_position[other] == int.MaxValue && candidate < Distance[other])
                {
                    Distance[other] = candidate;
                }
            }
        }

        CountPaths(source);
    }

    /// <summary>True when edge e (from node to its target) is the last step of a shortest path to the target.</summary>
    public bool IsLastStep(int node, int e)
    {
        int target = _graph.Targets[e];
        return _position[node] < _position[target] && Distance[node] + _lengths[e] == Distance[target];
    }

    private void CountPaths(int source)
    {
        Array.Clear(Paths);
        Paths[source] = 1;
        for (int k = 0; k < Reached; k++)
        {
            int node = Order[k];
            for (int e = _graph.Offsets[node]; e < _graph.Offsets[node + 1]; e++)
            {
                if (IsLastStep(node, e))
                {
                    Paths[_graph.Targets[e]] += Paths[node];
                }
            }
        }
    }

    private int NearestOpen()
    {
        int best = -1;
        double smallest = double.PositiveInfinity;
        for (int j = 0; j < Distance.Length; j++)
        {
            if (Distance[j] < smallest && _position[j] == int.MaxValue)
            {
                (best, smallest) = (j, Distance[j]);
            }
        }

        return best;
    }
}
