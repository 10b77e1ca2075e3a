namespace Etiogrid.Studies.Measures.Brain;

/// <summary>Co-localisation of a person's map with one atlas map.</summary>
/// <param name="Atlas">Atlas map.</param>
/// <param name="Rho">Spearman correlation.</param>
/// <param name="FisherZ">atanh of it.</param>
/// <param name="Pearson">Pearson correlation.</param>
/// <param name="PNull">Two-sided p against the spatial null.</param>
/// <param name="PParametric">Parametric p; invalid under autocorrelation.</param>
/// <param name="N">Regions.</param>
/// <param name="OddFisherZ">Fisher z from odd volumes; NaN for maps.</param>
/// <param name="EvenFisherZ">Fisher z from even volumes; NaN for maps.</param>
public sealed record AtlasColocalization(
    string Atlas,
    double Rho,
    double FisherZ,
    double Pearson,
    double PNull,
    double PParametric,
    int N,
    double OddFisherZ,
    double EvenFisherZ);
