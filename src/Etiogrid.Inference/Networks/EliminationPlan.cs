using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Networks;

/// <summary>
/// In which order variables are eliminated and what clique each makes: known before any table is built. Several greedy orders are tried
/// (fill-in weighted by states, fill-in, clique size; then, for large networks, the same with perturbed costs) and the one with the fewest cells is kept:
/// no single criterion is best for all networks (Kjaerulff 1990).
/// </summary>
internal sealed class EliminationPlan
{
    private const double WorthMoreTries = 1 << 20;
    private const int MostTries = 300;
    private const long LargestWork = 600_000_000;
    private static readonly double[] Perturbations = [0.1, 0.3, 0.6];

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
            TotalCells += cells + (cells / sizes[clique[0]]);
        }
    }

    /// <summary>Unobserved variables in the order of elimination.</summary>
    public int[] Order { get; }

    /// <summary>For each eliminated variable: itself, then those it meets, in the order of elimination.</summary>
    public int[][] Cliques { get; }

    /// <summary>States of every variable of the network; 1 for observed ones.</summary>
    public int[] Sizes { get; }

    /// <summary>Cells of the largest table.</summary>
    public double LargestTable { get; }

    /// <summary>Cells of all tables and the messages between them.</summary>
    public double TotalCells { get; }

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

        for (int i = 0; i < MostTries && best!.TotalCells > WorthMoreTries && graph.Work < LargestWork; i++)
        {
            var plan = Of(graph.Eliminate(criteria[i % criteria.Length], new Philox((ulong)i, 1), Perturbations[i / criteria.Length % Perturbations.Length]), sizes);
            best = plan.TotalCells < best.TotalCells ? plan : best;
        }

        return best!;
    }

    private static EliminationPlan Of(List<int[]> cliques, int[] sizes)
    {
        int[] position = new int[sizes.Length];
        for (int i = 0; i < cliques.Count; i++)
        {
            position[cliques[i][0]] = i;
        }

        return new([.. cliques.Select(c => c[0])], [.. cliques.Select(c => c.OrderBy(v => position[v]).ToArray())], sizes);
    }
}
