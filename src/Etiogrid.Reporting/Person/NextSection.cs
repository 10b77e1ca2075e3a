using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>Measurements not yet made, by information per cost.</summary>
internal static class NextSection
{
    private const int Shown = 6;

    private static readonly IReadOnlyList<Column> Head = [new("Measurement"), new("Bits"), new("Bits / cost", true), new("Changes the choice", true), new("Splits")];
    private static readonly IReadOnlyList<Column> Columns = [new("Measurement"), new("Modality"), new("Bits", true), new("Cost", true), new("Bits / cost", true), new("Value, symptoms", true), new("Its cost, symptoms", true), new("Changes the choice", true), new("Splits")];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        var next = view.Person.NextMeasurements;
        if (next.Count == 0)
        {
            PageSection.Absent(html, "next", "What to measure next", "Nothing that this study knows of would add information.");
            return;
        }

        using (PageSection.Open(html, "next", "What to measure next", "Expected information about the pathways, and how likely it would change which combination of interventions is best; cost 1 is a blood test."))
        {
            WriteTable(html, next);
            DataTable.Behind(html, $"Numbers: {Printed.Count(next.Count)} measurements", Columns, next.Select(Row));
        }
    }

    private static void WriteTable(HtmlWriter html, IReadOnlyList<NextMeasurement> next)
    {
        double most = Math.Max(next.Take(Shown).Max(n => n.Bits), 1e-6);
        using (html.Open("div", ("class", "scroll"), ("role", "figure"), ("aria-label", "Information of the next measurements, in bits."), ("tabindex", "0")))
        using (html.Open("table", ("class", "next")))
        {
            DataTable.WriteHead(html, Head);
            using (html.Open("tbody"))
            {
                foreach (var row in next.Take(Shown))
                {
                    WriteRow(html, row, most);
                }
            }
        }
    }

    private static void WriteRow(HtmlWriter html, NextMeasurement row, double most)
    {
        using (html.Open("tr"))
        {
            html.Element("th", row.Name, ("scope", "row"));
            using (html.Open("td", ("class", "bits")))
            {
                var svg = new SvgWriter(html);
                using (svg.Track(12, "mini"))
                {
                    svg.Bar(0, Math.Max(row.Bits, 0) / most, 2, 8, "filled");
                }

                html.Element("span", Printed.Number(row.Bits));
            }

            html.Element("td", Printed.Number(row.BitsPerCost), ("class", "n"));
            html.Element("td", Change(row), ("class", "n"));
            html.Element("td", row.Splits, ("class", "small"));
        }
    }

    private static List<string> Row(NextMeasurement n) =>
        [n.Name, n.Modality, Printed.Number(n.Bits, 3), Printed.Number(n.Cost, 1), Printed.Number(n.BitsPerCost, 3), Symptoms(n.DecisionValue), Symptoms(n.DecisionCost), Change(n), n.Splits];

    private static string Symptoms(double? value) => value is { } v ? Printed.Number(v, 4) : "n/a";

    private static string Change(NextMeasurement n) => n.ProbabilityOfChange is { } p ? Printed.Percent(p) : "n/a";
}
