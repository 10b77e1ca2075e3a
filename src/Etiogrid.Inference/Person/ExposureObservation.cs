using Etiogrid.Core.Identifiers;

namespace Etiogrid.Inference.Person;

/// <summary>Whether a person was exposed.</summary>
/// <param name="Exposure">Which exposure.</param>
/// <param name="Present">Null = unknown: mixed over at its population frequency.</param>
public sealed record ExposureObservation(ExposureId Exposure, bool? Present);
