namespace Etiogrid.Reporting.Palettes;

/// <summary>
/// Probabilities in seven classes of cividis (Nuñez, Anderton and Renslow 2018, doi:10.1371/journal.pone.0199239), resampled to
/// equal steps of CIEDE2000. Classes are finer at the low end, where most pathways lie.
/// </summary>
internal static class ProbabilityScale
{
    /// <summary>The colours, the same on light and dark surfaces.</summary>
    public static readonly Palette Colours = new("#00224e", "#38476c", "#5f636f", "#7f7d76", "#a19975", "#c8b766", "#fee838");

    /// <summary>Upper bounds of the classes; the last class has none.</summary>
    public static readonly IReadOnlyList<double> Bounds = [0.05, 0.10, 0.20, 0.35, 0.50, 0.75];

    /// <summary>Class of a probability, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside [0, 1], or not a number.</exception>
    public static int ClassOf(double p)
    {
        if (!(p is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability lies in [0, 1].");
        }

        int step = 0;
        while (step < Bounds.Count && p >= Bounds[step])
        {
            step++;
        }

        return step;
    }

    /// <summary>CSS class of a probability.</summary>
    public static string CssClass(double p) => ClassName(ClassOf(p));

    /// <summary>CSS class of a step.</summary>
    public static string ClassName(int step) => "c" + step.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
