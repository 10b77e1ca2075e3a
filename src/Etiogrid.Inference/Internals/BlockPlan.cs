namespace Etiogrid.Inference;

/// <summary>The elimination order of the pathways (min-fill) with its cliques and components: known before any table is built.</summary>
internal sealed class BlockPlan
{
    public BlockPlan(FactorScopes scopes)
    {
        var grid = scopes.Grid;
        int n = grid.Pathways;
        var graph = Graph(scopes);
        ComponentOf = new int[n];
        FindComponents(graph);
        var left = Enumerable.Range(0, n).ToList();
        Order = new int[n];
        Cliques = new int[n][];
        int[] position = new int[n];
        for (int i = 0; i < n; i++)
        {
            int next = left.MinBy(k => Cost(graph, grid, k));
            left.Remove(next);
            Order[i] = next;
            position[next] = i;
            Cliques[i] = [next, .. graph[next]];
            TotalCells += PathwayFactor.Cells(grid, Cliques[i]);
            LargestClique = Math.Max(LargestClique, PathwayFactor.Cells(grid, Cliques[i]));
            Eliminate(graph, next);
        }

        for (int i = 0; i < n; i++)
        {
            Cliques[i] = [.. Cliques[i].OrderBy(k => position[k])];
        }
    }

    /// <summary>Pathways in the order of elimination.</summary>
    public int[] Order { get; }

    /// <summary>For each eliminated pathway: itself, then those it meets, in the order of elimination.</summary>
    public int[][] Cliques { get; }

    /// <summary>The connected component of each pathway.</summary>
    public int[] ComponentOf { get; }

    public int Components { get; private set; }

    public double TotalCells { get; }

    public double LargestClique { get; }

    /// <summary>Cells times runs: every pathway of a component needs two more runs for its pairs.</summary>
    public double CostWithPairs(int terms)
    {
        int[] size = new int[Components];
        Array.ForEach(ComponentOf, c => size[c]++);
        return TotalCells * terms * (1 + (2.0 * size.Max()));
    }

    private static SortedSet<int>[] Graph(FactorScopes scopes)
    {
        SortedSet<int>[] graph = [.. Enumerable.Range(0, scopes.Grid.Pathways).Select(_ => new SortedSet<int>())];
        foreach (int[] scope in scopes.Scopes)
        {
            foreach (int a in scope)
            {
                graph[a].UnionWith(scope.Where(b => b != a));
            }
        }

        return graph;
    }

    private void FindComponents(SortedSet<int>[] graph)
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
                    foreach (int other in graph[k])
                    {
                        stack.Push(other);
                    }
                }
            }

            Components++;
        }
    }

    private static (double Fill, double Cells) Cost(SortedSet<int>[] graph, CompiledGrid grid, int k)
    {
        double fill = 0;
        foreach (int a in graph[k])
        {
            foreach (int b in graph[k])
            {
                fill += a < b && !graph[a].Contains(b) ? (double)grid.Count(a) * grid.Count(b) : 0;
            }
        }

        return (fill, PathwayFactor.Cells(grid, graph[k]) * grid.Count(k));
    }

    private static void Eliminate(SortedSet<int>[] graph, int k)
    {
        foreach (int a in graph[k])
        {
            graph[a].Remove(k);
            graph[a].UnionWith(graph[k].Where(b => b != a));
        }
    }
}
