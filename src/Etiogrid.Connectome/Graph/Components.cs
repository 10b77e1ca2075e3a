namespace Etiogrid.Connectome.Graph;

/// <summary>Connected components.</summary>
public static class Components
{
    /// <summary>A component number a node, from 0 in order of each component's first node.</summary>
    public static int[] Of(WeightedGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        int[] component = new int[graph.Size];
        Array.Fill(component, -1);
        var open = new Stack<int>();
        int next = 0;
        for (int start = 0; start < graph.Size; start++)
        {
            if (component[start] >= 0)
            {
                continue;
            }

            component[start] = next;
            open.Push(start);
            while (open.TryPop(out int node))
            {
                foreach (int other in graph.Targets.AsSpan(graph.Offsets[node]..graph.Offsets[node + 1]))
                {
                    if (component[other] < 0)
                    {
                        component[other] = next;
                        open.Push(other);
                    }
                }
            }

            next++;
        }

        return component;
    }
}
