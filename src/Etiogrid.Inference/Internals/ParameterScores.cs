using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>d log p(states, observations | parameters) / d parameter for every uncertain parameter of the general grid, on its natural scale.</summary>
internal sealed class ParameterScores
{
    private readonly PersonModel _person;
    private readonly List<(string Name, double Sd)> _parameters = [];
    private readonly List<Action<int[], double[]>> _blocks = [];
    private readonly Dictionary<string, int> _pathway;
    private readonly int[] _prevalence;

    public ParameterScores(PersonModel person)
    {
        _person = person;
        _pathway = person.Grid.Pathways.Select((p, i) => (p.Id.Key, i)).ToDictionary(x => x.Key, x => x.i, StringComparer.Ordinal);
        _prevalence = [.. person.Grid.Pathways.Select((p, k) => AddPrevalence(p, k))];
        AddSymptoms();
        AddCouplings();
        AddLoadings();
    }

    public int Count => _parameters.Count;

    public string Name(int j) => _parameters[j].Name;

    public double Sd(int j) => _parameters[j].Sd;

    public double PrevalenceSd(int pathway) => _parameters[_prevalence[pathway]].Sd;

    public bool IsPrevalenceOf(int j, int pathway) => _prevalence[pathway] == j;

    /// <summary>All scores at one configuration.</summary>
    public void At(int[] states, double[] scores)
    {
        Array.Clear(scores);
        foreach (var block in _blocks)
        {
            block(states, scores);
        }
    }

    private GridModel Model => _person.Model;

    private int Add(string name, double sd)
    {
        _parameters.Add((name, sd));
        return _parameters.Count - 1;
    }

    private int DirectionIndex(int pathway, AlterationDirection direction) =>
        Enumerable.Range(0, Model.Pathways[pathway].DirectionCount).FirstOrDefault(d => Model.Pathways[pathway].Directions[d] == (int)direction, -1);

    /// <summary>A shift of logit K moves logit pi by as much, to first order.</summary>
    private int AddPrevalence(PathwayParameters p, int k)
    {
        int j = Add($"prevalence of {p.Id}", p.LogitPrevalence.Sd);
        double prior = _person.Priors[k].Causal;
        int causal = Model.Pathways[k].DirectionCount;
        _blocks.Add((states, scores) => scores[j] = (states[k] >= 1 && states[k] <= causal ? 1 : 0) - prior);
        return j;
    }

    private void AddSymptoms()
    {
        for (int d = 0; d < Model.Symptoms.Count; d++)
        {
            var parameters = _person.Grid.Symptoms[d];
            var symptom = Model.Symptoms[d];
            var severity = Model.ContinuousSymptoms.FirstOrDefault(c => c.Name == symptom.Name);
            if (symptom.Present is null && severity is null)
            {
                continue;
            }

            (int Parameter, CausalLink Link)[] links =
            [
                .. parameters.Links
                    .Select(l => (Link: l, Pathway: _pathway[l.Pathway.Key]))
                    .Select(x => (x.Link, x.Pathway, Direction: DirectionIndex(x.Pathway, x.Link.Direction)))
                    .Where(x => x.Direction >= 0)
                    .Select(x => (Add($"link from {x.Link.Pathway} to {parameters.Id}", x.Link.LogitLambda.Sd), new CausalLink(x.Pathway, x.Direction, Logit.ToProbability(x.Link.LogitLambda.Mean)))),
            ];
            if (severity is not null)
            {
                AddSeverity(severity, symptom.Leak, links);
            }
            else
            {
                AddBinary(symptom, Add($"leak of {parameters.Id}", parameters.LogitLeak.Sd), links);
            }
        }
    }

