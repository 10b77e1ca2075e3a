using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Measures.Brain;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Measures;

/// <summary>Everybody's measures with the references that turn them into deviations.</summary>
public sealed class StudyMeasures
{
    private readonly Dictionary<BrainMapKind, VectorReference> _maps;
    private readonly VectorReference _networks;
    private readonly SortedDictionary<ParticipantId, Participant> _sound;
    private readonly ILookup<ParticipantId, BrainSession> _byPerson;
    private readonly GeneralGrid _grid;
    private readonly IReadOnlyDictionary<ParticipantId, GeneticsPerson> _genetics;
    private readonly SessionId? _pageSession;

    /// <summary>Collects what was measured; people with errors in their data form no reference.</summary>
    public StudyMeasures(StudyData study, GeneralGrid grid, BrainSpace? space, IReadOnlyList<BrainSession> sessions, IReadOnlyDictionary<ParticipantId, GeneticsPerson> genetics, SessionId? pageSession, EpigeneticMarks? marks = null)
    {
        ArgumentNullException.ThrowIfNull(study);
        Study = study;
        Space = space;
        var sound = study.Participants.Where(p => !study.Findings.HasError(p.Id)).ToArray();
        var names = sound.Select(p => p.Id).ToHashSet();
        Sessions = [.. sessions.Where(s => names.Contains(s.Person))];
        Controls = [.. sound.Where(p => study.Config.FitOn is { } fit && p.Cells.TryGetValue(fit.Column, out string? cell) && fit.IsMetBy(cell)).Select(p => p.Id).Order()];
        _sound = new(sound.ToDictionary(p => p.Id));
        _byPerson = Sessions.ToLookup(s => s.Person);
        (_grid, _genetics, _pageSession) = (grid, genetics, pageSession);
        Epigenetics = new(study, grid, marks ?? EpigeneticMarks.None, [.. sound.Select(p => (p.Id, SessionOf(p.Id)))], Controls.Count >= ReferenceGroup.SmallestReference ? Controls : []);
        var tally = new CohortTally(Controls);
        foreach (var participant in _sound.Values)
        {
            var (person, features) = Collect(participant);
            tally.Add(person, features);
        }

        Severities = tally.Severities;
        Reference = new(tally, Controls);
        Appraisals = new(tally);
        Symptoms = new(study.Config.Symptoms, tally);
        Reliability = new(tally, Sessions);
        _maps = Enum.GetValues<BrainMapKind>().ToDictionary(k => k, k => new VectorReference(First(k, s => s.Measurement.Map), Controls));
        _networks = new(First(BrainMapKind.ConnectivityStrength, s => s.Measurement.NetworkMeans), Controls);
    }

    /// <summary>The study.</summary>
    public StudyData Study { get; }

    /// <summary>What brain data share, or null without brain data.</summary>
    public BrainSpace? Space { get; }

    /// <summary>People without errors, in order of labels.</summary>
    public IReadOnlyCollection<ParticipantId> People => _sound.Keys;

    /// <summary>Severity of every dated visit of everybody, where the study rates it.</summary>
    public IReadOnlyList<double> Severities { get; }

    /// <summary>All measured sessions of them.</summary>
    public IReadOnlyList<BrainSession> Sessions { get; }

    /// <summary>People who form the reference; empty when the study names none.</summary>
    public IReadOnlyList<ParticipantId> Controls { get; }

    /// <summary>Reference of features.</summary>
    public ReferenceGroup Reference { get; }

    /// <summary>How burdensome exposures were, in standard deviations.</summary>
    public AppraisalScale Appraisals { get; }

    /// <summary>Epigenetic scores.</summary>
    public EpigeneticMeasure Epigenetics { get; }

    /// <summary>Scales of rated symptoms.</summary>
    public SymptomScales Symptoms { get; }

    /// <summary>Reliability of features.</summary>
    public FeatureReliability Reliability { get; }

    /// <summary>True when z scores are formed against controls.</summary>
    public bool HasControls => Controls.Count >= ReferenceGroup.SmallestReference;

