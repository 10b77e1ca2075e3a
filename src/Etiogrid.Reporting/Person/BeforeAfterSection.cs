using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>From the prior of genes and exposures to the posterior of everything.</summary>
internal static class BeforeAfterSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        if (view.Leading.Count == 0)
        {
            PageSection.Absent(html, "before-after", "Before and after the biomarkers", "No pathway could be computed.");
            return;
        }

        using (PageSection.Open(html, "before-after", "Before and after the biomarkers", "Probability that a pathway is altered."))
        {
            WriteLegend(html, view);
            DumbbellFigure.Write(new SvgWriter(html), view);
            DataTable.Behind(html, $"Numbers: all {Printed.Count(view.Person.Pathways.Count)} pathways", Columns, view.Person.Pathways.Select(Row));
            ReadingGuide.Write(
                html,
                "the hollow dot is what genes and exposures alone say; the filled dot adds all biomarkers and symptoms; bands carry the uncertainty of the model's own numbers.",
                "a long step to the right and a short band.",
                "dots that lie on the base rate: the data said nothing about this pathway.",
                "where a band is long, measure more before concluding.");
            html.Element("p", Engine(view), ("class", "small mute"));
        }
    }

    private static void WriteLegend(HtmlWriter html, PersonView view)
    {
        using (html.Open("p", ("class", "legend")))
        {
            ScaleLegend.Mark(html, "hollow", "after genes and exposures");
            ScaleLegend.Mark(html, "filled", "after everything");
            if (view.Leading.Any(p => Printed.IsBand(p.Band95)))
            {
                ScaleLegend.Mark(html, "b50", "50\u00A0% band");
                ScaleLegend.Mark(html, "b95", "95\u00A0% band");
            }

            if (view.Leading.Any(p => !double.IsNaN(PersonView.BaseAltered(p))))
            {
                ScaleLegend.Mark(html, "base", "base rate");
            }
        }
    }

    private static string Engine(PersonView view)
    {
        string bands = view.Leading.Any(p => Printed.IsBand(p.Band95)) ? "" : " Bands were not computed in this run: the model's own numbers are taken as given.";
        return $"Engine: {view.Person.Engine.Name.TrimEnd('.')}. {Printed.Sentence(view.Person.Engine.ErrorStatement.TrimEnd('.'))}.{bands}";
    }

    private static readonly IReadOnlyList<Column> Columns =
        [new("Pathway"), new("Base rate", true), new("Prior", true), new("Posterior", true), new("50 % band", true), new("95 % band", true)];

    private static List<string> Row(PathwayResult p) =>
    [
        p.Name, Printed.Percent(PersonView.BaseAltered(p)), Printed.Percent(p.PriorAltered), Printed.Percent(p.Posterior),
        Printed.PercentRange(p.Band50), Printed.PercentRange(p.Band95),
    ];
}
