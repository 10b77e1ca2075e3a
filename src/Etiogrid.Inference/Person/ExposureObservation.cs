using Etiogrid.Core.Identifiers;

namespace Etiogrid.Inference.Person;

/// <summary>Whether a person was exposed, when, and how it was experienced.</summary>
/// <param name="Exposure">Which exposure.</param>
/// <param name="Present">Null = unknown: mixed over at its population frequency.</param>
/// <param name="Appraisal">How burdensome it was to the person, in standard deviations of exposed people; null = not asked. Counts for exposures of <see cref="PriorModifiers.Appraised"/>.</param>
/// <param name="Period">Developmental period it fell into, a key of <see cref="PriorModifiers.Periods"/>; null = unknown.</param>
public sealed record ExposureObservation(ExposureId Exposure, bool? Present, double? Appraisal = null, string? Period = null)
{
    /// <summary>Whether the dose was as high as the knowledge base's rows on dose say; null = unknown.</summary>
    public bool? HighDose { get; init; }
}