    /// <summary>d/dlogit lambda of log(1 - q) is lambda q / (1 - q); of log q it is -lambda; the leak alike.</summary>
    private void AddBinary(GridSymptom symptom, int leak, (int Parameter, CausalLink Link)[] links) => _blocks.Add((states, scores) =>
    {
        double absent = 1 - GridSampler.ProbabilityOf(symptom, states);
        double factor = symptom.Present == true ? absent / (1 - absent) : -1;
        scores[leak] = symptom.Leak * factor;
        foreach (var (parameter, link) in links)
        {
            scores[parameter] = states[link.Pathway] == 1 + link.Direction ? link.Value * factor : 0;
        }
    });

    private void AddSeverity(GridContinuousSymptom symptom, double leak, (int Parameter, CausalLink Link)[] links)
    {
        double[] slope =
        [
            .. links.Select(l => (1 - leak) * l.Link.Value * (1 - l.Link.Value) / Normal.Density(Normal.Quantile(1 - ((1 - leak) * (1 - l.Link.Value))))),
        ];
        _blocks.Add((states, scores) =>
        {
            double mean = symptom.Intercept + symptom.Links.Where(l => states[l.Pathway] == 1 + l.Direction).Sum(l => l.Value);
            double residual = (symptom.Value!.Value - mean) / (symptom.Sd * symptom.Sd);
            for (int i = 0; i < links.Length; i++)
            {
                scores[links[i].Parameter] = states[links[i].Link.Pathway] == 1 + links[i].Link.Direction ? residual * slope[i] : 0;
            }
        });
    }

    private void AddCouplings()
    {
        int rho = Add("spontaneous change", _person.Grid.LogitSpontaneousChange.Sd);
        var parameter = new Dictionary<(int Cause, int Responder), int>();
        foreach (var c in _person.Grid.Couplings)
        {
            parameter[(_pathway[c.Cause.Key], _pathway[c.Responder.Key])] = Add($"coupling from {c.Cause} to {c.Responder}", c.LogitKappa.Sd);
        }

        var byResponder = Model.Couplings.ToLookup(c => c.Responder);
        _blocks.Add((states, scores) =>
        {
            for (int k = 0; k < states.Length; k++)
            {
                AddResponse(states, k, [.. byResponder[k].Where(c => states[c.Cause] == 1 + c.CauseDirection)], scores, rho, parameter);
            }
        });
    }

    private void AddResponse(int[] states, int k, GridCoupling[] active, double[] scores, int rho, Dictionary<(int, int), int> parameter)
    {
        var p = Model.Pathways[k];
        if (p.KindOf(states[k]) == AlterationKind.Causal)
        {
            return;
        }

        double[] q = [1, 1];
        foreach (var c in active)
        {
            q[c.ResponderDirection] *= 1 - c.Kappa;
        }

        int d = p.DirectionOf(states[k]);
        double r = p.SpontaneousChange;
        double pushed = d < 0 ? 0 : 0.5 * (1 - q[d]) * (1 + q[1 - d]);
        double factor = d < 0 ? 1 : (r * p.DirectionWeights[d]) + ((1 - r) * pushed);
        scores[rho] += d < 0 ? -r : r * (1 - r) * (p.DirectionWeights[d] - pushed) / factor;
        foreach (var c in active)
        {
            double own = d < 0 ? -1
                : c.ResponderDirection == d ? (1 - r) * 0.5 * q[d] * (1 + q[1 - d]) / factor
                : -(1 - r) * 0.5 * (1 - q[d]) * q[1 - d] / factor;
            scores[parameter[(c.Cause, c.Responder)]] += c.Kappa * own;
        }
    }

