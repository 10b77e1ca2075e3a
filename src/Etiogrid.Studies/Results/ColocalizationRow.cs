namespace Etiogrid.Studies.Results;

/// <summary>Co-localisation of the person's map with one atlas map.</summary>
/// <param name="Atlas">Atlas map, such as <c>5HT1a</c>.</param>
/// <param name="PathwayIds">Pathways it stands for.</param>
/// <param name="Rho">Spearman correlation.</param>
/// <param name="Pearson">Pearson correlation.</param>
/// <param name="PNull">p against the spatial null, two-sided.</param>
/// <param name="PParametric">Parametric p, invalid under autocorrelation; printed for comparison only.</param>
/// <param name="N">Regions.</param>
/// <param name="Z">Deviation of Fisher z from the reference people.</param>
/// <param name="Note">Words, such as <c>ambiguous with DAT</c>.</param>
public sealed record ColocalizationRow(string Atlas, IReadOnlyList<string> PathwayIds, double Rho, double Pearson, double PNull, double PParametric, int N, double Z, string Note);
