using Etiogrid.Core.Identifiers;

namespace Etiogrid.Inference.Person;

/// <summary>A gene x exposure term of a pathway's liability: g z (X - f).</summary>
/// <param name="Pathway">Which pathway; z is its polygenic score.</param>
/// <param name="Exposure">Which exposure; X is 1 for exposed, f its population frequency.</param>
/// <param name="Effect">g: change of the exposure's effect on the liability for one standard deviation of the score.</param>
public sealed record GeneExposureTerm(PathwayId Pathway, ExposureId Exposure, double Effect);
