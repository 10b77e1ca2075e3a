using Etiogrid.Inference.Learning;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>A trial in numbers: which parameters it touches, what each person got and showed.</summary>
internal sealed class TrialPlan
{
    private readonly GeneralGrid _grid;
    private readonly LearningPrior _prior;
    private readonly Dictionary<string, int> _pathways;
    private readonly List<int> _globals = [];
    private readonly Dictionary<int, int> _locals = [];
    private readonly int[] _directions;

    public TrialPlan(GeneralGrid grid, TrialContribution trial, LearningPrior prior, int firstNuisance)
    {
        (_grid, _prior) = (grid, prior);
        ScalePoints = trial.ScalePoints;
        _pathways = grid.Pathways.Select((p, k) => (p.Id.Key, k)).ToDictionary(x => x.Key, x => x.k, StringComparer.Ordinal);
        _directions = [.. grid.Pathways.Select(p => p.Directions.Count)];
        bool scale = trial.People.Any(p => p.Change is not null);
        var symptoms = trial.People.SelectMany(p => p.Symptoms).Select(s => s.Symptom).ToHashSet(StringComparer.Ordinal);
        FollowsSymptoms = symptoms.Count > 0;
        SymptomParameters[] used = [.. grid.Symptoms.Where(s => scale || symptoms.Contains(s.Id.Key))];
        Symptoms = [.. used.Select(SymptomOf)];
        var markers = trial.People.SelectMany(p => p.Markers).Select(m => m.Marker).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Markers = [.. markers.Select(m => LoadingsOf(grid.Markers.Single(x => x.Id == m)))];
        Responders = [.. Enumerable.Range(0, grid.Pathways.Count).Select(ResponderOf).Where(r => r.Causes.Length > 0)];
        var symptomIndex = used.Select((s, i) => (s.Id.Key, i)).ToDictionary(x => x.Key, x => x.i, StringComparer.Ordinal);
        Persistence = Local(firstNuisance);
        Drift = Local(firstNuisance + 1);
        LogSd = Local(firstNuisance + 2);
        double[] literature = [.. _globals.Select(g => g < prior.Count ? Logit.ToProbability(prior.Mean(g)) : 0)];
        People = [.. trial.People.Select(p => SubjectOf(p, symptomIndex, markers, literature))];
        Globals = [.. _globals];
    }

    /// <summary>Nuisance parameters of a trial: logit persistence, drift and log sd of the scale.</summary>
    public const int Nuisances = 3;

    public int Pathways => _directions.Length;

    public double ScalePoints { get; }

    public bool FollowsSymptoms { get; }

    /// <summary>Index among all parameters of each parameter that the trial touches.</summary>
    public int[] Globals { get; }

    public Symptom[] Symptoms { get; }

    public Link[][] Markers { get; }

    public CouplingResponder[] Responders { get; }

    public Subject[] People { get; }

    public int Persistence { get; }

    public int Drift { get; }

    public int LogSd { get; }

    public int DirectionOf(int pathway, int state) => state == 0 ? -1 : (state - 1) % _directions[pathway];

    private int Local(int global)
    {
        if (!_locals.TryGetValue(global, out int local))
        {
            _locals[global] = local = _globals.Count;
            _globals.Add(global);
        }

        return local;
    }

    private int Local(ParameterId id) => Local(_prior.IndexOf(id));

    private Symptom SymptomOf(SymptomParameters s) => new(
        Logit.ToProbability(s.LogitLeak.Mean),
        [.. s.Links.Select(l => (Link: l, Direction: DirectionIndex(l.Pathway.Key, l.Direction))).Where(x => x.Direction >= 0)
            .Select(x => new Link(_pathways[x.Link.Pathway.Key], 1 + x.Direction, Local(ParameterId.Of(s.Id, x.Link))))]);

