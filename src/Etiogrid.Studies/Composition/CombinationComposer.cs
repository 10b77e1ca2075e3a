using System.Globalization;
using Etiogrid.Inference;
using Etiogrid.Inference.Interventions;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>Ranks combinations of interventions as hypotheses, and says which options were left out and why.</summary>
internal sealed class CombinationComposer
{
    private const int Shown = 8;
    private const double LikelyHit = 0.15;

    /// <summary>A smaller expected fall (in symptoms) is not worth a line.</summary>
    private const double LeastGain = 0.005;
    private readonly GeneralGrid _grid;
    private readonly int _largest;
    private readonly ulong _seed;
    private readonly InterventionParameters[] _allowed;
    private readonly InterventionOption[] _options;
    private readonly List<ExcludedIntervention> _excluded = [];

    public CombinationComposer(GeneralGrid grid, IReadOnlyList<string> excludeIf, int largest, ulong seed)
    {
        (_grid, _largest, _seed) = (grid, largest, seed);
        var pathways = grid.Pathways.Select((p, k) => (p, k)).ToDictionary(x => x.p.Id, x => x.k);
        List<InterventionParameters> allowed = [];
        foreach (var intervention in grid.Interventions)
        {
            string[] against = [.. intervention.Contraindications.Where(c => excludeIf.Contains(c))];
            if (against.Length > 0)
            {
                _excluded.Add(new(intervention.Id.Key, intervention.Name, "excluded in study.yaml: " + string.Join(", ", against)));
            }
            else if (intervention.Effects.Count == 0)
            {
                _excluded.Add(new(intervention.Id.Key, intervention.Name, "no verified effect on a pathway in the knowledge base"));
            }
            else
            {
                allowed.Add(intervention);
            }
        }

        _allowed = [.. allowed];
        _options = [.. _allowed.Select(i => Option(i, grid, pathways))];
    }

    /// <summary>The best combinations and everything left out.</summary>
    public (IReadOnlyList<CombinationResult> Ranked, IReadOnlyList<ExcludedIntervention> Excluded, CombinationRanking All) Compose(PersonModel model, GridPosterior posterior, ConfigurationDraws draws, string participant)
    {
        int[] present = [.. Enumerable.Range(0, model.Model.Symptoms.Count).Where(d => model.Model.Symptoms[d].Present == true)];
        if (present.Length == 0)
        {
            return ([], [.. _excluded], CombinationRanking.Empty);
        }

        var (forbidden, penalties) = Interactions();
        var settings = new CombinationOptions { MaxMembers = _largest, Forbidden = forbidden, Penalties = penalties, Seed = _seed, Participant = participant };
        var ranking = CombinationSearch.Search(model.Model, draws, present, _options, settings);
        var values = ranking.Values;
        var ranked = values.Where(v => v.Gain >= LeastGain && EarnsItsMembers(v, values)).Take(Shown).Select((v, i) => Describe(v, i + 1, posterior, present.Length)).ToList();
        return (ranked, [.. _excluded], ranking);
    }

    private static InterventionOption Option(InterventionParameters intervention, GeneralGrid grid, Dictionary<Core.Identifiers.PathwayId, int> pathways) => new(
        intervention.Id.Key,
        intervention.Burden,
        [.. intervention.Effects.SelectMany(e => Effects(e, grid.Pathways[pathways[e.Pathway]], pathways[e.Pathway]))]);

    /// <summary>The effect in the pathway's own numbering of directions; one that corrects a direction the pathway cannot take has nothing to act on.</summary>
    private static IEnumerable<PathwayEffect> Effects(InterventionEffect effect, PathwayParameters pathway, int index)
    {
        int? direction = null;
        if (effect.Corrects is { } corrects)
        {
            direction = pathway.Directions.Select((d, i) => (d.Direction, i)).Where(x => x.Direction == corrects).Select(x => (int?)x.i).FirstOrDefault();
            // The pathway goes the other way only: whoever is altered is harmed, so the effect keeps an index that never matches.
            direction ??= pathway.Directions.Count;
        }

        yield return new(index, direction, effect.LogitEfficacy.Mean, effect.LogitEfficacy.Sd);
    }

    private (HashSet<(int, int)> Forbidden, Dictionary<(int, int), double> Penalties) Interactions()
    {
        var index = _allowed.Select((a, i) => (a.Id, i)).ToDictionary(x => x.Id, x => x.i);
        HashSet<(int, int)> forbidden = [];
        Dictionary<(int, int), double> penalties = [];
        foreach (var pair in _grid.Interactions.Where(p => index.ContainsKey(p.First) && index.ContainsKey(p.Second)))
        {
            var key = (index[pair.First], index[pair.Second]);
            if (pair.Excluded)
            {
                forbidden.Add(key);
            }
            else
            {
                penalties[key] = pair.Penalty;
            }
        }

        return (forbidden, penalties);
    }

    /// <summary>False when a part of the combination alone is worth as much: every member shown must earn its place.</summary>
    private static bool EarnsItsMembers(CombinationValue value, IReadOnlyList<CombinationValue> all) =>
        !all.Any(part => part.Members.Count < value.Members.Count && part.Utility >= value.Utility && part.Members.All(value.Members.Contains));

    private CombinationResult Describe(CombinationValue value, int rank, GridPosterior posterior, int symptoms)
    {
        InterventionParameters[] members = [.. value.Members.Select(m => _allowed[m])];
        int[] hit = [.. value.Members.SelectMany(m => _options[m].Effects).Select(e => e.Pathway).Distinct().Where(k => posterior.Causal(k) >= LikelyHit).OrderByDescending(posterior.Causal)];
        List<string> reasons = [.. hit.Take(3).Select(k => string.Create(CultureInfo.InvariantCulture, $"{_grid.Pathways[k].ShortName}: causal with {100 * posterior.Causal(k):0} %"))];
        reasons.Add(string.Create(CultureInfo.InvariantCulture, $"expected fall of {value.Gain:0.00} of {symptoms} present symptoms, at burden {value.Burden:0.00}"));
        if (value.Utility <= 0)
        {
            reasons.Add("the expected gain does not outweigh the burden at the stated trade-off");
        }

        return new(
            rank,
            [.. members.Select(m => m.Id.Key)],
            [.. members.Select(m => m.Name)],
            [.. hit.Select(k => _grid.Pathways[k].Id.Key)],
            value.Gain,
            new(value.GainLow, value.GainHigh),
            value.ProbabilityBest,
            value.Regret,
            value.Burden,
            value.OnParetoFront,
            members.Max(m => m.EvidenceGrade)!,
            Horizon(members),
            string.Join("; ", members.Select(m => m.Onset).Distinct()),
            [.. members.Select(m => m.Risks).Where(r => r.Length > 0)],
            reasons);
    }

    private static string Horizon(InterventionParameters[] members)
    {
        string[] all = [.. members.Select(m => m.Horizon).Distinct()];
        return all.Length == 1 ? all[0] : "both";
    }
}
