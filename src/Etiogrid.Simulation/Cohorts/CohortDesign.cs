namespace Etiogrid.Simulation.Cohorts;

/// <summary>How large a simulated cohort is and how much of it is missing. Effects come from the general grid, never from here.</summary>
public sealed record CohortDesign
{
    /// <summary>Name of the study; the files add that it is simulated.</summary>
    public string Name { get; init; } = "Etiogrid simulated cohort";

    /// <summary>People drawn from the grid's prior for the symptomatic population; at least 1.</summary>
    public required int Patients { get; init => field = AtLeast(value, 1, nameof(Patients)); }

    /// <summary>People without any altered pathway, whose symptoms come from the leak alone; at least 0.</summary>
    public required int Controls { get; init => field = AtLeast(value, 0, nameof(Controls)); }

    /// <summary>Seed of everything; the same seed gives the same bytes.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Worker threads, 0 = all cores; never changes a byte.</summary>
    public int Threads { get; init => field = AtLeast(value, 0, nameof(Threads)); }

    /// <summary>Genes of each pathway. A pathway without genes has no polygenic score; its share of liability is then part of the residual.</summary>
    public IReadOnlyList<PathwayGeneSet> GeneSets { get; init; } = [];

    /// <summary>About how many variants lie in genes; at least two a gene are placed.</summary>
    public int GeneVariants { get; init => field = AtLeast(value, 0, nameof(GeneVariants)); } = 8000;

    /// <summary>Variants placed anywhere in the genome.</summary>
    public int BackgroundVariants { get; init => field = AtLeast(value, 0, nameof(BackgroundVariants)); } = 2000;

    /// <summary>Brain regions, an even number from 60.</summary>
    public int Regions { get; init => field = EvenFrom60(value, nameof(Regions)); } = 100;

    /// <summary>Volumes of a time series; at least 50.</summary>
    public int Volumes { get; init => field = AtLeast(value, 50, nameof(Volumes)); } = 150;

    /// <summary>Dated visits of each patient with severity and blood sample, at least 1; controls come once.</summary>
    public int Visits { get; init => field = AtLeast(value, 1, nameof(Visits)); } = 1;

    /// <summary>Probability that one exposure cell is n/a.</summary>
    public double MissingExposure { get; init => field = Rate(value, nameof(MissingExposure)); } = 0.05;

    /// <summary>Probability that one symptom cell is n/a.</summary>
    public double MissingSymptom { get; init => field = Rate(value, nameof(MissingSymptom)); } = 0.03;

    /// <summary>Probability that one laboratory cell is n/a.</summary>
    public double MissingLaboratory { get; init => field = Rate(value, nameof(MissingLaboratory)); } = 0.05;

    /// <summary>Probability that a person has no genotypes.</summary>
    public double AbsentGenotypes { get; init => field = Rate(value, nameof(AbsentGenotypes)); } = 0.1;

    /// <summary>Probability that a person has no time series.</summary>
    public double AbsentTimeSeries { get; init => field = Rate(value, nameof(AbsentTimeSeries)); } = 0.1;

    /// <summary>Probability that a person has no anatomical map.</summary>
    public double AbsentMaps { get; init => field = Rate(value, nameof(AbsentMaps)); } = 0.15;

    /// <summary>Probability that a person has no blood sample.</summary>
    public double AbsentLaboratory { get; init => field = Rate(value, nameof(AbsentLaboratory)); } = 0.1;

    /// <summary>Residual correlation of two laboratory markers.</summary>
    public double LaboratoryCorrelation { get; init => field = Rate(value, nameof(LaboratoryCorrelation)); } = 0.25;

    /// <summary>Residual correlation of two markers of one further modality.</summary>
    public double OtherCorrelation { get; init => field = Rate(value, nameof(OtherCorrelation)); } = 0.2;

    /// <summary>Everybody.</summary>
    public int People => Patients + Controls;

    private static int AtLeast(int value, int smallest, string name) =>
        value >= smallest ? value : throw new ArgumentOutOfRangeException(name, value, $"The value must be at least {smallest}.");

    private static int EvenFrom60(int value, string name) =>
        value >= 60 && value % 2 == 0 ? value : throw new ArgumentOutOfRangeException(name, value, "The value must be even and at least 60.");

    private static double Rate(double value, string name) =>
        value is >= 0 and < 1 ? value : throw new ArgumentOutOfRangeException(name, value, "The value must lie in [0, 1).");
}
