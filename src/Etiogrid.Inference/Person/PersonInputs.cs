namespace Etiogrid.Inference.Person;

/// <summary>Everything known about one person, in the terms of the general grid. What is not listed is unknown.</summary>
/// <param name="Label">Participant label for findings.</param>
/// <param name="Scores">Pathway scores.</param>
/// <param name="Exposures">Exposures.</param>
/// <param name="Symptoms">Symptom dimensions.</param>
/// <param name="Markers">Biomarkers.</param>
/// <param name="Correlations">Correlation groups of markers; no marker stands in two.</param>
public sealed record PersonInputs(
    string Label,
    IReadOnlyList<PathwayScore> Scores,
    IReadOnlyList<ExposureObservation> Exposures,
    IReadOnlyList<SymptomObservation> Symptoms,
    IReadOnlyList<MarkerObservation> Markers,
    IReadOnlyList<MarkerCorrelation> Correlations)
{
    /// <summary>Epigenetic scores of pathways (standard deviations, higher = exposures act more strongly).</summary>
    public IReadOnlyList<PathwayScore> Epigenetics { get; init; } = [];

    /// <summary>Further measurements of pathways' genetic layers, one entry a pathway.</summary>
    public IReadOnlyList<GeneticLayer> Layers { get; init; } = [];

    /// <summary>Nothing known.</summary>
    public static PersonInputs Unknown(string label) => new(label, [], [], [], [], []);
}
