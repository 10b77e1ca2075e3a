namespace Etiogrid.Studies.Results;

/// <summary>Everything said about one person in one session: what the page, the tables and the JSON are views of. Deterministic: no clock, no machine.</summary>
public sealed record PersonResult
{
    /// <summary>Label without prefix.</summary>
    public required string Participant { get; init; }

    /// <summary>Session label, or null in studies without sessions.</summary>
    public required string? Session { get; init; }

    /// <summary>How many sessions of this person hold data, and which one this is (from 1).</summary>
    public required (int Index, int Count) SessionPosition { get; init; }

    /// <summary>The study and the run.</summary>
    public required RunInfo Run { get; init; }

    /// <summary>Words under the name: age, sex, group, as far as the study tells them.</summary>
    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>What was measured, partly measured, absent.</summary>
    public required IReadOnlyList<ModalityStatus> Modalities { get; init; }

    /// <summary>How the posterior was computed and how exact it is.</summary>
    public required EngineReport Engine { get; init; }

    /// <summary>True when a step of the waterfalls was sampled: then steps carry an error of about 0.01 in probability and the page says so.</summary>
    public bool WaterfallsSampled { get; init; }

    /// <summary>All pathways, most probable first.</summary>
    public required IReadOnlyList<PathwayResult> Pathways { get; init; }

    /// <summary>Columns of the vulnerability grid: the genetic score, then exposures.</summary>
    public required IReadOnlyList<GridColumn> GridColumns { get; init; }

    /// <summary>Pathways the data cannot tell apart.</summary>
    public required IReadOnlyList<AmbiguitySet> AmbiguitySets { get; init; }

    /// <summary>Every measured feature with its z score.</summary>
    public required IReadOnlyList<EvidenceRow> Evidence { get; init; }

    /// <summary>Scores of pathways and other units, and epigenetic evidence; null without either.</summary>
    public GeneticResult? Genetics { get; init; }

    /// <summary>Brain figures, or null without imaging or connectivity.</summary>
    public required BrainResult? Brain { get; init; }

    /// <summary>Deviation at every scale; unmeasured features are kept with a null z.</summary>
    public required IReadOnlyList<FingerprintFeature> Fingerprint { get; init; }

    /// <summary>Ranked combinations of interventions, as hypotheses; empty when nothing is altered with enough probability to say.</summary>
    public required IReadOnlyList<CombinationResult> Combinations { get; init; }

    /// <summary>Options left out, and why.</summary>
    public required IReadOnlyList<ExcludedIntervention> ExcludedInterventions { get; init; }

    /// <summary>Interventions that were not excluded but stand in no ranked combination, and why.</summary>
    public IReadOnlyList<ExcludedIntervention> NotRanked { get; init; } = [];

    /// <summary>Measurements ranked by information gained per cost.</summary>
    public required IReadOnlyList<NextMeasurement> NextMeasurements { get; init; }

    /// <summary>Posterior of the leading pathways without each modality, and under shifted priors.</summary>
    public required IReadOnlyList<SensitivityRow> Sensitivity { get; init; }

    /// <summary>Rows of the study's own knowledge that took part, those that moved most first; empty without such rows.</summary>
    public IReadOnlyList<OverlayEffect> OverlayEffects { get; init; } = [];

    /// <summary>State or trait: needs repeated visits.</summary>
    public required string StateTraitStatement { get; init; }

    /// <summary>Symptom dimensions of this person.</summary>
    public required IReadOnlyList<SymptomResult> Symptoms { get; init; }

    /// <summary>What limits these results, in sentences.</summary>
    public required IReadOnlyList<string> Limits { get; init; }

    /// <summary>Methods text and citations of the steps that ran.</summary>
    public required IReadOnlyList<MethodStatement> Methods { get; init; }

    /// <summary>Input files with hashes.</summary>
    public required IReadOnlyList<InputFileRecord> Inputs { get; init; }

    /// <summary>Findings about this person's data.</summary>
    public required IReadOnlyList<string> DataFindings { get; init; }
}
