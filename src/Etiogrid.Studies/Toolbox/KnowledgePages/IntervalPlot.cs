using System.Globalization;
using Etiogrid.Numerics.Functions;
using static Etiogrid.Studies.Toolbox.KnowledgePages.Markup;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>An effect with its interval on a fixed axis, so that the rows of a table can be compared by eye; the numbers stand beside it.</summary>
internal static class IntervalPlot
{
    private const double Width = 220;
    private const double Height = 18;
    private static readonly string[] Ratios = ["OR", "RR", "IRR", "HR"];
    private static readonly string[] Differences = ["SMD", "SES", "d", "g", "r"];

    /// <summary>True for effects that are ratios: their axis is logarithmic and their null is 1.</summary>
    public static bool IsRatio(string type) => Ratios.Contains(type);

    /// <summary>The drawing; empty for an effect without a number. Ratios from 1/8 to 8, differences from -2 to 2; an arrow head marks what lies beyond.</summary>
    public static string Draw(string type, double? effect, double? low, double? high)
    {
        if (effect is not { } value || (IsRatio(type) ? value <= 0 : !Differences.Contains(type)))
        {
            return "";
        }

        double x = Place(type, value);
        string line = low is { } l && high is { } h && (!IsRatio(type) || l > 0)
            ? $"<line x1=\"{At(Place(type, l))}\" x2=\"{At(Place(type, h))}\" y1=\"9\" y2=\"9\" class=\"ci\"/>"
            : "";
        string mark = line.Length > 0 ? $"<circle cx=\"{At(x)}\" cy=\"9\" r=\"4\" class=\"pt\"/>" : $"<circle cx=\"{At(x)}\" cy=\"9\" r=\"3.5\" class=\"pt open\"/>";
        return string.Create(CultureInfo.InvariantCulture, $"<svg class=\"plot\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\" aria-label=\"{Effect(type, effect, low, high)}\">{Axis(type)}{line}{mark}</svg>");
    }

    /// <summary>Heading of the column of drawings: what the ticks mean.</summary>
    public static string Scale(bool ratio) => ratio ? "<span class=\"scale\"><i>&#8539;</i><i>1</i><i>8</i></span>" : "<span class=\"scale\"><i>-2</i><i>0</i><i>2</i></span>";

    private static string Axis(string type)
    {
        double[] ticks = IsRatio(type) ? [0.125, 0.25, 0.5, 2, 4, 8] : [-2, -1, 1, 2];
        string null_ = $"<line x1=\"{At(Width / 2)}\" x2=\"{At(Width / 2)}\" y1=\"0\" y2=\"18\" class=\"null\"/>";
        return null_ + string.Concat(ticks.Select(t => $"<line x1=\"{At(Place(type, t))}\" x2=\"{At(Place(type, t))}\" y1=\"6\" y2=\"12\" class=\"tick\"/>"));
    }

    private static double Place(string type, double value)
    {
        double unit = IsRatio(type) ? Elementary.Log(value) / Elementary.Log(8) : value / 2;
        return (Width / 2) + (Math.Clamp(unit, -1, 1) * ((Width / 2) - 5));
    }

    private static string At(double x) => x.ToString("0.#", CultureInfo.InvariantCulture);
}
