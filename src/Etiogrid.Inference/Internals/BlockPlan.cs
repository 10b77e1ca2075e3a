namespace Etiogrid.Inference;

/// <summary>The elimination order of the variables (min-fill) with its cliques and components: known before any table is built.</summary>
internal sealed class BlockPlan
{
    private readonly int[] _position;
    private readonly int[] _parent;
    private readonly double[] _cells;

    public BlockPlan(FactorScopes scopes)
    {
        var all = scopes.Variables;
        int n = all.Variables;
        var graph = Graph(scopes);
        ComponentOf = new int[n];
        FindComponents(graph);
        var left = Enumerable.Range(0, n).ToList();
        Order = new int[n];
        Cliques = new int[n][];
        _position = new int[n];
        _cells = new double[n];
        for (int i = 0; i < n; i++)
        {
            int next = left.MinBy(k => Cost(graph, all, k));
            left.Remove(next);
            Order[i] = next;
            _position[next] = i;
            Cliques[i] = [next, .. Neighbours(graph[next])];
            _cells[i] = all.Cells(Cliques[i]);
            TotalCells += _cells[i];
            LargestClique = Math.Max(LargestClique, _cells[i]);
            Eliminate(graph, next);
        }

        for (int i = 0; i < n; i++)
        {
            Cliques[i] = [.. Cliques[i].OrderBy(k => _position[k])];
        }

        _parent = [.. Cliques.Select(c => c.Length > 1 ? _position[c[1]] : -1)];
        PairOrder = [.. Enumerable.Range(0, all.Grid.Pathways).OrderByDescending(LargestAbove)];
    }

    /// <summary>Variables in the order of elimination.</summary>
    public int[] Order { get; }

    /// <summary>For each eliminated variable: itself, then those it meets, in the order of elimination.</summary>
    public int[][] Cliques { get; }

    /// <summary>The connected component of each variable.</summary>
    public int[] ComponentOf { get; }

    public int Components { get; private set; }

    public double TotalCells { get; }

    public double LargestClique { get; }

    /// <summary>Cells of all runs that the pairs need: two kinds of state, up and down the paths of <see cref="PairOrder"/>.</summary>
    public double PairCells
    {
        get
        {
            double sum = 0;
            for (int i = 0; i < PairOrder.Length; i++)
            {
                bool[] affected = Ancestors([PairOrder[i]]);
                bool[] needed = Ancestors(Later(i));
                for (int b = 0; b < affected.Length; b++)
                {
                    sum += _cells[b] * ((affected[b] ? 1 : 0) + (needed[b] ? 1 : 0));
                }
            }

            return sum;
        }
    }

    /// <summary>Pathways by the largest table between them and the root of their component, largest first: holding one and asking for the later ones touches small tables only.</summary>
    public int[] PairOrder { get; }

    /// <summary>The pathways after the i-th of <see cref="PairOrder"/> in its component.</summary>
    public int[] Later(int i) => [.. PairOrder.Skip(i + 1).Where(k => ComponentOf[k] == ComponentOf[PairOrder[i]])];

    /// <summary>The buckets of these variables and all between them and the root.</summary>
    public bool[] Ancestors(IReadOnlyList<int> variables)
    {
        bool[] found = new bool[Order.Length];
        foreach (int v in variables)
        {
            for (int b = _position[v]; b >= 0 && !found[b]; b = _parent[b])
            {
                found[b] = true;
            }
        }

        return found;
    }

    private double LargestAbove(int variable)
    {
        double largest = 0;
        for (int b = _position[variable]; b >= 0; b = _parent[b])
        {
            largest = Math.Max(largest, _cells[b]);
        }

        return largest;
    }

    private static bool[][] Graph(FactorScopes scopes)
    {
        int n = scopes.Variables.Variables;
        bool[][] graph = [.. Enumerable.Range(0, n).Select(_ => new bool[n])];
        foreach (int[] scope in scopes.Scopes)
        {
            foreach (int a in scope)
            {
                foreach (int b in scope)
                {
                    graph[a][b] |= a != b;
                }
            }
        }

        return graph;
    }

    private static int[] Neighbours(bool[] row)
    {
        var list = new List<int>();
        for (int b = 0; b < row.Length; b++)
        {
            if (row[b])
            {
                list.Add(b);
            }
        }

        return [.. list];
    }

    private void FindComponents(bool[][] graph)
    {
        Array.Fill(ComponentOf, -1);
        for (int start = 0; start < graph.Length; start++)
        {
            if (ComponentOf[start] >= 0)
            {
                continue;
            }

            var stack = new Stack<int>([start]);
            while (stack.TryPop(out int k))
            {
                if (ComponentOf[k] < 0)
                {
                    ComponentOf[k] = Components;
                    foreach (int other in Neighbours(graph[k]))
                    {
                        stack.Push(other);
                    }
                }
            }

            Components++;
        }
    }

    private static (double Fill, double Cells) Cost(bool[][] graph, BlockVariables all, int k)
    {
        double fill = 0;
        int[] near = Neighbours(graph[k]);
        for (int i = 0; i < near.Length; i++)
        {
            bool[] row = graph[near[i]];
            for (int j = i + 1; j < near.Length; j++)
            {
                fill += row[near[j]] ? 0 : (double)all.Count(near[i]) * all.Count(near[j]);
            }
        }

        return (fill, all.Cells(near) * all.Count(k));
    }

    private static void Eliminate(bool[][] graph, int k)
    {
        int[] near = Neighbours(graph[k]);
        foreach (int a in near)
        {
            graph[a][k] = false;
            foreach (int b in near)
            {
                graph[a][b] |= a != b;
            }
        }
    }
}
