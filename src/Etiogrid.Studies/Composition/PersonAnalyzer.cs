using Etiogrid.Core.Diagnostics;
using Etiogrid.Inference;
using Etiogrid.Inference.Person;
using Etiogrid.Inference.Readouts;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Measures;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Composition;

/// <summary>From a person's measures to their result. Made once for a study; analyses people independently of one another.</summary>
public sealed class PersonAnalyzer
{
    /// <summary>Draws behind bands, combinations and the value of measurements: enough for two digits of a probability.</summary>
    private const int Draws = 400;

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
    private readonly ReadoutComposer _readouts;
    private readonly CombinationComposer _combinations;
    private readonly NextMeasurementComposer _next;
    private readonly StateTraitComposer _stateTrait;
    private readonly OverlayComposer _overlay;
    private readonly GeneticComposer _genetics;

    private PersonAnalyzer(OpenedStudy opened, StudyMeasures measures, RunInfo run, PersonModelBuilder builder, LayerComposer layers)
    {
        (_opened, _measures, _run, _builder) = (opened, measures, run, builder);
        _inputs = new(measures, opened.Grid, layers);
        _genetics = new(measures, opened.Grid, layers);
        _overlay = new(opened);
        _stateTrait = new(measures, opened.Grid, _inputs);
        _figure = new(opened.Grid);
        _evidence = new(opened.Grid, opened.Study.Config);
        _fingerprint = new(opened.Grid);
        _brain = new(measures, opened.Grid, opened.Seed);
        _description = new(measures, opened.Grid);
        _readouts = new(opened.Grid);
        _combinations = new(opened.Grid, opened.Study.Config.ExcludeIf, opened.Study.Config.MaxCombination, opened.Seed);
        _next = new(opened.Grid, builder, opened.Seed);
    }

    /// <summary>How markers correlate in this study.</summary>
    public IReadOnlyList<MarkerCorrelation> Correlations => _inputs.Correlations;

    private GeneralGrid Grid => _opened.Grid;

    /// <summary>An analyzer for a study, or what is wrong with the general grid.</summary>
    public static Parsed<PersonAnalyzer> Create(OpenedStudy opened, StudyMeasures measures, RunInfo run)
    {
        ArgumentNullException.ThrowIfNull(opened);
        return PersonModelBuilder.Create(opened.Grid, opened.Modifiers).Then(builder => LayerComposer.Create(measures, opened.Grid).Select(layers => new PersonAnalyzer(opened, measures, run, builder, layers)));
    }

    /// <summary>What the posterior of a person will cost, before it is computed; null where no model can be built.</summary>
    public GridForecast? Forecast(PersonData person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var byFeature = _measures.EvidenceOf(person).ToDictionary(e => e.Feature);
        return _builder.Build(_inputs.Compose(person, _inputs.ByMarker(person, byFeature))).Then(model => GridInference.Forecast(model.Model, OptionsOf(person))).TryGetValue(out var forecast) ? forecast : null;
    }

    /// <summary>Analyses one person. A model that cannot be built (observations impossible under the grid) is a finding of the person.</summary>
    public Parsed<PersonAnalysis> Analyze(PersonData person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var evidence = _measures.EvidenceOf(person);
        var byFeature = evidence.ToDictionary(e => e.Feature);
        var byMarker = _inputs.ByMarker(person, byFeature);
        var options = OptionsOf(person);
        return _builder.Build(_inputs.Compose(person, byMarker)).Then(model =>
            GridInference.Infer(model.Model, options).Then(posterior =>
                GridInference.Draw(model.Model, Draws, options).Then(draws =>
                {
                    var sets = _readouts.Sets(AmbiguitySets.Of(posterior, draws), model);
                    var stateTrait = _stateTrait.Compose(person);
                    var (combinations, excluded, all) = _combinations.Compose(model, posterior, draws, stateTrait, person.Id.Label);
                    return _next.Compose(model, draws, sets, all).Select(next =>
                    {
                        var inferred = new Inferred(person, model, posterior, draws, sets, next, combinations, excluded, stateTrait, options);
                        var factors = MarkerInfluence.Of(model.Model, draws).ToDictionary(i => model.Model.Markers[i.Marker].Name, i => i.LogOdds, StringComparer.Ordinal);
                        var rows = _evidence.Compose(person, evidence, byMarker, factors);
                        var brain = _brain.Compose(person, byFeature);
                        int unreliable = evidence.Count(e => e.Reliability < InputsComposer.LeastReliability);
                        return Assemble(inferred, rows, brain, _fingerprint.Compose(person, byMarker), unreliable);
                    });
                })));
    }

    private GridInferenceOptions OptionsOf(PersonData person) => new() { Threads = 1, Seed = _opened.Seed, Participant = person.Id.Label };