    /// <summary>Against whom z scores are formed, in words.</summary>
    public string ReferenceStatement => HasControls
        ? FormattableString.Invariant($"z scores are formed against the study's {Controls.Count} controls ({Study.Config.FitOn}); a control is compared with the others")
        : FormattableString.Invariant($"the study has fewer than {ReferenceGroup.SmallestReference} controls, so each person is compared with all other people of the study (leave-one-out): z says how this person differs from fellow patients, not from healthy people");

    /// <summary>True for people without errors in their data.</summary>
    public bool Has(ParticipantId person) => _sound.ContainsKey(person);

    /// <summary>Everything measured of a person, collected anew: only what is shared by everybody stays in memory.</summary>
    /// <exception cref="KeyNotFoundException">The person is not among <see cref="People"/>.</exception>
    public PersonData Of(ParticipantId person) => Collect(_sound[person]).Person;

    /// <summary>Evidence of a person: every feature that has a reference.</summary>
    public IReadOnlyList<Evidence> EvidenceOf(PersonData person)
    {
        ArgumentNullException.ThrowIfNull(person);
        return [.. person.Features.Select(f => EvidenceOf(person.Id, f)).OfType<Evidence>()];
    }

    /// <summary>Evidence of one feature of a person, or null where it has no reference.</summary>
    public Evidence? EvidenceOf(ParticipantId person, FeatureValue feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return (feature.Norm ?? Reference.For(feature.Feature, person)) is { } reference
            ? new(person, feature.Session, feature.Feature, feature.Scale, feature.Value, feature.Unit, (feature.Comparable - reference.Mean) / reference.StandardDeviation, Reliability.Of(feature.Feature), reference, feature.Provenance)
            : null;
    }

    /// <summary>Regional z scores of a session's map.</summary>
    public double[] MapZ(BrainSession session) => _maps[session.Measurement.Kind].ZOf(session.Person, session.Measurement.Map);

    /// <summary>Network x network z scores of a recording; empty without networks.</summary>
    public double[] NetworkZ(BrainSession session) => session.Measurement.NetworkMeans.Length == 0 ? [] : _networks.ZOf(session.Person, session.Measurement.NetworkMeans);

    /// <summary>The session of a person's page.</summary>
    private SessionId? SessionOf(ParticipantId person)
    {
        var available = Study.Sessions[person];
        return _pageSession is { } named && available.Contains(named) ? named : available.Count > 0 ? available[0] : null;
    }

    private (PersonData Person, IReadOnlyList<FeatureValue> Features) Collect(Participant p)
    {
        var own = _byPerson[p.Id].ToArray();
        var available = Study.Sessions[p.Id];
        SessionId? session = SessionOf(p.Id);
        FeatureValue[] brain = [.. Space is null ? [] : own.SelectMany(s => BrainFeatures.Of(Space, s)), .. RegionalMeasures.Of(Study, _grid, p.Id)];
        FeatureValue[] labs = [.. TableMeasures.Laboratory(Study, _grid, p.Id, session), .. Epigenetics.FeaturesOf(p.Id, session)];
        var repeated = available.Where(s => s != session).SelectMany(s => TableMeasures.RepeatedLaboratory(Study, _grid, p.Id, s)).ToArray();
        // Blood values months apart differ for real: they are no test-retest pair of the assay and stay out of the reliabilities.
        PersonData person = new(
            p,
            session,
            available,
            _genetics.GetValueOrDefault(p.Id),
            TableMeasures.Exposures(Study, p.Id, session),
            TableMeasures.Symptoms(Study, p.Id, session),
            [.. labs, .. brain.Where(f => f.Session is null || f.Session == session)],
            Shown(BrainMapKind.RegionalMap),
            Shown(BrainMapKind.ConnectivityStrength))
        {
            Tests = TableMeasures.Tests(Study, p.Id, session),
            Visits = TableMeasures.Visits(Study, p.Id, available, [.. brain, .. labs, .. repeated]),
        };
        return (person, [.. brain, .. labs]);

        BrainSession? Shown(BrainMapKind kind) => own.FirstOrDefault(s => (s.Session is null || s.Session == session) && s.Measurement.Kind == kind);
    }

    private IEnumerable<(ParticipantId, double[])> First(BrainMapKind kind, Func<BrainSession, double[]> values) =>
        Sessions.Where(s => s.Measurement.Kind == kind).OrderBy(s => s.Session?.Label ?? "", StringComparer.Ordinal).Select(s => (s.Person, values(s)));
}
