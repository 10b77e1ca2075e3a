namespace Etiogrid.Reporting.Palettes;

/// <summary>An ordered set of colour classes with the text colour that reads best on each.</summary>
internal sealed class Palette
{
    /// <summary>Dark text of coloured cells.</summary>
    public static readonly Rgb DarkInk = Rgb.Parse("#0b0f13");

    /// <summary>Light text of coloured cells.</summary>
    public static readonly Rgb LightInk = Rgb.Parse("#ffffff");

    /// <summary>A palette of <c>#rrggbb</c> steps.</summary>
    public Palette(params ReadOnlySpan<string> steps)
    {
        var colours = new Rgb[steps.Length];
        for (int i = 0; i < steps.Length; i++)
        {
            colours[i] = Rgb.Parse(steps[i]);
        }

        Steps = colours;
    }

    /// <summary>The colours in order.</summary>
    public IReadOnlyList<Rgb> Steps { get; }

    /// <summary>The text colour with the higher contrast on a step.</summary>
    public Rgb InkOn(int step) =>
        Steps[step].ContrastWith(DarkInk) >= Steps[step].ContrastWith(LightInk) ? DarkInk : LightInk;
}
