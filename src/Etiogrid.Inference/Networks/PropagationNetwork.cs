using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Knowledge.Rows;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference.Networks;

/// <summary>
/// The propagation rows of the knowledge base as a Bayesian network: how a disturbance at one scale reaches others. Nodes are pathways,
/// symptoms, and what the rows name in words; each but the symptoms is down, usual or up. Causes combine by noisy-OR in each direction:
/// P(up) = leak/2 + (1 - leak) (1 - m_up) (1 + m_down) / 2 with m = prod (1 - strength) over active causes. Declared feedback is left
/// out (a loop has no order of causes); "restores" rows describe repair, not disturbance. Method page: <c>docs/methods/propagation.md</c>.
/// </summary>
public sealed class PropagationNetwork
{
    private const double NodeLeak = 0.03;
    private const double RootPrevalence = 0.10;
    private static readonly string[] Graded = ["down", "usual", "up"];
    private static readonly string[] Binary = ["absent", "present"];
    private static readonly string[] Lowered = ["hypo", "reduced", "repress", "loss", "lower"];
    private static readonly string[] Raised = ["hyper", "excess", "increased", "chronic", "peripheral"];
    private readonly List<PropagationNode> _nodes = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly List<Edge> _edges = [];

    private PropagationNetwork(BayesianNetwork? network) => Network = network!;

    /// <summary>The network; variable i is node i.</summary>
    public BayesianNetwork Network { get; private set; }

    /// <summary>Its nodes.</summary>
    public IReadOnlyList<PropagationNode> Nodes => _nodes;

    /// <summary>Rows that are not part of it, and why.</summary>
    public IReadOnlyList<(string Row, string Reason)> LeftOut { get; private set; } = [];

    /// <summary>The network of a knowledge base.</summary>
    /// <param name="knowledge">Its rows.</param>
    /// <param name="includeUnverified">True to use rows from memory as well.</param>
    public static PropagationNetwork Of(KnowledgeBase knowledge, bool includeUnverified)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        var grid = knowledge.BuildGrid(includeUnverified);
        var made = new PropagationNetwork(null);
        List<(string, string)> leftOut = [];
        foreach (var row in knowledge.Propagation)
        {
            string? reason = !includeUnverified && !row.Claim.IsVerified ? "not verified" : row.Feedback ? "declared feedback" : row.Sign == "restores" ? "repair, not disturbance" : null;
            if (reason is not null)
            {
                leftOut.Add((row.Id, reason));
                continue;
            }

            made.AddRow(row);
        }

        made.LeftOut = leftOut;
        made.Network = BayesianNetwork.Create([.. Enumerable.Range(0, made._nodes.Count).Select(i => made.VariableOf(i, grid))]).Value;
        return made;
    }

    private static string Slug(string words)
    {
        int bracket = words.IndexOf('(', StringComparison.Ordinal);
        string text = bracket > 0 ? words[..bracket] : words;
        return string.Join('_', text.ToLowerInvariant().Split([' ', '/', ',', '+', '-', '(', ')'], StringSplitOptions.RemoveEmptyEntries));
    }

    private void AddRow(PropagationRow row)
    {
        int cause = NodeOf(row.CausePathway, "", row.Cause, row.CauseLevel);
        int effect = NodeOf(row.EffectPathway, row.EffectSymptom, row.Effect, row.EffectLevel);
        double strength = row.EvidenceKind switch { "experimental" or "genetic and model" => 0.30, "theory" => 0.05, _ => 0.15 };
        string inBrackets = row.Cause[Math.Max(0, row.Cause.IndexOf('(', StringComparison.Ordinal))..];
        int? from = Lowered.Any(w => inBrackets.Contains(w, StringComparison.OrdinalIgnoreCase)) ? 0 : Raised.Any(w => inBrackets.Contains(w, StringComparison.OrdinalIgnoreCase)) ? 2 : null;
        int? to = row.Sign switch { "+" => 2, "-" => 0, _ => null };
        _edges.Add(new(row.Id, cause, from, effect, to, row.Disputed ? strength / 2 : strength));
        _nodes[effect] = _nodes[effect] with { Rows = [.. _nodes[effect].Rows, row.Id] };
    }

    private int NodeOf(string pathway, string symptom, string words, string level)
    {
        string name = pathway.Length > 0 ? pathway : symptom.Length > 0 ? symptom : Slug(words);
        if (!_index.TryGetValue(name, out int i))
        {
            _index[name] = i = _nodes.Count;
            _nodes.Add(new(name, level, symptom.Length > 0, []));
        }

        return i;
    }

    private NetworkVariable VariableOf(int node, GeneralGrid grid)
    {
        var edges = _edges.Where(e => e.Effect == node).ToList();
        int[] parents = [.. edges.Select(e => e.Cause).Distinct().Order()];
        var states = _nodes[node].IsSymptom ? Binary : Graded;
        List<double> table = [];
        int[] digits = new int[parents.Length];
        do
        {
            table.AddRange(Row(node, edges, parents, digits, grid));
        }
        while (Advance(digits, [.. parents.Select(p => _nodes[p].IsSymptom ? Binary.Length : Graded.Length)]));
        return new(_nodes[node].Name, states, parents, table);
    }

    private double[] Row(int node, List<Edge> edges, int[] parents, int[] digits, GeneralGrid grid)
    {
        double missUp = 1;
        double missDown = 1;
        foreach (var e in edges)
        {
            int state = digits[Array.IndexOf(parents, e.Cause)];
            bool altered = _nodes[e.Cause].IsSymptom ? state == 1 : state != 1;
            if (altered && (e.From is null || e.From == state))
            {
                missUp *= e.To == 0 ? 1 : e.To == 2 ? 1 - e.Strength : 1 - (e.Strength / 2);
                missDown *= e.To == 2 ? 1 : e.To == 0 ? 1 - e.Strength : 1 - (e.Strength / 2);
            }
        }

        if (_nodes[node].IsSymptom)
        {
            double leak = Logit.ToProbability(grid.Symptoms.First(s => s.Id.Key == _nodes[node].Name).LogitLeak.Mean);
            double absent = (1 - leak) * missUp * missDown;
            return [absent, 1 - absent];
        }

        var (leakDown, leakUp) = Leak(node, edges.Count == 0, grid);
        double open = 1 - leakDown - leakUp;
        double down = leakDown + (open * 0.5 * (1 - missDown) * (1 + missUp));
        double up = leakUp + (open * 0.5 * (1 - missUp) * (1 + missDown));
        return [down, 1 - down - up, up];
    }

    /// <summary>A pathway that nothing here causes has its prevalence; what has causes has a small chance of another one.</summary>
    private (double Down, double Up) Leak(int node, bool isRoot, GeneralGrid grid)
    {
        var pathway = grid.Pathways.FirstOrDefault(p => p.Id.Key == _nodes[node].Name);
        double total = !isRoot ? NodeLeak : pathway is null ? RootPrevalence : Logit.ToProbability(pathway.LogitPrevalence.Mean);
        double down = pathway is null ? 0.5 : pathway.Directions.FirstOrDefault(d => d.Direction == AlterationDirection.Hypofunction)?.Weight ?? 0;
        return (total * down, total * (1 - down));
    }

    private static bool Advance(int[] digits, int[] sizes)
    {
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            if (++digits[i] < sizes[i])
            {
                return true;
            }

            digits[i] = 0;
        }

        return false;
    }

    /// <summary>A row: from which state of the cause (null = any alteration) to which of the effect (null = either).</summary>
    private sealed record Edge(string Row, int Cause, int? From, int Effect, int? To, double Strength);
}