    private PersonAnalysis Assemble(Inferred inferred, IReadOnlyList<EvidenceRow> rows, BrainResult? brain, IReadOnlyList<FingerprintFeature> fingerprint, int unreliable)
    {
        var (person, model, posterior) = (inferred.Person, inferred.Model, inferred.Posterior);
        var engine = new EngineReport(NameOf(posterior.Engine), posterior.Error.Statement, posterior.Error.Bound, posterior.LogEvidence) { EffectiveSampleSize = posterior.Error.EffectiveSampleSize, RHat = posterior.Error.RHat };
        var columns = _figure.Columns(person, model);
        int[] order = [.. Enumerable.Range(0, Grid.Pathways.Count).OrderByDescending(posterior.Altered)];
        var decomposition = EvidenceDecomposition.Of(_builder, model, posterior, inferred.Options);
        var stateTrait = inferred.StateTrait;
        var naive = NaiveProduct.Altered(model.Model);
        var result = new PersonResult
        {
            Participant = person.Id.Label,
            Session = person.Session?.Label,
            SessionPosition = (person.Session is { } s ? person.Sessions.ToList().IndexOf(s) + 1 : 1, Math.Max(1, person.Sessions.Count)),
            Run = _run,
            Description = PersonDescription.Lines(person),
            Modalities = ModalityComposer.Compose(person),
            Engine = engine,
            WaterfallsSampled = !decomposition.IsExact,
            Pathways = Pathways(inferred, decomposition, order, columns, rows, stateTrait),
            GridColumns = columns,
            AmbiguitySets = inferred.Sets,
            Evidence = rows,
            Genetics = _genetics.Compose(person, model),
            Brain = brain,
            Fingerprint = fingerprint,
            Combinations = inferred.Combinations,
            ExcludedInterventions = inferred.Excluded,
            NotRanked = _combinations.WhyNot(model, posterior, inferred.Draws, inferred.Combinations, person.Id.Label),
            NextMeasurements = inferred.Next,
            Sensitivity = ReadoutComposer.Sensitivity(PosteriorSensitivity.Of(_builder, model, inferred.Options), order),
            OverlayEffects = _overlay.Compose(model.Inputs, posterior, inferred.Options),
            StateTraitStatement = _stateTrait.Statement(person, stateTrait),
            Symptoms = _description.Symptoms(person),
            Limits = _description.Limits(person, model.Notes, unreliable),
            Methods = MethodsComposer.Compose(_measures, person, engine, Grid.Version),
            Inputs = _description.Inputs(person),
            DataFindings = [.. _opened.Study.Findings.Of(person.Id).Select(f => (f with { Place = f.Place with { File = f.Place.File is null ? null : _opened.Study.RelativePath(f.Place.File) } }).ToString())],
        };
        return new(result, [.. order.Select(k => naive[k])], model.Inputs);
    }

    private List<PathwayResult> Pathways(Inferred inferred, EvidenceDecomposition decomposition, int[] order, IReadOnlyList<GridColumn> columns, IReadOnlyList<EvidenceRow> rows, IReadOnlyList<StateTraitResult?> stateTrait)
    {
        var (model, posterior) = (inferred.Model, inferred.Posterior);
        var bands = ParameterBands.Of(model, posterior, inferred.Draws).Bands;
        var readouts = CausalReadout.Of(model, posterior);
        List<PathwayResult> pathways = [];
        foreach (int k in order)
        {
            var p = Grid.Pathways[k];
            var prior = model.Priors[k];
            var node = model.Model.Pathways[k];
            double priorAltered = prior.Causal + ((1 - prior.Causal) * node.SpontaneousChange);
            pathways.Add(new(
                p.Id.Key, p.Name, p.ShortName, prior.BaseRate, prior.Causal, priorAltered, posterior.Altered(k),
                new(bands[k].Low50, bands[k].High50), new(bands[k].Low95, bands[k].High95),
                posterior.Causal(k), posterior.Compensatory(k), posterior.InDirection(k, -1), posterior.InDirection(k, 1), p.Directions.Count > 1,
                ReadoutComposer.Words(readouts[k].Call), readouts[k].GeneticSupport, readouts[k].ExposureLink, readouts[k].SymptomLink,
                _figure.Cells(p.Id, columns, model), _readouts.Waterfall(decomposition.Steps[k], p.Id.Key, rows), prior.AtFloor ? "prior at its floor" : "")
            {
                StateTrait = stateTrait[k],
            });
        }

        return pathways;
    }

    /// <summary>An engine in words.</summary>
    internal static string NameOf(GridEngine engine) => engine switch
    {
        GridEngine.Enumeration => "exact enumeration",
        GridEngine.SignedProduct => "exact, signed product form with block elimination",
        GridEngine.BestFirst => "best-first search with certified bounds",
        _ => "parallel-tempered Gibbs sampling",
    };

    /// <summary>Everything inference said about a person.</summary>
    private sealed record Inferred(
        PersonData Person,
        PersonModel Model,
        GridPosterior Posterior,
        ConfigurationDraws Draws,
        IReadOnlyList<AmbiguitySet> Sets,
        IReadOnlyList<NextMeasurement> Next,
        IReadOnlyList<CombinationResult> Combinations,
        IReadOnlyList<ExcludedIntervention> Excluded,
        IReadOnlyList<StateTraitResult?> StateTrait,
        GridInferenceOptions Options);
}
