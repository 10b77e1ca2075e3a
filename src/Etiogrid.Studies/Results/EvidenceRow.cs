namespace Etiogrid.Studies.Results;

/// <summary>One measured feature, as in <c>_evidence.tsv</c>.</summary>
/// <param name="Id">Unique within the person, such as <c>e12</c>.</param>
/// <param name="Modality">Modality in lower case.</param>
/// <param name="Scale">Fingerprint scale in lower case.</param>
/// <param name="Feature">Feature id.</param>
/// <param name="Name">Display name.</param>
/// <param name="Value">Value in its unit.</param>
/// <param name="Unit">Unit.</param>
/// <param name="ReferenceMean">Mean of the reference.</param>
/// <param name="ReferenceSd">Standard deviation of the reference.</param>
/// <param name="ReferenceN">People in the reference.</param>
/// <param name="ReferenceKind">Kind of reference in words.</param>
/// <param name="Z">Deviation.</param>
/// <param name="Reliability">Test-retest reliability, or null.</param>
/// <param name="PathwayIds">Pathways it bears on.</param>
/// <param name="LogBayesFactor">Change of log-odds of the pathway it bears on most, from leaving it out; null where it entered jointly with others only.</param>
/// <param name="UsedInGrid">False for features that are shown but do not enter inference.</param>
/// <param name="File">Input file relative to the study.</param>
/// <param name="Sha256">Its hash.</param>
/// <param name="Row">Row, or null.</param>
/// <param name="Column">Column, or null.</param>
/// <param name="Sources">Source keys of its loadings.</param>
public sealed record EvidenceRow(
    string Id,
    string Modality,
    string Scale,
    string Feature,
    string Name,
    double Value,
    string Unit,
    double ReferenceMean,
    double ReferenceSd,
    int ReferenceN,
    string ReferenceKind,
    double Z,
    double? Reliability,
    IReadOnlyList<string> PathwayIds,
    double? LogBayesFactor,
    bool UsedInGrid,
    string File,
    string Sha256,
    long? Row,
    string? Column,
    IReadOnlyList<string> Sources);
