using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference.Networks;

/// <summary>The tree of elimination cliques with its tables; messages are scaled to a largest value of 1.</summary>
internal sealed class CliqueTree
{
    private readonly EliminationPlan _plan;
    private readonly CancellationToken _cancellation;
    private readonly int[] _cliqueOf;
    private readonly int[] _parent;
    private readonly NetworkTable[] _potential;
    private readonly NetworkTable[] _up;

    public CliqueTree(BayesianNetwork network, EliminationPlan plan, NetworkQuery query, CancellationToken cancellation)
    {
        _plan = plan;
        _cancellation = cancellation;
        _cliqueOf = new int[network.Variables.Count];
        Array.Fill(_cliqueOf, -1);
        for (int i = 0; i < plan.Order.Length; i++)
        {
            _cliqueOf[plan.Order[i]] = i;
        }

        _parent = [.. plan.Cliques.Select(c => c.Length > 1 ? _cliqueOf[c[1]] : -1)];
        _potential = [.. plan.Cliques.Select(c => NetworkTable.Ones(c, plan.Sizes))];
        _up = new NetworkTable[plan.Order.Length];
        AddFactors(network, query);
    }

    /// <summary>log P(evidence).</summary>
    public double LogEvidence { get; private set; }

    /// <summary>Both passes; false for contradictory evidence.</summary>
    public bool Run()
    {
        for (int i = 0; i < _potential.Length; i++)
        {
            _cancellation.ThrowIfCancellationRequested();
            double scale = _potential[i].Normalise();
            if (!(scale > 0))
            {
                return false;
            }

            LogEvidence += Elementary.Log(scale);
            _up[i] = _potential[i].SumOutFirst();
            if (_parent[i] >= 0)
            {
                _potential[_parent[i]].MultiplyBy(_up[i]);
            }
            else
            {
                LogEvidence += Elementary.Log(_up[i].Values[0]);
            }
        }

        for (int i = _potential.Length - 1; i >= 0; i--)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (_parent[i] >= 0)
            {
                var down = _potential[_parent[i]].SumTo(_up[i].Variables);
                down.DivideBy(_up[i]);
                _potential[i].MultiplyBy(down);
            }
        }

        return double.IsFinite(LogEvidence);
    }

    /// <summary>P(state | evidence) of an unobserved variable.</summary>
    public double[] Marginal(int variable)
    {
        var table = _potential[_cliqueOf[variable]].SumTo([variable]);
        double total = table.Values.Sum();
        return [.. table.Values.Select(v => v / total)];
    }

    /// <summary>P(states | evidence) of variables that share a clique, in their order, the last one fastest.</summary>
    public double[] Joint(int[] variables)
    {
        int clique = variables.Min(v => _cliqueOf[v]);
        var table = _potential[clique].SumTo(variables);
        double total = table.Values.Sum();
        return [.. table.Values.Select(v => v / total)];
    }

    private void AddFactors(BayesianNetwork network, NetworkQuery query)
    {
        var evidence = query.Evidence;
        var relevant = _plan.Order.Concat(evidence.Keys).ToHashSet();
        foreach (int v in relevant.Order())
        {
            var table = NetworkTable.OfVariable(network, v, evidence);
            if (table.Variables.Length == 0)
            {
                LogEvidence += Elementary.Log(table.Values[0]);
                continue;
            }

            int clique = table.Variables.Min(x => _cliqueOf[x]);
            _potential[clique].MultiplyBy(table);
        }

        foreach (var (v, likelihood) in query.Likelihoods.OrderBy(l => l.Key))
        {
            _potential[_cliqueOf[v]].MultiplyBy(new([v], [likelihood.Count], [.. likelihood]));
        }
    }
}
