using System.Globalization;

namespace Etiogrid.Imaging.Pictures;

/// <summary>Values to colours that stay apart for colour-blind readers: blue to white to orange around zero, or light to dark blue for values of one sign.</summary>
internal sealed class ColourScale
{
    private static readonly (double R, double G, double B)[] Diverging = [(33, 75, 144), (120, 164, 212), (247, 247, 245), (238, 163, 94), (158, 74, 12)];
    private static readonly (double R, double G, double B)[] Sequential = [(247, 247, 245), (170, 201, 226), (88, 141, 191), (33, 75, 144), (12, 33, 74)];

    private ColourScale(double low, double high, bool diverging)
    {
        Low = low;
        High = high;
        IsDiverging = diverging;
    }

    public double Low { get; }

    public double High { get; }

    public bool IsDiverging { get; }

    public static ColourScale Of(IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            return new(0, 1, false);
        }

        double low = finite.Min();
        double high = finite.Max();
        double largest = Math.Max(Math.Abs(low), Math.Abs(high));
        return low < 0 && high > 0 ? new(-largest, largest, true) : new(low, high > low ? high : low + 1, false);
    }

    public string At(double value)
    {
        if (!double.IsFinite(value))
        {
            return "#b9b9b9";
        }

        var colours = IsDiverging ? Diverging : Sequential;
        double position = Math.Clamp((value - Low) / (High - Low), 0, 1) * (colours.Length - 1);
        int first = Math.Min((int)position, colours.Length - 2);
        double rest = position - first;
        return string.Create(CultureInfo.InvariantCulture, $"#{Mix(colours[first].R, colours[first + 1].R, rest):x2}{Mix(colours[first].G, colours[first + 1].G, rest):x2}{Mix(colours[first].B, colours[first + 1].B, rest):x2}");
    }

    private static int Mix(double a, double b, double share) => (int)Math.Round(a + (share * (b - a)), MidpointRounding.AwayFromZero);
}
