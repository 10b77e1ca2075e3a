namespace Etiogrid.Inference.Networks;

/// <summary>In which order variables are eliminated and what clique each makes: known before any table is built.</summary>
internal sealed class EliminationPlan
{
    private EliminationPlan(int[] order, int[][] cliques, int[] sizes)
    {
        Order = order;
        Cliques = cliques;
        Sizes = sizes;
        foreach (int[] clique in cliques)
        {
            double cells = 1;
            foreach (int v in clique)
            {
                cells *= sizes[v];
            }

            LargestTable = Math.Max(LargestTable, cells);
            TotalCells += cells;
        }
    }

    /// <summary>Unobserved variables in the order of elimination.</summary>
    public int[] Order { get; }

    /// <summary>For each eliminated variable: itself, then those it meets, in the order of elimination.</summary>
    public int[][] Cliques { get; }

    /// <summary>States of every variable of the network; 1 for observed ones.</summary>
    public int[] Sizes { get; }

    public double LargestTable { get; }

    public double TotalCells { get; }

    public static EliminationPlan Make(BayesianNetwork network, HashSet<int> relevant, IReadOnlyDictionary<int, int> evidence)
    {
        int[] sizes = [.. network.Variables.Select((v, i) => evidence.ContainsKey(i) ? 1 : v.States.Count)];
        var neighbours = MoralGraph(network, relevant, evidence);
        var order = new List<int>();
        var cliques = new List<int[]>();
        while (neighbours.Count > 0)
        {
            int next = neighbours.Keys.Order().MinBy(v => Cost(neighbours, sizes, v));
            order.Add(next);
            cliques.Add([next, .. neighbours[next]]);
            Eliminate(neighbours, next);
        }

        int[] position = new int[sizes.Length];
        for (int i = 0; i < order.Count; i++)
        {
            position[order[i]] = i;
        }

        return new([.. order], [.. cliques.Select(c => c.OrderBy(v => position[v]).ToArray())], sizes);
    }

    private static SortedDictionary<int, SortedSet<int>> MoralGraph(BayesianNetwork network, HashSet<int> relevant, IReadOnlyDictionary<int, int> evidence)
    {
        var graph = new SortedDictionary<int, SortedSet<int>>();
        foreach (int v in relevant.Where(v => !evidence.ContainsKey(v)))
        {
            graph[v] = [];
        }

        foreach (int v in relevant)
        {
            int[] family = [.. network.Variables[v].Parents.Append(v).Where(graph.ContainsKey)];
            foreach (int a in family)
            {
                graph[a].UnionWith(family.Where(b => b != a));
            }
        }

        return graph;
    }

    /// <summary>Fill-in edges first, then the size of the clique.</summary>
    private static (double Fill, double Size) Cost(SortedDictionary<int, SortedSet<int>> graph, int[] sizes, int v)
    {
        int[] around = [.. graph[v]];
        double fill = 0;
        double size = sizes[v];
        for (int i = 0; i < around.Length; i++)
        {
            size *= sizes[around[i]];
            for (int j = 0; j < i; j++)
            {
                fill += graph[around[i]].Contains(around[j]) ? 0 : sizes[around[i]] * sizes[around[j]];
            }
        }

        return (fill, size);
    }

    private static void Eliminate(SortedDictionary<int, SortedSet<int>> graph, int v)
    {
        var around = graph[v];
        graph.Remove(v);
        foreach (int a in around)
        {
            graph[a].Remove(v);
            graph[a].UnionWith(around.Where(b => b != a));
        }
    }
}
