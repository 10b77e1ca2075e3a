using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Palettes;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Figures;

/// <summary>Tiles of deviation, grouped by scale; what was not measured is hatched and, where there is much of it, counted.</summary>
internal static class FingerprintFigure
{
    private const int MostTiles = 20;
    private const int MostHatched = 5;
    private const double TrustedReliability = 0.6;

    private static readonly string[] Scales = ["molecular", "cellular", "circuit", "network", "oscillation", "behaviour"];

    /// <summary>Writes the tiles.</summary>
    public static void Write(HtmlWriter html, IReadOnlyList<FingerprintFeature> features)
    {
        using (html.Open("div", ("class", "print"), ("role", "figure"), ("aria-label", $"Signalling fingerprint: {Printed.Count(features.Count(f => f.Z is not null))} of {Printed.Count(features.Count)} features measured.")))
        {
            foreach (var group in features.GroupBy(f => f.Scale, StringComparer.Ordinal).OrderBy(g => Order(g.Key)))
            {
                WriteScale(html, group.Key, [.. group]);
            }
        }
    }

    private static int Order(string scale)
    {
        int index = Array.IndexOf(Scales, scale);
        return index < 0 ? Scales.Length : index;
    }

    private static void WriteScale(HtmlWriter html, string scale, List<FingerprintFeature> features)
    {
        var measured = features.Where(f => f.Z is { } z && double.IsFinite(z)).ToList();
        var missing = features.Except(measured).ToList();
        var shown = measured.Count <= MostTiles
            ? measured
            : [.. measured.OrderByDescending(f => Math.Abs(f.Z!.Value)).Take(MostTiles)];
        using (html.Open("div", ("class", "scale")))
        {
            html.Element("h3", scale);
            using (html.Open("ul", ("class", "tiles")))
            {
                foreach (var feature in shown)
                {
                    WriteTile(html, feature);
                }

                WriteMissing(html, missing);
            }

            if (shown.Count < measured.Count)
            {
                html.Element("p", $"The {Printed.Count(shown.Count)} largest of {Printed.Count(measured.Count)}; the others are in the table.", ("class", "small mute"));
            }
        }
    }

    private static void WriteTile(HtmlWriter html, FingerprintFeature feature)
    {
        double z = feature.Z!.Value;
        using (html.Open("li"))
        {
            html.Element("span", Printed.Signed(z), ("class", "tile " + DivergingScale.ZScore.CssClass(z)));
            html.Element("span", feature.ShortName, ("class", "tile-name"));
            string reliability = feature.Reliability is { } r ? $"r {Printed.Number(r)}" : "r n/a";
            html.Element("small", reliability, ("class", feature.Reliability >= TrustedReliability ? null : "shaky"));
        }
    }

    private static void WriteMissing(HtmlWriter html, List<FingerprintFeature> missing)
    {
        if (missing.Count > MostHatched)
        {
            WriteHatched(html, $"{Printed.Count(missing.Count)} not measured");
            return;
        }

        foreach (var feature in missing)
        {
            WriteHatched(html, feature.ShortName);
        }
    }

    private static void WriteHatched(HtmlWriter html, string name)
    {
        using (html.Open("li"))
        {
            html.Element("span", "", ("class", "tile hatch"), ("aria-label", "not measured"));
            html.Element("span", name, ("class", "tile-name"));
        }
    }
}
