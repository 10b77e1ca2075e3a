namespace Etiogrid.Reporting.Palettes;

/// <summary>
/// Signed values in 11 classes, blue below and brown above zero, after the look of Crameri's vik (doi:10.5281/zenodo.1243862),
/// resampled to equal steps of CIEDE2000. On a dark surface the neutral class sinks into the surface and the ends shine.
/// </summary>
internal sealed class DivergingScale
{
    /// <summary>Colours on a light surface.</summary>
    public static readonly Palette Light = new(
        "#021f4f", "#0a4d84", "#2178a5", "#5ea3be", "#aed0d8", "#eeebe7", "#e3c2aa", "#cb8f66", "#ad6135", "#873516", "#4f0f06");

    /// <summary>Colours on a dark surface.</summary>
    public static readonly Palette Dark = new(
        "#dff3fc", "#92cce5", "#4f9ec2", "#2a779e", "#1d4f6b", "#222c36", "#47342d", "#804b29", "#ba7240", "#ecaa7e", "#ffe6d4");

    /// <summary>For z scores.</summary>
    public static readonly DivergingScale ZScore = new(0.5, 1, 1.5, 2, 3);

    /// <summary>For changes of log-odds.</summary>
    public static readonly DivergingScale LogOdds = new(0.1, 0.3, 0.6, 1, 1.5);

    /// <summary>For correlations.</summary>
    public static readonly DivergingScale Correlation = new(0.05, 0.1, 0.2, 0.3, 0.45);

    private readonly double[] _bounds;

    private DivergingScale(params double[] bounds) => _bounds = bounds;

    /// <summary>Upper bounds of the classes from the neutral outward.</summary>
    public IReadOnlyList<double> Bounds => _bounds;

    /// <summary>Class of a value, 0 (far below) to 10 (far above), 5 being neutral.</summary>
    /// <exception cref="ArgumentException">The value is not a number: missing values are hatched, not coloured.</exception>
    public int ClassOf(double value)
    {
        if (double.IsNaN(value))
        {
            throw new ArgumentException("A missing value has no colour.", nameof(value));
        }

        int steps = 0;
        while (steps < _bounds.Length && Math.Abs(value) >= _bounds[steps])
        {
            steps++;
        }

        return value < 0 ? _bounds.Length - steps : _bounds.Length + steps;
    }

    /// <summary>CSS class of a value.</summary>
    public string CssClass(double value) => ClassName(ClassOf(value));

    /// <summary>CSS class of a step.</summary>
    public static string ClassName(int step) => "d" + step.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
