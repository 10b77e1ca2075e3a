using System.Globalization;
using System.Text;

namespace Etiogrid.Reporting.Palettes;

/// <summary>The palettes as CSS variables and classes, light and dark.</summary>
internal static class PaletteStylesheet
{
    /// <summary>The stylesheet; the same bytes every time.</summary>
    public static string Text { get; } = Build();

    private static string Build()
    {
        var css = new StringBuilder();
        css.Append(":root{color-scheme:light dark;");
        AppendVariables(css, SurfaceColours.Light, DivergingScale.Light);
        css.Append("}\n@media screen and (prefers-color-scheme:dark){:root{");
        AppendVariables(css, SurfaceColours.Dark, DivergingScale.Dark);
        css.Append("}}\n");
        AppendClasses(css, "d", DivergingScale.Light.Steps.Count, static i => $"var(--d{i})", static i => $"var(--e{i})");
        AppendClasses(css, "c", ProbabilityScale.Colours.Steps.Count, static i => ProbabilityScale.Colours.Steps[i].ToString(), static i => ProbabilityScale.Colours.InkOn(i).ToString());
        return css.ToString();
    }

    private static void AppendVariables(StringBuilder css, SurfaceColours surface, Palette diverging)
    {
        foreach (var (name, value) in surface.Variables)
        {
            css.Append("--").Append(name).Append(':').Append(value).Append(';');
        }

        for (int i = 0; i < diverging.Steps.Count; i++)
        {
            css.Append(CultureInfo.InvariantCulture, $"--d{i}:{diverging.Steps[i]};--e{i}:{diverging.InkOn(i)};");
        }
    }

    private static void AppendClasses(StringBuilder css, string prefix, int count, Func<int, string> colour, Func<int, string> ink)
    {
        for (int i = 0; i < count; i++)
        {
            css.Append(CultureInfo.InvariantCulture, $".{prefix}{i}{{background:{colour(i)};color:{ink(i)};fill:{colour(i)}}}\n");
        }
    }
}
