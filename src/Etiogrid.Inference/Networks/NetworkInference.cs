using System.Globalization;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Inference.Networks;

/// <summary>
/// Exact inference by a tree of elimination cliques in min-fill order, two passes (Lauritzen and Spiegelhalter 1988,
/// doi 10.1111/j.2517-6161.1988.tb01721.x; Kjaerulff 1990). Variables that are neither asked for nor observed, nor above one
/// that is, are left out. The memory needed is known before any table is built.
/// </summary>
public static class NetworkInference
{
    private const double MostConflictCells = 1e9;

    /// <summary>Marginals of the variables asked for; E705 for contradictory evidence, E706 where the tables would not fit.</summary>
    /// <param name="network">The network.</param>
    /// <param name="evidence">State index of each observed variable.</param>
    /// <param name="query">Variables asked for; null = all that are not observed.</param>
    /// <param name="memoryBytes">Memory that the tables may take.</param>
    /// <param name="cancellation">Stops the computation.</param>
    public static Parsed<NetworkPosterior> Infer(
        BayesianNetwork network,
        IReadOnlyDictionary<int, int> evidence,
        IReadOnlyList<int>? query = null,
        long memoryBytes = 2L << 30,
        CancellationToken cancellation = default) =>
        Infer(network, new NetworkQuery { Evidence = evidence, Variables = query, MemoryBytes = memoryBytes, Cancellation = cancellation });

    /// <summary>The answer to a query; E705 for contradictory evidence, E706 where the tables would not fit.</summary>
    public static Parsed<NetworkPosterior> Infer(BayesianNetwork network, NetworkQuery query)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(query);
        var (asked, plan) = Plan(network, query);
        if (plan.HeldCells * sizeof(double) > query.MemoryBytes || plan.LargestTable > Array.MaxLength)
        {
            return Parsed.Failed<NetworkPosterior>(TooLarge(plan, query.MemoryBytes));
        }

        var evidence = query.Evidence;
        var tree = new CliqueTree(network, plan, query);
        if (!tree.Run(asked))
        {
            return Parsed.Failed<NetworkPosterior>(Contradiction(network, Conflict(network, query, plan.TotalCells), query));
        }

        if (tree.UndefinedMass.Count > 0)
        {
            return Parsed.Failed<NetworkPosterior>([.. tree.UndefinedMass.Select(u => Undefined(network, u.Variable, u.Probability))]);
        }

