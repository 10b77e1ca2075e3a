using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>Causal or compensatory, too little or too much, and the three criteria, per leading pathway.</summary>
internal static class CauseSection
{
    private static readonly IReadOnlyList<Column> Head =
        [new("Pathway"), new("Causal / compensatory"), new("Too little ◂ ▸ too much"), new("Genes"), new("Exposure"), new("Symptom"), new("Reads as")];

    private static readonly IReadOnlyList<Column> Columns =
    [
        new("Pathway"), new("Causal", true), new("Compensatory", true), new("Too little", true), new("Too much", true),
        new("Genetic support"), new("Exposure link"), new("Symptom link"), new("Reads as"),
    ];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        if (view.Leading.Count == 0)
        {
            PageSection.Absent(html, "cause", "Cause or compensation", "No pathway could be computed.");
            return;
        }

        using (PageSection.Open(html, "cause", "Cause or compensation, too little or too much", "How the probability of an altered pathway divides."))
        {
            WriteFigure(html, view);
            DataTable.Behind(html, $"Numbers: all {Printed.Count(view.Person.Pathways.Count)} pathways", Columns, view.Person.Pathways.Select(Row));
            ReadingGuide.Write(
                html,
                "left, the posterior split into causal (solid) and compensatory (striped); right, the same probability by direction (\"only\": the knowledge base knows one direction).",
                "a solid bar, one direction, and all three criteria: genes raise it, a known exposure loads on it, it can cause a symptom that is present.",
                "a striped bar or two directions of one length: the data see a change and not its sense.",
                "do not push a pathway that reads as compensation; treat the cause it answers to.");
        }
    }

    private static void WriteFigure(HtmlWriter html, PersonView view)
    {
        double scale = Math.Max(view.Leading.Max(p => p.Posterior), 0.01);
        double side = Math.Max(view.Leading.Max(p => Math.Max(p.Down, p.Up)), 0.01);
        using (html.Open("div", ("class", "scroll"), ("role", "figure"), ("aria-label", "Causal against compensatory and too little against too much, for each leading pathway."), ("tabindex", "0")))
        using (html.Open("table", ("class", "split")))
        {
            DataTable.WriteHead(html, Head);
            using (html.Open("tbody"))
            {
                foreach (var pathway in view.Leading)
                {
                    WriteRow(html, pathway, scale, side);
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, PathwayResult p, double scale, double side)
    {
        var svg = new SvgWriter(html);
        using (html.Open("tr"))
        {
            html.Element("th", p.ShortName, ("scope", "row"), ("class", "name"));
            using (html.Open("td", ("class", "bar")))
            {
                WriteRoles(svg, p, scale);
            }

            using (html.Open("td", ("class", "bar")))
            {
                WriteDirections(svg, p, side);
            }

            Criterion(html, p.GeneticSupport);
            Criterion(html, p.ExposureLink);
            Criterion(html, p.SymptomLink);
            html.Element("td", Reading(p), ("class", p.Call.Length > 0 ? "call" : "call mute"));
        }
    }

    private static string Reading(PathwayResult p)
    {
        string uncalled = p.Posterior < PersonView.LeastPosterior ? "hardly altered" : "not called";
        return p.Call.Length > 0 ? p.Call.Replace('-', ' ') : uncalled;
    }

    private static void WriteRoles(SvgWriter svg, PathwayResult p, double scale)
    {
        using (svg.Track(14, "mini"))
        {
            svg.Bar(0, p.Causal / scale, 1, 12, "cat1");
            svg.Bar(p.Causal / scale, (p.Causal + p.Compensatory) / scale, 1, 12, "cat2 striped");
        }

        svg.Html.Element("small", $"{Printed.Percent(p.Causal)} / {Printed.Percent(p.Compensatory)}");
    }

    private static void WriteDirections(SvgWriter svg, PathwayResult p, double side)
    {
        using (svg.Track(14, "mini"))
        {
            svg.Bar(0.5 - (0.5 * p.Down / side), 0.5, 1, 12, "down");
            svg.Bar(0.5, 0.5 + (0.5 * p.Up / side), 1, 12, "up");
            svg.TrackRule(0.5, 0, 14, "axisline");
        }

        svg.Html.Element("small", p.TwoDirections ? $"◂ {Printed.Percent(p.Down)} · {Printed.Percent(p.Up)} ▸" : p.Up >= p.Down ? $"{Printed.Percent(p.Up)} ▸ only" : $"◂ {Printed.Percent(p.Down)} only");
    }

    private static void Criterion(HtmlWriter html, bool met) =>
        html.Element("td", met ? "●" : "○", ("class", met ? "mid yes" : "mid mute"), ("aria-label", met ? "met" : "not met"));

    private static List<string> Row(PathwayResult p) =>
    [
        p.Name, Printed.Percent(p.Causal), Printed.Percent(p.Compensatory), Printed.Percent(p.Down), Printed.Percent(p.Up),
        Met(p.GeneticSupport), Met(p.ExposureLink), Met(p.SymptomLink), p.Call,
    ];

    private static string Met(bool met) => met ? "yes" : "no";
}
