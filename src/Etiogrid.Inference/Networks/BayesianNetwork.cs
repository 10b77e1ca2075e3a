using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Inference.Networks;

/// <summary>A discrete Bayesian network: variables whose parents form no cycle. Read one with <see cref="BifReader"/>.</summary>
public sealed class BayesianNetwork
{
    private BayesianNetwork(IReadOnlyList<NetworkVariable> variables) => Variables = variables;

    /// <summary>The variables.</summary>
    public IReadOnlyList<NetworkVariable> Variables { get; }

    /// <summary>The index of a variable, or -1.</summary>
    public int IndexOf(string name)
    {
        for (int i = 0; i < Variables.Count; i++)
        {
            if (Variables[i].Name == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>A network of variables with valid tables; E708 when the parents form a cycle.</summary>
    public static Parsed<BayesianNetwork> Create(IReadOnlyList<NetworkVariable> variables, string? file = null)
    {
        ArgumentNullException.ThrowIfNull(variables);
        int[] cycle = FindCycle(variables);
        return cycle.Length == 0
            ? Parsed.Of(new BayesianNetwork(variables))
            : Parsed.Failed<BayesianNetwork>(Diagnostic.Error("E708", "The arrows form a cycle", new Place(file, null, variables[cycle[0]].Name),
                string.Join(" -> ", cycle.Append(cycle[0]).Select(i => variables[i].Name)), "a graph without cycles", "Remove or turn one of these arrows"));
    }

    /// <summary>Variables that stay after those without parents are taken away again and again lie on or below a cycle.</summary>
    private static int[] FindCycle(IReadOnlyList<NetworkVariable> variables)
    {
        var left = Enumerable.Range(0, variables.Count).ToHashSet();
        bool removed = true;
        while (removed)
        {
            removed = left.RemoveWhere(i => !variables[i].Parents.Any(left.Contains)) > 0;
        }

        if (left.Count == 0)
        {
            return [];
        }

        var path = new List<int> { left.Min() };
        while (true)
        {
            int parent = variables[path[^1]].Parents.Where(left.Contains).Min();
            int at = path.IndexOf(parent);
            if (at >= 0)
            {
                int[] cycle = [.. path.Skip(at)];
                Array.Reverse(cycle);
                return cycle;
            }

            path.Add(parent);
        }
    }
}