        VariableMarginal[] marginals = [.. asked.Select(v => new VariableMarginal(v, evidence.TryGetValue(v, out int s) ? Certain(network, v, s) : tree.Marginal(v)))];
        double log = evidence.Count == 0 && query.Likelihoods.Count == 0 ? 0 : tree.LogEvidence;
        return Parsed.Of(new NetworkPosterior(log, marginals, plan.LargestTable, plan.TotalCells) { Joint = tree.Joint });
    }

    /// <summary>How many cells a query needs, without computing anything.</summary>
    public static NetworkForecast Forecast(BayesianNetwork network, NetworkQuery query)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(query);
        var (_, plan) = Plan(network, query);
        return new(plan.Cliques.SelectMany(c => c).Distinct().Count(), plan.LargestTable, plan.TotalCells, plan.HeldCells);
    }

    private static (int[] Asked, EliminationPlan Plan) Plan(BayesianNetwork network, NetworkQuery query)
    {
        Check(network, query.Evidence, query.Variables);
        int[] joint = [.. query.Joint];
        if (joint.Any(v => v < 0 || v >= network.Variables.Count || query.Evidence.ContainsKey(v)) || joint.Distinct().Count() != joint.Length)
        {
            throw new ArgumentException("A joint query names different variables that are not observed.", nameof(query));
        }

        if (query.Likelihoods.Any(l => query.Evidence.ContainsKey(l.Key) || l.Key < 0 || l.Key >= network.Variables.Count || l.Value.Count != network.Variables[l.Key].States.Count || l.Value.Any(x => !(x >= 0) || !double.IsFinite(x))))
        {
            throw new ArgumentException("A likelihood needs one non-negative number a state of an unobserved variable.", nameof(query));
        }

        int[] asked = query.Variables is { } variables ? [.. variables.Distinct().Order()]
            : joint.Length > 0 ? joint
            : [.. Enumerable.Range(0, network.Variables.Count).Where(v => !query.Evidence.ContainsKey(v) && !network.Variables[v].IsAuxiliary)];
        var relevant = Ancestors(network, [.. asked, .. joint, .. query.Evidence.Keys, .. query.Likelihoods.Keys]);
        return (asked, EliminationPlan.Make(network, relevant, query.Evidence, joint));
    }

    private static void Check(BayesianNetwork network, IReadOnlyDictionary<int, int> evidence, IReadOnlyList<int>? query)
    {
        foreach (var (variable, state) in evidence)
        {
            if (variable < 0 || variable >= network.Variables.Count || state < 0 || state >= network.Variables[variable].States.Count)
            {
                throw new ArgumentException($"No state {state} of variable {variable} in the network.", nameof(evidence));
            }
        }

        if (query?.Any(v => v < 0 || v >= network.Variables.Count) == true)
        {
            throw new ArgumentException($"A query names no variable; the network has {network.Variables.Count}.", nameof(query));
        }
    }

    private static double[] Certain(BayesianNetwork network, int variable, int state) =>
        [.. Enumerable.Range(0, network.Variables[variable].States.Count).Select(s => s == state ? 1.0 : 0.0)];

    private static HashSet<int> Ancestors(BayesianNetwork network, IEnumerable<int> start)
    {
        var seen = new HashSet<int>();
        var stack = new Stack<int>(start);
        while (stack.TryPop(out int v))
        {
            if (seen.Add(v))
            {
                foreach (int p in network.Variables[v].Parents)
                {
                    stack.Push(p);
                }
            }
        }

        return seen;
    }

    private static Diagnostic TooLarge(EliminationPlan plan, long memoryBytes)
    {
        const double MiB = 1 << 20;
        return Diagnostic.Error("E706", "The network is too large for exact inference in this memory", new Place(null, null, "network"),
            string.Create(CultureInfo.InvariantCulture, $"{plan.HeldCells * sizeof(double) / MiB:G3} MiB held at one time, the largest table with {plan.LargestTable:G4} cells"),
            string.Create(CultureInfo.InvariantCulture, $"at most {memoryBytes / MiB:G3} MiB"),
            "Ask for fewer variables with --query, add evidence, or allow more memory with --memory-gib");
    }

    private static Diagnostic Undefined(BayesianNetwork network, int variable, double probability) =>
        Diagnostic.Error("E701", "The answer rests on a distribution that the file leaves undefined", new Place(null, null, network.Variables[variable].Name),
            string.Create(CultureInfo.InvariantCulture, $"{network.Variables[variable].UndefinedRows.Count} rows of zeros or without numbers; their combinations of causes have probability {probability:G3}"),
            "undefined rows only for combinations that cannot occur", "Give these rows, or a default row, in the file");

    /// <summary>Observations that cannot occur together although any of them could be left out: others are dropped one by one as long as the rest stays impossible.</summary>
    private static List<int> Conflict(BayesianNetwork network, NetworkQuery query, double cells)
    {
        List<int> kept = [.. query.Evidence.Keys.Order()];
        foreach (int v in cells * kept.Count <= MostConflictCells ? kept.ToArray() : [])
        {
            var rest = query with { Evidence = kept.Where(k => k != v).ToDictionary(k => k, k => query.Evidence[k]), Variables = [], Joint = [] };
            var (_, plan) = Plan(network, rest);
            if (plan.HeldCells * sizeof(double) <= query.MemoryBytes && !new CliqueTree(network, plan, rest).Run([]))
            {
                kept.Remove(v);
            }
        }

        return kept;
    }

    private static Diagnostic Contradiction(BayesianNetwork network, List<int> conflict, NetworkQuery query) => Diagnostic.Error(
        "E705", "The evidence has probability zero in this network", new Place(null, null, "--evidence"),
        string.Join(", ", conflict.Select(v => $"{network.Variables[v].Name}={network.Variables[v].States[query.Evidence[v]]}")),
        "evidence that can occur together", "Remove one of these observations: they exclude each other");
}
