namespace Etiogrid.Inference;

/// <summary>One person drawn from a model: the truth and everything that could be observed.</summary>
/// <param name="States">True state of each pathway; see <see cref="GridPathway"/>.</param>
/// <param name="Symptoms">Binary symptoms.</param>
/// <param name="ContinuousSymptoms">Continuous symptoms.</param>
/// <param name="Markers">Biomarkers; latent values of binary tests.</param>
public sealed record GridSample(
    IReadOnlyList<int> States,
    IReadOnlyList<bool> Symptoms,
    IReadOnlyList<double> ContinuousSymptoms,
    IReadOnlyList<double> Markers)
{
    /// <summary>Levels of ordinal symptoms.</summary>
    public IReadOnlyList<int> OrdinalSymptoms { get; init; } = [];

    /// <summary>The model with everything in this sample observed.</summary>
    public GridModel Observe(GridModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model
            .WithSymptoms([.. Symptoms.Select(s => (bool?)s)])
            .WithContinuousSymptoms([.. ContinuousSymptoms.Select(s => (double?)s)])
            .WithOrdinalSymptoms([.. OrdinalSymptoms.Select(s => (int?)s)])
            .WithMarkerValues([.. Markers.Select((y, m) => model.Markers[m].Cutoff is null ? (double?)y : null)])
            .WithTestResults([.. Markers.Select((y, m) => model.Markers[m].Cutoff is { } cutoff ? y > cutoff : (bool?)null)]);
    }
}