    private Link[] LoadingsOf(MarkerParameters m) =>
    [
        .. m.Loadings.Select(l => (Loading: l, Direction: DirectionIndex(l.Pathway.Key, l.Direction))).Where(x => x.Direction >= 0).SelectMany(x =>
        {
            int k = _pathways[x.Loading.Pathway.Key];
            int parameter = Local(ParameterId.Of(m.Id, x.Loading));
            return new[] { new Link(k, 1 + x.Direction, parameter), new Link(k, 1 + _directions[k] + x.Direction, parameter) };
        }),
    ];

    private CouplingResponder ResponderOf(int k)
    {
        var p = _grid.Pathways[k];
        var causes = new List<(int, int, int, int)>();
        foreach (var c in _grid.Couplings.Where(c => c.Responder == p.Id))
        {
            int cause = _pathways[c.Cause.Key];
            for (int d = 0; d < _directions[cause]; d++)
            {
                int target = DirectionIndex(p.Id.Key, (AlterationDirection)((int)_grid.Pathways[cause].Directions[d].Direction * c.Sign));
                if (target >= 0)
                {
                    causes.Add((cause, 1 + d, target, Local(ParameterId.Of(c))));
                }
            }
        }

        return new(k, _directions[k], Logit.ToProbability(_grid.LogitSpontaneousChange.Mean), [.. p.Directions.Select(d => d.Weight)], [.. causes]);
    }

    private Subject SubjectOf(TrialPerson p, Dictionary<string, int> symptoms, List<string> markers, double[] literature)
    {
        var effects = p.Arm.SelectMany(a => _grid.Interventions.Single(i => i.Id.Key == a) is var i ? i.Effects.Select(e => new Effect(
            _pathways[e.Pathway.Key],
            e.Corrects is { } d ? DirectionIndex(e.Pathway.Key, d) is >= 0 and var index ? index : _directions[_pathways[e.Pathway.Key]] : -1,
            Local(ParameterId.Of(i.Id, e)))) : []);
        var groups = p.Configurations.GroupBy(c => string.Join(',', c.States), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        return new(
            [.. effects],
            [.. groups.Select(g => Elementary.Log(g.Sum(c => c.Weight)) - Literature([.. g.First().States], literature))],
            [.. groups.Select(g => g.First().States.ToArray())],
            [.. groups.Select(g => Responding([.. g.First().States]))],
            [.. p.Symptoms.Select(s => (symptoms[s.Symptom], s.Present))],
            [.. p.Markers.Select(m => markers.IndexOf(m.Marker))],
            [.. p.Markers.Select(m => m.Z)],
            p.Change);
    }

    /// <summary>log p(compensatory states | causes) at the literature's kappa, of the responders that couplings can change.</summary>
    private double Literature(int[] states, double[] chance) => Responding(states).Sum(r => Elementary.Log(r.Probability(states, states[r.Pathway], chance)));

    /// <summary>Responders that are not causal themselves and have an active cause: all others have the same probability whatever kappa is.</summary>
    private CouplingResponder[] Responding(int[] states) =>
        [.. Responders.Where(r => !(states[r.Pathway] >= 1 && states[r.Pathway] <= r.Directions) && r.Causes.Any(c => states[c.Cause] == c.CauseState))];

    private int DirectionIndex(string pathway, AlterationDirection direction)
    {
        var directions = _grid.Pathways[_pathways[pathway]].Directions;
        for (int d = 0; d < directions.Count; d++)
        {
            if (directions[d].Direction == direction)
            {
                return d;
            }
        }

        return -1;
    }

    /// <summary>A parameter that acts when a pathway is in a state.</summary>
    public readonly record struct Link(int Pathway, int State, int Parameter);

    /// <summary>An effect of the arm; direction -1 corrects either, an index beyond the pathway's corrects none.</summary>
    public readonly record struct Effect(int Pathway, int Direction, int Parameter);

    /// <summary>A symptom of the grid.</summary>
    public sealed record Symptom(double Leak, Link[] Links);

    /// <summary>A person.</summary>
    public sealed record Subject(Effect[] Effects, double[] LogWeights, int[][] States, CouplingResponder[][] Responders, (int Symptom, bool Present)[] Symptoms, int[] Markers, double[] MarkerValues, double? Change);
}
