using System.Globalization;
using Etiogrid.Inference;
using Etiogrid.Inference.Interventions;
using Etiogrid.Inference.Person;
using Etiogrid.Inference.StateTrait;
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

    /// <summary>The same for remission, a probability.</summary>
    private const double LeastRemission = 0.0005;
    private readonly GeneralGrid _grid;
    private readonly int _largest;
    private readonly ulong _seed;
    private readonly CombinationUtility _utility;
    private readonly InterventionParameters[] _allowed;
    private readonly InterventionOption[] _options;
    private readonly List<ExcludedIntervention> _excluded = [];

    public CombinationComposer(GeneralGrid grid, IReadOnlyList<string> excludeIf, int largest, ulong seed, CombinationUtility utility = CombinationUtility.Additive)
    {
        (_grid, _largest, _seed, _utility) = (grid, largest, seed, utility);
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
    public (IReadOnlyList<CombinationResult> Ranked, IReadOnlyList<ExcludedIntervention> Excluded, CombinationRanking All) Compose(PersonModel model, GridPosterior posterior, ConfigurationDraws draws, IReadOnlyList<StateTraitResult?> courses, string participant)
    {
        int[] present = Targets(model);
        if (present.Length == 0)
        {
            return ([], [.. _excluded], CombinationRanking.Empty);
        }

        var (forbidden, penalties) = Interactions();
        var settings = new CombinationOptions { Utility = _utility, MaxMembers = _largest, Forbidden = forbidden, Penalties = penalties, Seed = _seed, Participant = participant };
        InterventionOption[] options = [.. _options.Select((o, i) => o with { Effects = [.. o.Effects.Select(e => e with { Match = Match(_allowed[i], courses[e.Pathway]) })] })];
        var ranking = CombinationSearch.Search(model.Model, draws, present, options, settings);
        var values = ranking.Values;
        var ranked = values.Where(v => v.Gain >= (_utility == CombinationUtility.Additive ? LeastGain : LeastRemission) && EarnsItsMembers(v, values)).Take(Shown).Select((v, i) => Describe(v, i + 1, posterior, courses, present.Length)).ToList();
        return (ranked, [.. _excluded], ranking);
    }

    /// <summary>Every intervention that stands in no ranked combination, with the reason.</summary>
    public IReadOnlyList<ExcludedIntervention> WhyNot(PersonModel model, GridPosterior posterior, ConfigurationDraws draws, IReadOnlyList<CombinationResult> ranked, string participant)
    {
        int[] present = Targets(model);
        var used = ranked.SelectMany(r => r.MemberIds).ToHashSet(StringComparer.Ordinal);
        var alone = CombinationSearch.Run(model.Model, draws, present, _options, new CombinationOptions { Utility = _utility, MaxMembers = 1, Keep = _options.Length, Seed = _seed, Participant = participant })
            .ToDictionary(v => v.Members[0]);
        List<ExcludedIntervention> list = [];
        for (int a = 0; a < _allowed.Length; a++)
        {
            if (!used.Contains(_allowed[a].Id.Key))
            {
                list.Add(new(_allowed[a].Id.Key, _allowed[a].Name, present.Length == 0 ? "no symptom is present" : Reason(a, alone.GetValueOrDefault(a), posterior)));
            }
        }

        return list;
    }

    /// <summary>Symptoms that a combination should relieve: present ones, and rated ones that are raised, valued by the same links.</summary>
    private int[] Targets(PersonModel model)
    {
        var raised = model.Inputs.Symptoms.Where(s => s.Raised == true).Select(s => s.Symptom).ToHashSet();
        return [.. Enumerable.Range(0, _grid.Symptoms.Count).Where(d => raised.Contains(_grid.Symptoms[d].Id))];
    }

    private string Reason(int option, CombinationValue? alone, GridPosterior posterior)
    {
        int[] pathways = [.. _options[option].Effects.Select(e => e.Pathway).Distinct()];
        int likely = pathways.MaxBy(posterior.Causal);
        string most = string.Create(CultureInfo.InvariantCulture, $"{_grid.Pathways[likely].ShortName} {100 * posterior.Causal(likely):0} %");
        if (alone is null || posterior.Causal(likely) < LikelyHit)
        {
            return $"none of its pathways is likely a cause (at most {most})";
        }

        return alone.Gain < 0 ? string.Create(CultureInfo.InvariantCulture, $"expected to harm ({alone.Gain:0.000}): wrong direction, or it undoes a compensation")
            : alone.Utility <= 0 ? string.Create(CultureInfo.InvariantCulture, $"expected gain {alone.Gain:0.000} does not outweigh its burden {alone.Burden:0.00}")
            : string.Create(CultureInfo.InvariantCulture, $"worth {alone.Utility:0.000} by itself, less than what is listed");
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

    private CombinationResult Describe(CombinationValue value, int rank, GridPosterior posterior, IReadOnlyList<StateTraitResult?> courses, int symptoms)
    {
        InterventionParameters[] members = [.. value.Members.Select(m => _allowed[m])];
        int[] hit = [.. value.Members.SelectMany(m => _options[m].Effects).Select(e => e.Pathway).Distinct().Where(k => posterior.Causal(k) >= LikelyHit).OrderByDescending(posterior.Causal)];
        List<string> reasons = [.. hit.Take(3).Select(k => string.Create(CultureInfo.InvariantCulture, $"{_grid.Pathways[k].ShortName}: causal with {100 * posterior.Causal(k):0} %"))];
        reasons.AddRange(hit.Select(k => CourseReason(k, courses[k], value.Members)).OfType<string>());
        reasons.Add(_utility == CombinationUtility.Remission
            ? string.Create(CultureInfo.InvariantCulture, $"chance that none of {symptoms} present symptoms is left rises by {value.Gain:0.000}, at burden {value.Burden:0.00}")
            : string.Create(CultureInfo.InvariantCulture, $"expected fall of {value.Gain:0.00} of {symptoms} present symptoms, at burden {value.Burden:0.00}"));
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
            reasons)
        {
            RemissionGain = value.RemissionGain,
        };
    }

    private static double Match(InterventionParameters intervention, StateTraitResult? course) =>
        course is null ? 1 : HorizonMatch.Of(intervention.Horizon, VerdictOf(course), course.StateDominant);

    private static StateTraitVerdict VerdictOf(StateTraitResult course) => course.Verdict switch
    {
        "state" => StateTraitVerdict.State,
        "trait" => StateTraitVerdict.Trait,
        _ => StateTraitVerdict.Undetermined,
    };

    /// <summary>Whether the horizons of the members suit a course that visits decided; null where they decided none.</summary>
    private string? CourseReason(int pathway, StateTraitResult? course, IReadOnlyList<int> members)
    {
        if (course is null || VerdictOf(course) == StateTraitVerdict.Undetermined)
        {
            return null;
        }

        InterventionParameters[] acting = [.. members.Where(m => _options[m].Effects.Any(e => e.Pathway == pathway)).Select(m => _allowed[m])];
        string[] other = [.. acting.Where(i => i.Horizon != "both" && i.Horizon != course.Verdict).Select(i => i.Name)];
        string name = _grid.Pathways[pathway].ShortName;
        return other.Length == 0
            ? $"{name}: a {course.Verdict}, and the horizon matches"
            : string.Create(CultureInfo.InvariantCulture, $"{name}: a {course.Verdict}, for which {string.Join(" and ", other)} counts {100 * Match(acting.First(i => i.Name == other[0]), course):0} % of its effect");
    }

    private static string Horizon(InterventionParameters[] members)
    {
        string[] all = [.. members.Select(m => m.Horizon).Distinct()];
        return all.Length == 1 ? all[0] : "both";
    }
}
