namespace Etiogrid.Studies.Configuration;

/// <summary>The content of <c>study.yaml</c>, checked; paths are absolute.</summary>
public sealed record StudyConfig
{
    /// <summary>The schema this reader knows.</summary>
    public const string Schema = "etiogrid/study/1";

    /// <summary>Display name of the study.</summary>
    public required string Name { get; init; }

    /// <summary>True for simulated people; every page says so.</summary>
    public bool Simulated { get; init; }

    /// <summary>Seed, unless the command line gives another.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Study folder.</summary>
    public required string StudyFolder { get; init; }

    /// <summary>The file itself.</summary>
    public required string File { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Table of participants.</summary>
    public required string Participants { get; init; }

    /// <summary>Polygenic scores, if the study has genotypes.</summary>
    public GeneticsConfig? Genetics { get; init; }

    /// <summary>Exposures, in file order.</summary>
    public IReadOnlyList<ExposureConfig> Exposures { get; init; } = [];

    /// <summary>Symptom dimensions, in file order.</summary>
    public IReadOnlyList<SymptomConfig> Symptoms { get; init; } = [];

    /// <summary>Laboratory markers, in file order.</summary>
    public IReadOnlyList<LaboratoryConfig> Labs { get; init; } = [];

    /// <summary>Epigenetic scores of pathways, in file order.</summary>
    public IReadOnlyList<EpigeneticConfig> Epigenetics { get; init; } = [];

    /// <summary>Regional PET, spectroscopy, quantitative MRI and diffusion markers, in file order.</summary>
    public IReadOnlyList<RegionalConfig> Regional { get; init; } = [];

    /// <summary>Outcomes, in file order.</summary>
    public IReadOnlyList<OutcomeConfig> Outcomes { get; init; } = [];

    /// <summary>Times of the sessions, without which state and trait are not told apart.</summary>
    public VisitsConfig? Visits { get; init; }

    /// <summary>Degrees of freedom of heavy-tailed markers; null = normal.</summary>
    public double? MarkerFreedom { get; init; }

    /// <summary>Brain maps and time series, if any.</summary>
    public BrainConfig? Brain { get; init; }

    /// <summary>Who forms the reference of z scores.</summary>
    public Condition? FitOn { get; init; }

    /// <summary>Largest combination of interventions, 1 to 4.</summary>
    public int MaxCombination { get; init; } = 3;

    /// <summary>Condition keys that exclude interventions for everybody in the study.</summary>
    public IReadOnlyList<string> ExcludeIf { get; init; } = [];

    /// <summary>Groups smaller than this are not shown in cohort summaries.</summary>
    public int SmallCell { get; init; } = 5;

    /// <summary>Folder of the ledger whose learned parameters are used, if any.</summary>
    public string? Ledger { get; init; }

    /// <summary>Its version; null = the latest, 0 = the literature.</summary>
    public int? LedgerVersion { get; init; }

    /// <summary>Truth of a simulated study.</summary>
    public string? Truth { get; init; }
}
