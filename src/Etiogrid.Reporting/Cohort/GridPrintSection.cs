using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Palettes;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Cohort;

/// <summary>Pathways x people: one row a person, or one row several people where there are too many cells.</summary>
internal static class GridPrintSection
{
    private const string Title = "Pathways × people";

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, CohortView view)
    {
        if (view.People.Count == 0 || view.Cohort.Pathways.Count == 0)
        {
            PageSection.Absent(html, "print", Title, "Nobody could be computed.");
            return;
        }

        string lead = view.DrawsEveryone
            ? "Posterior of every pathway in every person, in percent. A person's label opens their page."
            : $"Mean posterior in percent; {Printed.Count(view.People.Count)} people are joined into rows of one group and site.";
        using (PageSection.Open(html, "print", Title, lead))
        {
            WriteTable(html, view);
            ScaleLegend.Probability(html, "posterior");
            WriteTables(html, view);
            ReadingGuide.Write(
                html,
                "one row a person, one column a pathway; yellow is likely altered. Choosing a column sorts by it.",
                "bright cells in different columns for different people: one label, many causes.",
                "one column bright in all rows: a base rate or a reference that does not fit, before it is biology.",
                "open the page of a person before concluding anything about them.");
        }
    }

    private static void WriteTable(HtmlWriter html, CohortView view)
    {
        using (html.Open("div", ("class", "scroll"), ("role", "figure"), ("aria-label", $"Posteriors of {Printed.Count(view.Cohort.Pathways.Count)} pathways in {Printed.Count(view.People.Count)} people."), ("tabindex", "0")))
        using (html.Open("table", ("class", "heat cohort"), ("id", "print-table")))
        {
            WriteHead(html, view);
            if (view.DrawsEveryone)
            {
                WritePeople(html, view);
            }
            else
            {
                WriteTiles(html, view);
            }
        }
    }

    private static void WriteHead(HtmlWriter html, CohortView view)
    {
        using (html.Open("thead"))
        using (html.Open("tr"))
        {
            html.Element("th", view.DrawsEveryone ? "Person" : "People", ("scope", "col"), ("class", "name"));
            foreach (var pathway in view.Cohort.Pathways)
            {
                using (html.Open("th", ("scope", "col"), ("class", "turned"), ("title", $"{pathway.Name}, mean {Printed.Percent(pathway.MeanPosterior)}")))
                {
                    html.Element("span", pathway.ShortName);
                }
            }
        }
    }

    private static void WritePeople(HtmlWriter html, CohortView view)
    {
        foreach (var group in view.People.GroupBy(p => p.Group))
        {
            using (html.Open("tbody", ("data-group", group.Key)))
            {
                WriteGroupHead(html, view, $"Group: {CohortView.OrNone(group.Key)} ({Printed.Count(group.Count())})");
                foreach (var person in group)
                {
                    WritePerson(html, person);
                }
            }
        }
    }

    private static void WriteGroupHead(HtmlWriter html, CohortView view, string text)
    {
        html.Line();
        using (html.Open("tr", ("class", "grouphead")))
        {
            string span = (view.Cohort.Pathways.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            using (html.Open("th", ("colspan", span), ("scope", "rowgroup")))
            {
                html.Element("span", text);
            }
        }
    }

    private static void WritePerson(HtmlWriter html, CohortPerson person)
    {
        html.Line();
        using (html.Open("tr", ("data-site", CohortView.OrNone(person.Site)), ("data-label", CohortView.Label(person))))
        {
            using (html.Open("th", ("scope", "row"), ("class", "name")))
            {
                WriteLink(html, person);
                if (person.Site.Length > 0)
                {
                    html.Text(" ").Element("small", person.Site);
                }
            }

            WriteCells(html, person.Posteriors);
        }
    }

    private static void WriteLink(HtmlWriter html, CohortPerson person)
    {
        if (MarkupName.IsLocal(person.Page))
        {
            html.Element("a", CohortView.Label(person), ("href", person.Page));
        }
        else
        {
            html.Text(CohortView.Label(person));
        }
    }

    private static void WriteCells(HtmlWriter html, IReadOnlyList<double> posteriors)
    {
        foreach (double p in posteriors)
        {
            html.Element("td", Printed.PercentDigits(p), ("class", ProbabilityScale.CssClass(p)));
        }
    }

    private static void WriteTiles(HtmlWriter html, CohortView view)
    {
        foreach (var group in view.Tiles().GroupBy(t => t.Group))
        {
            using (html.Open("tbody", ("data-group", group.Key)))
            {
                WriteGroupHead(html, view, $"Group: {CohortView.OrNone(group.Key)} ({Printed.Count(group.Sum(t => t.People))})");
                foreach (var tile in group)
                {
                    string label = $"{CohortView.OrNone(tile.Site)} {Printed.Count(tile.Number)}";
                    using (html.Open("tr", ("data-site", CohortView.OrNone(tile.Site)), ("data-label", label)))
                    {
                        using (html.Open("th", ("scope", "row"), ("class", "name")))
                        {
                            html.Text(label + " ").Element("small", $"n {Printed.Count(tile.People)}");
                        }

                        WriteCells(html, tile.Means);
                    }
                }
            }
        }
    }

    private static void WriteTables(HtmlWriter html, CohortView view)
    {
        DataTable.Behind(
            html, $"Numbers: {Printed.Count(view.Cohort.Pathways.Count)} pathways", [new("Pathway"), new("Mean posterior", true), new("More likely altered than not", true)],
            view.Cohort.Pathways.Select((p, k) => (IReadOnlyList<string>)[p.Name, Printed.Percent(p.MeanPosterior), $"{Printed.Count(view.People.Count(x => x.Posteriors[k] >= 0.5))} of {Printed.Count(view.People.Count)}"]));
        if (!view.DrawsEveryone)
        {
            WritePeopleList(html, view);
        }
    }

    private static void WritePeopleList(HtmlWriter html, CohortView view)
    {
        using (html.Open("details"))
        {
            html.Element("summary", $"Pages of {Printed.Count(view.People.Count)} people");
            using (html.Open("p", ("class", "people small")))
            {
                foreach (var person in view.People)
                {
                    WriteLink(html, person);
                    html.Text(" ");
                }
            }
        }
    }
}
