using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Measures;

/// <summary>
/// Epigenetic scores of everybody, adjusted for covariates and for the exposures that act on the same pathway. Method page:
/// <c>docs/methods/genetic-layer.md</c>.
/// </summary>
public sealed class EpigeneticMeasure
{
    private readonly StudyData _study;
    private readonly GeneralGrid _grid;
    private readonly EpigeneticMarks _marks;
    private readonly Dictionary<(string Id, ParticipantId Person), EpigeneticMarks.Value> _raw = [];
    private readonly Dictionary<(string Id, ParticipantId Person), double> _adjusted = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _adjustedFor = new(StringComparer.Ordinal);

    /// <summary>Measures everybody.</summary>
    /// <param name="study">The study.</param>
    /// <param name="grid">Its general grid.</param>
    /// <param name="marks">Scores computed of tables of marks.</param>
    /// <param name="people">People without errors, with the session of their page.</param>
    /// <param name="reference">Who forms the reference; empty = everybody.</param>
    public EpigeneticMeasure(StudyData study, GeneralGrid grid, EpigeneticMarks marks, IReadOnlyList<(ParticipantId Id, SessionId? Session)> people, IReadOnlyList<ParticipantId> reference)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(people);
        (_study, _grid, _marks) = (study, grid, marks);
        foreach (var config in study.Config.Epigenetics)
        {
            foreach (var (person, session) in people)
            {
                if (Raw(config, person, session) is { } value)
                {
                    _raw[(config.Id, person)] = value;
                }
            }

            Adjust(config, people, reference.Count > 0 ? [.. reference] : [.. people.Select(p => p.Id)]);
        }
    }

    /// <summary>The feature of a score.</summary>
    public static FeatureId FeatureOf(EpigeneticConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return new(Modality.Genetics, "epigenetic", config.Id);
    }

    /// <summary>Display name of a score.</summary>
    public static string NameOf(EpigeneticConfig config, GeneralGrid grid)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(grid);
        string what = config.Measure switch { "methylation" => "Methylation score", "expression" => "Expression score", _ => "Epigenetic score" };
        string pathway = grid.Pathways.First(p => p.Id == config.Pathway).Name;
        return config.Id == config.Pathway.Key ? $"{what} of {pathway}" : $"{what} '{config.Id.Replace('_', ' ')}' of {pathway}";
    }

    /// <summary>Scores of one person that could be formed.</summary>
    public IEnumerable<FeatureValue> FeaturesOf(ParticipantId person, SessionId? session)
    {
        foreach (var config in _study.Config.Epigenetics)
        {
            if (_raw.TryGetValue((config.Id, person), out var raw) && (AdjustedFor(config).Count == 0 || _adjusted.ContainsKey((config.Id, person))))
            {
                double? compared = _adjusted.TryGetValue((config.Id, person), out double residual) ? residual : null;
                yield return new(person, session, FeatureOf(config), Scale.Molecular, NameOf(config, _grid), raw.Score, "", compared, raw.Provenance)
                {
                    Norm = config.Norm is { } norm ? new(ReferenceKind.PublishedNorms, 0, norm.Mean, norm.Sd) : null,
                };
            }
        }
    }

    /// <summary>What a score was adjusted for, in words; empty where it was not.</summary>
    public IReadOnlyList<string> AdjustedFor(EpigeneticConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return _adjustedFor.GetValueOrDefault(config.Id, []);
    }

    /// <summary>Share of the weights' mass measured in a person; null for ready-made scores.</summary>
    public double? CoverageOf(EpigeneticConfig config, ParticipantId person)
    {
        ArgumentNullException.ThrowIfNull(config);
        return config.Marks is not null && _raw.TryGetValue((config.Id, person), out var raw) ? raw.Coverage : null;
    }

    /// <summary>Marks with a weight; 0 for ready-made scores.</summary>
    public int MarksOf(EpigeneticConfig config)
    {
        ArgumentNullException.ThrowIfNull(config);
        return _marks.Marks.GetValueOrDefault(config.Id, 0);
    }

    private EpigeneticMarks.Value? Raw(EpigeneticConfig config, ParticipantId person, SessionId? session) =>
        config.Source is { } source
            ? TableMeasures.Number(_study, person, session, source) is { } number ? new(number.Value, 1, number.Provenance) : null
            : _marks.Values.GetValueOrDefault((config.Id, person));

    private void Adjust(EpigeneticConfig config, IReadOnlyList<(ParticipantId Id, SessionId? Session)> people, HashSet<ParticipantId> reference)
    {
        var exposures = config is { AdjustExposures: true, Norm: null, IsEvidence: true } ? Exposures(config) : [];
        if (config.Covariates.Count == 0 && exposures.Count == 0)
        {
            return;
        }

        var scores = people.Where(p => _raw.ContainsKey((config.Id, p.Id))).ToDictionary(p => p.Id, p => _raw[(config.Id, p.Id)].Score);
        var rows = Rows(config, exposures, people);
        var residuals = EpigeneticAdjustment.Residuals(scores, rows, reference);
        if (residuals is null && exposures.Count > 0)
        {
            exposures = [];
            residuals = config.Covariates.Count == 0 ? null : EpigeneticAdjustment.Residuals(scores, Rows(config, [], people), reference);
        }

        if (residuals is null && config.Covariates.Count == 0)
        {
            return;
        }

        _adjustedFor[config.Id] = [.. config.Covariates.Select(c => c.Column), .. exposures.Select(e => _grid.Exposures.First(x => x.Id == e.Id).Name)];
        foreach (var (person, value) in residuals ?? new Dictionary<ParticipantId, double>())
        {
            _adjusted[(config.Id, person)] = value;
        }

        foreach (var (person, _) in people.Where(p => scores.ContainsKey(p.Id) && !_adjusted.ContainsKey((config.Id, p.Id))))
        {
            string why = residuals is null ? "too few reference people have the score and its covariates" : "a covariate is missing";
            _study.Findings.Add(person, Diagnostic.Warning("E238", $"{person}: the epigenetic score is not used: {why}", new(_study.Config.File, null, "epigenetics." + config.Id), null, null, "Complete the covariates, or leave them out"));
        }
    }

    /// <summary>Exposures of the study that act on the pathway.</summary>
    private List<ExposureConfig> Exposures(EpigeneticConfig config) =>
        [.. _study.Config.Exposures.Where(e => _grid.Exposures.Any(x => x.Id == e.Id && x.Loads.Any(l => l.Pathway == config.Pathway)))];

    /// <summary>Covariates, then exposures; an unknown exposure counts as its mean, so that it explains nothing of the person.</summary>
    private Dictionary<ParticipantId, double[]> Rows(EpigeneticConfig config, List<ExposureConfig> exposures, IReadOnlyList<(ParticipantId Id, SessionId? Session)> people)
    {
        var present = people.ToDictionary(p => p.Id, p => TableMeasures.Exposures(_study, p.Id, p.Session).ToDictionary(e => e.Id, e => e.Present));
        double[] means = [.. exposures.Select(e => present.Values.Select(x => x[e.Id]).OfType<bool>().Select(x => x ? 1.0 : 0).DefaultIfEmpty(0).Average())];
        Dictionary<ParticipantId, double[]> rows = [];
        foreach (var (person, session) in people)
        {
            double?[] covariates = [.. config.Covariates.Select(c => TableMeasures.Number(_study, person, session, c)?.Value)];
            if (!covariates.Contains(null))
            {
                rows[person] = [.. covariates.Select(c => c!.Value), .. exposures.Select((e, k) => present[person][e.Id] is { } x ? x ? 1.0 : 0.0 : means[k])];
            }
        }

        return rows;
    }
}
