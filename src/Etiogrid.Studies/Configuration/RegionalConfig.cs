namespace Etiogrid.Studies.Configuration;

/// <summary>
/// A pathway-specific image measure of regions: PET binding, a metabolite (MRS), a quantitative MRI value (R1, R2*, MT), a diffusion compartment (NODDI).
/// </summary>
/// <param name="MarkerId">Key of the marker in the knowledge base: an imaging marker that is no co-localisation.</param>
/// <param name="Regions">Columns of one table, one a region; their mean is the person's value.</param>
/// <param name="Unit">Unit as printed.</param>
/// <param name="Log">True when the mean is log-transformed before the z score.</param>
/// <param name="Quality">What a row must meet to count (fit error, signal to noise), or null.</param>
public sealed record RegionalConfig(string MarkerId, IReadOnlyList<ColumnSource> Regions, string Unit, bool Log, Condition? Quality);
