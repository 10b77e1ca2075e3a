namespace Etiogrid.Studies.Results;

/// <summary>Everything the cohort page shows.</summary>
public sealed record CohortResult
{
    /// <summary>The study and the run.</summary>
    public required RunInfo Run { get; init; }

    /// <summary>Pathways in the order of columns.</summary>
    public required IReadOnlyList<CohortPathway> Pathways { get; init; }

    /// <summary>People, one row a person and session.</summary>
    public required IReadOnlyList<CohortPerson> People { get; init; }

    /// <summary>How many people were listed, had data, were computed, failed.</summary>
    public required IReadOnlyList<AttritionStep> Attrition { get; init; }

    /// <summary>Share of people with each modality.</summary>
    public required IReadOnlyList<ModalityCoverage> Coverage { get; init; }

    /// <summary>Calibration against a truth file; null for real studies.</summary>
    public required TruthComparison? Truth { get; init; }

    /// <summary>Test-retest reliability of features where people have two sessions.</summary>
    public required IReadOnlyList<ReliabilityRow> Reliability { get; init; }

    /// <summary>Associations of leading features with outcomes, cross-validated; an honest null must come out as one.</summary>
    public required IReadOnlyList<OutcomeAssociation> Outcomes { get; init; }

    /// <summary>Sentences on what limits the cohort's results.</summary>
    public required IReadOnlyList<string> Limits { get; init; }

    /// <summary>People or files that failed, as diagnostics.</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    /// <summary>Methods of the steps that ran.</summary>
    public required IReadOnlyList<MethodStatement> Methods { get; init; }
}
