using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Networks;

/// <summary>
/// In which order variables are eliminated and what clique each makes: known before any table is built. Several greedy orders are tried
/// (fill-in weighted by states, fill-in, clique size; then, for large networks, the same with perturbed costs) and the one with the fewest cells is kept:
/// no single criterion is best for all networks (Kjaerulff 1990).
/// </summary>
internal sealed class EliminationPlan
{
    private const double WorthMoreTries = 1 << 16;
    private const int MostTries = 300;

    /// <summary>Planning reads at most this many words for each cell that the best order so far would build.</summary>
    private const double WorkPerCell = 20;
    private const long LargestWork = 600_000_000;
    private static readonly double[] Perturbations = [0.1, 0.3, 0.6];

    private EliminationPlan(int[][] cliques, int[][] separators, int[] parents, int[] sizes)
    {
        Cliques = cliques;
        Separators = separators;
        Parents = parents;
        Sizes = sizes;
        double messages = 0;
        for (int i = 0; i < cliques.Length; i++)
        {
            double cells = Cells(cliques[i], sizes);
            LargestTable = Math.Max(LargestTable, cells);
            double message = Cells(separators[i], sizes);
            LargestMessage = Math.Max(LargestMessage, message);
            messages += message;
            TotalCells += cells;
        }

        TotalCells += messages;
        HeldCells = LargestTable + LargestMessage + messages;
    }

    /// <summary>The cliques, none inside another, each before its parent: the variables eliminated there, then those it shares with its parent, in the order of elimination.</summary>
    public int[][] Cliques { get; }

    /// <summary>What each clique shares with its parent.</summary>
    public int[][] Separators { get; }

    /// <summary>Index of each clique's parent, -1 for a root.</summary>
    public int[] Parents { get; }

    /// <summary>States of every variable of the network; 1 for observed ones.</summary>
    public int[] Sizes { get; }

    /// <summary>Cells of the largest table.</summary>
    public double LargestTable { get; }

    /// <summary>Cells of all tables and the messages between them: the work.</summary>
    public double TotalCells { get; }

    /// <summary>Cells of the largest message.</summary>
    public double LargestMessage { get; }

    /// <summary>Cells held at one time: the largest table, the largest message being computed, and every message in one direction.</summary>
    public double HeldCells { get; }

    /// <summary>For each variable of the network the clique that eliminates it, -1 for one that is not eliminated.</summary>
    public int[] CliqueOf(int variables)
    {
        int[] cliqueOf = new int[variables];
        Array.Fill(cliqueOf, -1);
        for (int i = 0; i < Cliques.Length; i++)
        {
            foreach (int v in Cliques[i].AsSpan(0, Cliques[i].Length - Separators[i].Length))
            {
                cliqueOf[v] = i;
            }
        }

        return cliqueOf;
    }

    /// <summary>A plan for the relevant variables; those of <paramref name="together"/> share a clique.</summary>
    public static EliminationPlan Make(BayesianNetwork network, HashSet<int> relevant, IReadOnlyDictionary<int, int> evidence, IReadOnlyList<int> together)
    {
        int[] sizes = [.. network.Variables.Select((v, i) => evidence.ContainsKey(i) ? 1 : v.States.Count)];
        int[] free = [.. relevant.Where(v => !evidence.ContainsKey(v)).Order()];
        var graph = new EliminationGraph(free, sizes);
        foreach (int v in relevant.Order())
        {
            graph.Join([.. network.Variables[v].Parents.Append(v).Where(x => !evidence.ContainsKey(x))]);
        }

        graph.Join([.. together.Where(x => !evidence.ContainsKey(x))]);
        return Best(graph, sizes);
    }

    private static EliminationPlan Best(EliminationGraph graph, int[] sizes)
    {
        EliminationPlan? best = null;
        var criteria = Enum.GetValues<EliminationCriterion>();
        foreach (var c in criteria)
        {
            var plan = Of(graph.Eliminate(c, null, 0), sizes);
            best = best is null || plan.TotalCells < best.TotalCells ? plan : best;
        }

        for (int i = 0; i < MostTries && best!.TotalCells > WorthMoreTries && graph.Work < Math.Min(LargestWork, WorkPerCell * best.TotalCells); i++)
        {
            var plan = Of(graph.Eliminate(criteria[i % criteria.Length], new Philox((ulong)i, 1), Perturbations[i / criteria.Length % Perturbations.Length]), sizes);
            best = plan.TotalCells < best.TotalCells ? plan : best;
        }

        return best!;
    }

    /// <summary>The tree of an order; a clique that lies inside one of its children is taken up by the first such child.</summary>
    private static EliminationPlan Of(List<int[]> eliminated, int[] sizes)
    {
        int[] position = new int[sizes.Length];
        for (int i = 0; i < eliminated.Count; i++)
        {
            position[eliminated[i][0]] = i;
        }

        int[][] cliques = [.. eliminated.Select(c => c.OrderBy(v => position[v]).ToArray())];
        int[] keptAs = [.. Enumerable.Range(0, cliques.Length)];
        int[] top = [.. Enumerable.Range(0, cliques.Length)];
        for (int i = 0; i < cliques.Length; i++)
        {
            int parent = cliques[i].Length > 1 ? position[cliques[i][1]] : -1;
            if (parent >= 0 && keptAs[parent] == parent && cliques[parent].Length == cliques[i].Length - 1)
            {
                keptAs[parent] = keptAs[i];
                top[keptAs[i]] = parent;
            }
        }

        int[] kept = [.. Enumerable.Range(0, cliques.Length).Where(i => keptAs[i] == i).OrderBy(i => top[i])];
        int[] index = new int[cliques.Length];
        for (int k = 0; k < kept.Length; k++)
        {
            index[kept[k]] = k;
        }

        int[][] separators = [.. kept.Select(i => cliques[top[i]][1..])];
        return new([.. kept.Select(i => cliques[i])], separators, [.. separators.Select(s => s.Length == 0 ? -1 : index[keptAs[position[s[0]]]])], sizes);
    }

    private static double Cells(int[] variables, int[] sizes)
    {
        double cells = 1;
        foreach (int v in variables)
        {
            cells *= sizes[v];
        }

        return cells;
    }
}
