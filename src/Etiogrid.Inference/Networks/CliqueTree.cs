using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference.Networks;

/// <summary>
/// The tree of elimination cliques. Only the messages between cliques are kept; a clique's table is built when its message is due, once on
/// the way up and once on the way down, so that one large table is held at a time. Messages are scaled to a largest value of 1.
/// </summary>
internal sealed class CliqueTree
{
    /// <summary>Tables are multiplied with one another before they meet the whole clique as long as their product is smaller by this factor.</summary>
    private const double SmallProduct = 4;

    private readonly BayesianNetwork _network;
    private readonly EliminationPlan _plan;
    private readonly NetworkQuery _query;
    private readonly int[] _cliqueOf;
    private readonly List<NetworkTable>[] _factors;
    private readonly List<int>[] _children;
    private readonly NetworkTable?[] _up;
    private readonly NetworkTable?[] _down;
    private readonly Dictionary<int, double[]> _marginals = [];
    private readonly List<(int Variable, int Clique)> _undefined = [];
    private readonly double[] _buffer;
    private readonly double[] _messageBuffer;
    private double _logConstant;

    public CliqueTree(BayesianNetwork network, EliminationPlan plan, NetworkQuery query)
    {
        _network = network;
        _plan = plan;
        _query = query;
        _cliqueOf = plan.CliqueOf(network.Variables.Count);
        _factors = [.. plan.Cliques.Select(_ => new List<NetworkTable>())];
        _children = [.. plan.Cliques.Select(_ => new List<int>())];
        _up = new NetworkTable?[plan.Cliques.Length];
        _down = new NetworkTable?[plan.Cliques.Length];
        _buffer = GC.AllocateUninitializedArray<double>((int)plan.LargestTable);
        _messageBuffer = new double[(int)plan.LargestMessage];
        for (int i = 0; i < plan.Cliques.Length; i++)
        {
            if (plan.Parents[i] >= 0)
            {
                _children[plan.Parents[i]].Add(i);
            }
        }

        AddFactors();
    }

    /// <summary>log P(evidence).</summary>
    public double LogEvidence { get; private set; }

    /// <summary>P(states | evidence) of the joint query, in its order, the last one fastest.</summary>
    public double[] Joint { get; private set; } = [];

    /// <summary>P(a combination of causes for which the file gives no distribution | evidence), for each variable with such rows where it is above 0.</summary>
    public List<(int Variable, double Probability)> UndefinedMass { get; } = [];

    /// <summary>P(state | evidence) of an unobserved variable that was asked for.</summary>
    public double[] Marginal(int variable) => _marginals[variable];

    /// <summary>Both passes; false for contradictory evidence.</summary>
    public bool Run(IReadOnlyCollection<int> asked)
    {
        LogEvidence = _logConstant;
        for (int i = 0; i < _up.Length && double.IsFinite(LogEvidence); i++)
        {
            _query.Cancellation.ThrowIfCancellationRequested();
            var (table, log) = Build(i);
            var up = table.SumOutFirst(_plan.Cliques[i].Length - _plan.Separators[i].Length);
            LogEvidence += log + Elementary.Log(up.Normalise());
            _up[i] = up;
        }

        return double.IsFinite(LogEvidence) && Descend(asked);
    }

    private bool Descend(IReadOnlyCollection<int> asked)
    {
        var readers = asked.Where(v => !_query.Evidence.ContainsKey(v)).ToLookup(v => _cliqueOf[v]);
        int joint = _query.Joint.Count == 0 ? -1 : _query.Joint.Min(v => _cliqueOf[v]);
        bool[] needed = [.. _up.Select((_, i) => readers.Contains(i) || i == joint || _undefined.Exists(u => u.Clique == i))];
        for (int i = 0; i < needed.Length; i++)
        {
            if (needed[i] && _plan.Parents[i] >= 0)
            {
                needed[_plan.Parents[i]] = true;
            }
        }

        for (int i = _up.Length - 1; i >= 0; i--)
        {
            if (needed[i])
            {
                _query.Cancellation.ThrowIfCancellationRequested();
                var (belief, _) = Build(i);
                Read(i, belief, readers[i], i == joint);
                foreach (int child in _children[i].Where(c => needed[c]))
                {
                    // The upward message was needed last here; the downward one takes its place.
                    var message = _up[child]!;
                    message.ReplaceByRatio(belief.SumTo(_plan.Separators[child], _messageBuffer));
                    message.Normalise();
                    _down[child] = message;
                    _up[child] = null;
                }

                _down[i] = null;
            }
        }

        return true;
    }

