using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference.Networks;
using Etiogrid.Knowledge;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The propagation hierarchy of the knowledge base.</summary>
public static partial class NetworkTools
{
    /// <summary><c>network propagate</c>: what setting or seeing nodes does to all others, most changed first.</summary>
    public static Parsed<Table> Propagate(NetworkPropagateOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return KnowledgeBase.Read(options.Knowledge).Then(knowledge =>
        {
            var propagation = PropagationNetwork.Of(knowledge, options.IncludeUnverified);
            var findings = new DiagnosticBag();
            var names = new NetworkNames(propagation.Network, findings);
            var evidence = names.States(options.Evidence, "--evidence");
            var settings = names.States(options.Do, "--do");
            var asked = names.Variables(options.Query, "--query");
            names.RefuseOverlap(new NetworkQuery { Evidence = evidence }, settings);
            if (findings.HasErrors)
            {
                return findings.Fail<Table>();
            }

            int[] reported = asked.Count > 0 ? [.. asked] : [.. Enumerable.Range(0, propagation.Nodes.Count)];
            var query = new NetworkQuery { Variables = reported };
            var changed = NetworkIntervention.Do(propagation.Network, settings);
            return NetworkInference.Infer(propagation.Network, query).Then(before => NetworkInference.Infer(changed, query with { Evidence = evidence })
                .Select(after => Compare(propagation, before, after)));
        });
    }

    private static Table Compare(PropagationNetwork propagation, NetworkPosterior before, NetworkPosterior after)
    {
        var table = new Table("node", "level", "state", "baseline", "after", "change", "rows");
        var rows = new List<(double Change, object?[] Cells)>();
        for (int i = 0; i < before.Marginals.Count; i++)
        {
            int v = before.Marginals[i].Variable;
            var node = propagation.Nodes[v];
            var variable = propagation.Network.Variables[v];
            double most = Enumerable.Range(0, variable.States.Count).Max(s => Math.Abs(after.Marginals[i].Probabilities[s] - before.Marginals[i].Probabilities[s]));
            for (int s = 0; s < variable.States.Count; s++)
            {
                double change = after.Marginals[i].Probabilities[s] - before.Marginals[i].Probabilities[s];
                rows.Add((most, [node.Name, node.Level, variable.States[s], before.Marginals[i].Probabilities[s], after.Marginals[i].Probabilities[s], change, node.Rows.Count == 0 ? null : string.Join(';', node.Rows)]));
            }
        }

        foreach (var (_, cells) in rows.OrderByDescending(r => r.Change))
        {
            table.Add(cells);
        }

        return table;
    }
}
