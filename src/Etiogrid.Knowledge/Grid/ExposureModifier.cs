using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge.Grid;

/// <summary>A condition under which an exposure weighs more or less: b becomes factor x b for a person at that level.</summary>
/// <param name="Id">Key of the row.</param>
/// <param name="Pathway">The one pathway whose load it changes; null for all pathways of the exposure.</param>
/// <param name="Kind">gene, polygenic, epigenetic, window, dose or appraisal.</param>
/// <param name="By">A variant, a mark, a developmental period (key), a scale.</param>
/// <param name="Level">The level the factor holds for.</param>
/// <param name="LogFactor">ln of the factor on the load, with its standard deviation; 0 where a study found no modification.</param>
/// <param name="Disputed">True where the literature disagrees or one study stands alone.</param>
public sealed record ExposureModifier(string Id, PathwayId? Pathway, string Kind, string By, string Level, UncertainValue LogFactor, bool Disputed);
