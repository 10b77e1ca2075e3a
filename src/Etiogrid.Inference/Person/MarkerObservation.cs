namespace Etiogrid.Inference.Person;

/// <summary>A biomarker of a person.</summary>
/// <param name="Marker">Id in the general grid, such as <c>coloc_5HT1a</c>.</param>
/// <param name="Z">Value in standard deviations of the reference; null = not measured.</param>
/// <param name="Reliability">Test-retest reliability of this person's measurement in (0, 1]; null = as in the general grid.</param>
public sealed record MarkerObservation(string Marker, double? Z, double? Reliability = null)
{
    /// <summary>For a test with a yes-or-no result: the cutoff on the same scale; <see cref="Z"/> is then null.</summary>
    public double? Cutoff { get; init; }

    /// <summary>Result: above the cutoff or below it; null = not done.</summary>
    public bool? Above { get; init; }
}