    private void AddLoadings()
    {
        int[] observed = [.. Enumerable.Range(0, Model.Markers.Count).Where(m => Model.Markers[m].Value is not null)];
        var block = new Matrix(observed.Length, observed.Length);
        for (int i = 0; i < observed.Length; i++)
        {
            for (int j = 0; j < observed.Length; j++)
            {
                block[i, j] = Model.MarkerCovariance[observed[i], observed[j]];
            }
        }

        if (observed.Length == 0 || !Cholesky.TryFactorise(block, out var factor))
        {
            return;
        }

        int[] all = MarkerComponents.Of(Model.MarkerCovariance);
        int[] component = [.. observed.Select(m => all[m])];
        (int Parameter, int Pathway, int Direction, (int Observed, double Share)[] Spread)[] loadings = [.. Loadings(observed)];
        double[][] byState = StateLoadings(observed);
        int[] first = FirstStates();
        _blocks.Add((states, scores) =>
        {
            double[] residual = [.. observed.Select(m => Model.Markers[m].Value!.Value)];
            for (int k = 0; k < states.Length; k++)
            {
                for (int i = 0; states[k] != 0 && i < residual.Length; i++)
                {
                    residual[i] -= byState[first[k] + states[k]][i];
                }
            }

            double[] solved = factor.Solve(residual);
            WeightTails(residual, solved, component);
            foreach (var (parameter, pathway, direction, spread) in loadings)
            {
                if (states[pathway] != 0 && Model.Pathways[pathway].DirectionOf(states[pathway]) == direction)
                {
                    scores[parameter] = spread.Sum(s => s.Share * solved[s.Observed]);
                }
            }
        });
    }

    /// <summary>The score of a Student t is that of the normal times (nu + p) / (nu - 2 + r'S^-1 r) of its correlated part.</summary>
    private void WeightTails(double[] residual, double[] solved, int[] component)
    {
        if (Model.MarkerFreedom is not { } nu)
        {
            return;
        }

        foreach (var part in Enumerable.Range(0, residual.Length).GroupBy(i => component[i]).ToArray())
        {
            double weight = (nu + part.Count()) / (nu - 2 + part.Sum(i => residual[i] * solved[i]));
            foreach (int i in part)
            {
                solved[i] *= weight;
            }
        }
    }

    private int[] FirstStates()
    {
        int[] first = new int[Model.Pathways.Count];
        for (int k = 1; k < first.Length; k++)
        {
            first[k] = first[k - 1] + Model.Pathways[k - 1].StateCount;
        }

        return first;
    }

    private double[][] StateLoadings(int[] observed)
    {
        int[] first = FirstStates();
        double[][] byState = [.. Enumerable.Range(0, first[^1] + Model.Pathways[^1].StateCount).Select(_ => new double[observed.Length])];
        for (int i = 0; i < observed.Length; i++)
        {
            foreach (var l in Model.Markers[observed[i]].Loadings)
            {
                byState[first[l.Pathway] + l.State][i] += l.Value;
            }
        }

        return byState;
    }

    /// <summary>Each direct loading with the measured markers it shifts: itself, or its whole group where the group shares its signal.</summary>
    private IEnumerable<(int Parameter, int Pathway, int Direction, (int Observed, double Share)[] Spread)> Loadings(int[] observed)
    {
        for (int m = 0; m < _person.Grid.Markers.Count; m++)
        {
            var marker = _person.Grid.Markers[m];
            (int, double)[] spread = [.. Spread(marker.Id, m, observed)];
            foreach (var l in spread.Length == 0 ? [] : marker.Loadings)
            {
                int k = _pathway[l.Pathway.Key];
                int d = DirectionIndex(k, l.Direction);
                if (d >= 0)
                {
                    yield return (Add($"loading of {marker.Id} on {l.Pathway}", l.Loading.Sd), k, d, spread);
                }
            }
        }
    }

    private IEnumerable<(int Observed, double Share)> Spread(string id, int marker, int[] observed)
    {
        var group = _person.Inputs.Correlations.FirstOrDefault(g => g.SharesSignal && g.Markers.Contains(id));
        int column = group is null ? -1 : group.Markers.ToList().IndexOf(id);
        for (int i = 0; i < observed.Length; i++)
        {
            int row = group is null ? -1 : group.Markers.ToList().IndexOf(_person.Grid.Markers[observed[i]].Id);
            if (row >= 0)
            {
                yield return (i, group!.Correlation[row, column]);
            }
            else if (observed[i] == marker)
            {
                yield return (i, 1);
            }
        }
    }
}
