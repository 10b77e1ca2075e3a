using Etiogrid.Numerics.Functions;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Unit and reference distribution from which a laboratory value is made of its z score. Plausible round numbers chosen for
/// simulation, not reference intervals; inference sees only the z against the study's own controls.
/// </summary>
/// <param name="Unit">Unit as printed.</param>
/// <param name="Mean">Mean, or mean of the natural logarithm.</param>
/// <param name="Sd">Standard deviation, or that of the natural logarithm.</param>
/// <param name="IsLog">True for concentrations with a long tail: normal on the logarithm.</param>
public sealed record LaboratoryReference(string Unit, double Mean, double Sd, bool IsLog)
{
    private static readonly LaboratoryReference Unknown = new("arbitrary units", 100, 15, false);

    private static readonly Dictionary<string, LaboratoryReference> Known = new(StringComparer.Ordinal)
    {
        ["crp"] = new("mg/L", 0.3, 0.9, true),
        ["il6"] = new("pg/mL", 0.4, 0.6, true),
        ["il12"] = new("pg/mL", 3.5, 0.7, true),
        ["il18"] = new("pg/mL", 5.3, 0.4, true),
        ["sil2r"] = new("U/mL", 6.0, 0.4, true),
        ["tnf_alpha"] = new("pg/mL", 0.5, 0.5, true),
        ["bdnf"] = new("ng/mL", 27, 6, false),
        ["cortisol_awakening"] = new("nmol/L", 8, 3, false),
        ["cortisol"] = new("nmol/L", 400, 90, false),
        ["lactate"] = new("mmol/L", 1.2, 0.25, false),
        ["homocysteine"] = new("umol/L", 2.3, 0.3, true),
    };

    /// <summary>The reference of a marker; a neutral scale for one that is not listed.</summary>
    public static LaboratoryReference For(string markerId) => Known.GetValueOrDefault(markerId, Unknown);

    /// <summary>The value with this z.</summary>
    public double Value(double z)
    {
        double x = Mean + (Sd * z);
        return Math.Round(IsLog ? Elementary.Exp(x) : x, 4);
    }
}
