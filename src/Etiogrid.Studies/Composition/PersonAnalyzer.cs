using Etiogrid.Core.Diagnostics;
using Etiogrid.Inference;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>From a person's measures to their result. Made once for a study; analyses people independently of one another.</summary>
public sealed class PersonAnalyzer
{
    private readonly OpenedStudy _opened;
    private readonly StudyMeasures _measures;
    private readonly RunInfo _run;
    private readonly PersonModelBuilder _builder;
    private readonly InputsComposer _inputs;
    private readonly GridFigureComposer _figure;
    private readonly EvidenceComposer _evidence;
    private readonly FingerprintComposer _fingerprint;
    private readonly BrainComposer _brain;
    private readonly PersonDescription _description;
    private readonly CombinationComposer _combinations;
    private readonly NextMeasurementComposer _next;

    private PersonAnalyzer(OpenedStudy opened, StudyMeasures measures, RunInfo run, PersonModelBuilder builder)
    {
        (_opened, _measures, _run, _builder) = (opened, measures, run, builder);
        _inputs = new(measures, opened.Grid);
        _figure = new(opened.Grid);
        _evidence = new(opened.Grid);
        _fingerprint = new(opened.Grid);
        _brain = new(measures, opened.Grid, null);
        _description = new(measures, opened.Grid);
        _combinations = new(opened.Grid, opened.Study.Config, opened.Seed);
        _next = new(opened.Grid, builder, opened.Seed);
    }

    /// <summary>Draws behind combinations and the value of measurements: enough for two digits of a probability.</summary>
    private const int Draws = 256;

    private GeneralGrid Grid => _opened.Grid;

    /// <summary>An analyzer for a study, or what is wrong with the general grid.</summary>
    public static Parsed<PersonAnalyzer> Create(OpenedStudy opened, StudyMeasures measures, RunInfo run) =>
        PersonModelBuilder.Create(opened.Grid).Select(builder => new PersonAnalyzer(opened, measures, run, builder));

    /// <summary>Analyses one person. A model that cannot be built (observations impossible under the grid) is a finding of the person.</summary>
    public Parsed<PersonAnalysis> Analyze(PersonData person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var evidence = _measures.EvidenceOf(person);
        var byFeature = evidence.ToDictionary(e => e.Feature);
        var byMarker = _inputs.ByMarker(person, byFeature);
        var options = new GridInferenceOptions { Threads = 1, Seed = _opened.Seed, Participant = person.Id.Label };
        return _builder.Build(_inputs.Compose(person, byMarker)).Then(model => GridInference.Infer(model.Model, options).Then(posterior => GridInference.Draw(model.Model, Draws, options).Then(draws =>
        _next.Compose(model, draws, []).Select(next =>
        {
            var (combinations, excluded) = _combinations.Compose(model, posterior, draws, person.Id.Label);
            var engine = new EngineReport(posterior.Engine.ToString(), posterior.Error.Statement, posterior.Error.Bound, posterior.LogEvidence);
            var columns = _figure.Columns(person);
            var naive = NaiveProduct.Altered(model.Model);
            int[] order = [.. Enumerable.Range(0, Grid.Pathways.Count).OrderByDescending(posterior.Altered)];
            var result = new PersonResult
            {
                Participant = person.Id.Label,
                Session = person.Session?.Label,
                SessionPosition = (Math.Max(1, IndexOf(person)), Math.Max(1, person.Sessions.Count)),
                Run = _run,
                Description = PersonDescription.Lines(person),
                Modalities = ModalityComposer.Compose(person),
                Engine = engine,
                Pathways = [.. order.Select(k => Pathway(k, model, posterior, columns))],
                GridColumns = columns,
                AmbiguitySets = [],
                Evidence = _evidence.Compose(person, evidence, byMarker, new Dictionary<string, double>()),
                Brain = _brain.Compose(person, byFeature),
                Fingerprint = _fingerprint.Compose(person, byMarker),
                Combinations = combinations,
                ExcludedInterventions = excluded,
                NextMeasurements = next,
                Sensitivity = [],
                StateTraitStatement = person.Sessions.Count > 1 ? "undetermined: this page shows one of several visits; state and trait need the visits together" : "undetermined: one visit",
                Symptoms = _description.Symptoms(person),
                Limits = _description.Limits(person, model.Notes, evidence.Count(e => e.Reliability < InputsComposer.LeastReliability)),
                Methods = MethodsComposer.Compose(_measures, person, engine, Grid.Version),
                Inputs = _description.Inputs(person),
                DataFindings = [.. _opened.Study.Findings.Of(person.Id).Select(f => f.ToString())],
            };
            return new PersonAnalysis(result, [.. order.Select(k => naive[k])]);
        }))));
    }

    private static int IndexOf(PersonData person) => person.Session is { } s ? person.Sessions.ToList().IndexOf(s) + 1 : 1;

    private PathwayResult Pathway(int k, PersonModel model, GridPosterior posterior, IReadOnlyList<GridColumn> columns)
    {
        var p = Grid.Pathways[k];
        var prior = model.Priors[k];
        double altered = posterior.Altered(k);
        return new(p.Id.Key, p.Name, p.ShortName, prior.BaseRate, prior.Causal, prior.Causal, altered, new(altered, altered), new(altered, altered), posterior.Causal(k), posterior.Compensatory(k), posterior.InDirection(k, -1), posterior.InDirection(k, 1), p.Directions.Count > 1, "", false, false, false, _figure.Cells(p.Id, columns, model), [], "");
    }
}
