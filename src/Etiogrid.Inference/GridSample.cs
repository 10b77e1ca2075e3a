namespace Etiogrid.Inference;

/// <summary>One person drawn from a model: the truth and everything that could be observed.</summary>
/// <param name="States">True state of each pathway; see <see cref="GridPathway"/>.</param>
/// <param name="Symptoms">Binary symptoms.</param>
/// <param name="ContinuousSymptoms">Continuous symptoms.</param>
/// <param name="Markers">Biomarkers.</param>
public sealed record GridSample(
    IReadOnlyList<int> States,
    IReadOnlyList<bool> Symptoms,
    IReadOnlyList<double> ContinuousSymptoms,
    IReadOnlyList<double> Markers)
{
    /// <summary>The model with everything in this sample observed.</summary>
    public GridModel Observe(GridModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model
            .WithSymptoms([.. Symptoms.Select(s => (bool?)s)])
            .WithContinuousSymptoms([.. ContinuousSymptoms.Select(s => (double?)s)])
            .WithMarkerValues([.. Markers.Select(m => (double?)m)]);
    }
}
