using Etiogrid.Inference.Learning;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Inference;

/// <summary>
/// The parameters of a grid that outcomes can inform, with the literature as a power prior: its variance is divided by a0,
/// the weight of its evidence grade, and tau^2 of the kind is added.
/// </summary>
internal sealed class LearningPrior
{
    private readonly Dictionary<ParameterId, int> _index = [];
    private readonly List<(ParameterId Id, double Mean, double Sd, double Discounted)> _items = [];

    public LearningPrior(GeneralGrid grid, IReadOnlyList<TrialContribution> trials)
    {
        var people = trials.SelectMany(t => t.People).ToList();
        var symptoms = people.SelectMany(p => p.Symptoms).Select(s => s.Symptom).ToHashSet(StringComparer.Ordinal);
        var markers = people.SelectMany(p => p.Markers).Select(m => m.Marker).ToHashSet(StringComparer.Ordinal);
        var given = people.SelectMany(p => p.Arm).ToHashSet(StringComparer.Ordinal);
        bool scale = people.Any(p => p.Change is not null);
        var found = new SortedDictionary<ParameterId, (UncertainValue Value, double Weight)>();
        foreach (var s in grid.Symptoms.Where(s => scale || symptoms.Contains(s.Id.Key)))
        {
            foreach (var l in s.Links)
            {
                found[ParameterId.Of(s.Id, l)] = (l.LogitLambda, WeightOf(l.LogitLambda.Grade));
            }
        }

        foreach (var i in grid.Interventions.Where(i => given.Contains(i.Id.Key)))
        {
            foreach (var e in i.Effects)
            {
                found[ParameterId.Of(i.Id, e)] = (e.LogitEfficacy, WeightOf(i.EvidenceGrade));
            }
        }

        foreach (var m in grid.Markers.Where(m => markers.Contains(m.Id)))
        {
            foreach (var l in m.Loadings)
            {
                found[ParameterId.Of(m.Id, l)] = (l.Loading, WeightOf(l.Loading.Grade));
            }
        }

        foreach (var c in trials.Count > 0 ? grid.Couplings : [])
        {
            found[ParameterId.Of(c)] = (c.LogitKappa, WeightOf(c.LogitKappa.Grade));
        }

        foreach (var (id, (value, weight)) in found)
        {
            _index[id] = _items.Count;
            _items.Add((id, value.Mean, value.Sd, value.Sd * value.Sd / weight));
        }
    }

    public int Count => _items.Count;

    public ParameterId Id(int i) => _items[i].Id;

    public double Mean(int i) => _items[i].Mean;

    public double Sd(int i) => _items[i].Sd;

    /// <summary>sd^2 / a0.</summary>
    public double Discounted(int i) => _items[i].Discounted;

    public int IndexOf(ParameterId id) => _index[id];

    /// <summary>a0 of how a value of the general grid was obtained.</summary>
    private static double WeightOf(Grade grade) => grade switch { Grade.Measured => 1, Grade.Converted => 0.7, _ => 0.5 };

    /// <summary>a0 of the evidence grade of an intervention.</summary>
    private static double WeightOf(string grade) => grade switch { "A" => 1, "B" => 0.8, "C" => 0.5, _ => 0.3 };
}