    /// <summary>What a clique knows, in the shared buffer: its factors times all messages that have arrived, with the logarithm of the factor by which it was divided.</summary>
    private (NetworkTable Table, double LogScale) Build(int clique)
    {
        int[] variables = _plan.Cliques[clique];
        IEnumerable<NetworkTable> down = _down[clique] is { } message ? [message] : [];
        NetworkTable[] parts = [.. _factors[clique], .. _children[clique].Select(c => _up[c]!), .. down];
        var (joined, log) = Join(parts, variables);
        return (NetworkTable.Product(variables, [.. variables.Select(v => _plan.Sizes[v])], joined, _buffer), log);
    }

    /// <summary>
    /// Fewer tables with the same product, the smallest joined first: most meet the clique as one. Each join is scaled, since a product of
    /// hundreds of small numbers (a cause with as many findings) would underflow.
    /// </summary>
    private (List<NetworkTable> Joined, double LogScale) Join(NetworkTable[] parts, int[] clique)
    {
        double limit = Cells(clique) / SmallProduct;
        double log = 0;
        List<NetworkTable> joined = [];
        foreach (var part in parts.OrderBy(p => p.Values.Length))
        {
            int[] union = joined.Count == 0 ? [] : [.. clique.Where(v => joined[^1].Variables.Contains(v) || part.Variables.Contains(v))];
            if (joined.Count > 0 && (Cells(union) <= limit || union.Length == part.Variables.Length))
            {
                joined[^1] = NetworkTable.Product(union, [.. union.Select(v => _plan.Sizes[v])], [joined[^1], part], null);
                log += Elementary.Log(joined[^1].Normalise());
            }
            else
            {
                joined.Add(part);
            }
        }

        return (joined, log);
    }

    private double Cells(int[] variables)
    {
        double cells = 1;
        foreach (int v in variables)
        {
            cells *= _plan.Sizes[v];
        }

        return cells;
    }

    private void Read(int clique, NetworkTable belief, IEnumerable<int> variables, bool joint)
    {
        foreach (int v in variables)
        {
            _marginals[v] = Distribution(belief, [v]);
        }

        Joint = joint ? Distribution(belief, [.. _query.Joint]) : Joint;
        foreach (var (v, _) in _undefined.Where(u => u.Clique == clique))
        {
            int[] free = [.. _network.Variables[v].Parents.Where(p => !_query.Evidence.ContainsKey(p))];
            AddUndefined(v, free, Distribution(belief, free));
        }
    }

    private static double[] Distribution(NetworkTable belief, int[] variables)
    {
        var table = belief.SumTo(variables, null);
        double[] values = table.Values.ToArray();
        double total = values.Sum();
        return [.. values.Select(v => v / total)];
    }

    private void AddUndefined(int variable, int[] free, double[] parents)
    {
        double mass = _network.Variables[variable].UndefinedRows.Sum(row => Probability(row, variable, free, parents));
        if (mass > 0)
        {
            UndefinedMass.Add((variable, mass));
        }
    }

    /// <summary>The probability of one combination of parent states; 0 where the evidence excludes it.</summary>
    private double Probability(int row, int variable, int[] free, double[] parents)
    {
        var all = _network.Variables[variable].Parents;
        int[] states = new int[all.Count];
        for (int i = all.Count - 1; i >= 0; i--)
        {
            int size = _network.Variables[all[i]].States.Count;
            states[i] = row % size;
            row /= size;
        }

        int at = 0;
        for (int i = 0; i < all.Count; i++)
        {
            if (_query.Evidence.TryGetValue(all[i], out int seen))
            {
                if (seen != states[i])
                {
                    return 0;
                }
            }
            else
            {
                at = (at * _network.Variables[all[i]].States.Count) + states[i];
            }
        }

        return parents[at];
    }

    private void AddFactors()
    {
        var evidence = _query.Evidence;
        foreach (int v in _plan.Cliques.SelectMany(c => c).Concat(evidence.Keys).Distinct().Order())
        {
            var table = NetworkTable.OfVariable(_network, v, evidence);
            bool undefined = _network.Variables[v].UndefinedRows.Count > 0;
            if (table.Variables.Length == 0)
            {
                _logConstant += Elementary.Log(table.Values[0]);
                if (undefined)
                {
                    AddUndefined(v, [], [1]);
                }

                continue;
            }

            int clique = table.Variables.Min(x => _cliqueOf[x]);
            _factors[clique].Add(table);
            if (undefined)
            {
                _undefined.Add((v, clique));
            }
        }

        foreach (var (v, likelihood) in _query.Likelihoods.OrderBy(l => l.Key))
        {
            _factors[_cliqueOf[v]].Add(new([v], [likelihood.Count], [.. likelihood]));
        }
    }
}
