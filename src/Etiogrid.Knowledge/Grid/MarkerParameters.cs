using Etiogrid.Core.Measures;

namespace Etiogrid.Knowledge.Grid;

/// <summary>A biomarker: something measurable whose z score shifts when a pathway is altered, for whatever reason.</summary>
/// <param name="Id">Key, such as <c>crp</c> or <c>coloc_5HT1a</c>.</param>
/// <param name="Name">Display name.</param>
/// <param name="Modality">Markers of one modality enter one joint likelihood.</param>
/// <param name="Scale">Scale of the fingerprint.</param>
/// <param name="Measure">Measure part of the feature ids it reads, such as <c>coloc</c>, <c>lab</c>, <c>network_strength</c>.</param>
/// <param name="Target">Target part of the feature id, such as <c>5HT1a</c> or <c>crp</c>.</param>
/// <param name="Reliability">Test-retest reliability in (0, 1].</param>
/// <param name="Cost">Relative cost: 1 is a blood test.</param>
/// <param name="Loadings">Shift in standard deviations when the pathway is altered in the direction.</param>
public sealed record MarkerParameters(
    string Id,
    string Name,
    Modality Modality,
    Scale Scale,
    string Measure,
    string Target,
    double Reliability,
    double Cost,
    IReadOnlyList<MarkerLoading> Loadings);
