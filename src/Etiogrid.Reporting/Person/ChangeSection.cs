using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;

namespace Etiogrid.Reporting.Person;

/// <summary>How the leading posteriors move without each modality and under other priors.</summary>
internal static class ChangeSection
{
    private const int Shown = 3;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        var rows = view.Person.Sensitivity;
        int stated = rows.Count == 0 ? 0 : rows.Max(r => r.Posteriors.Count);
        int count = Math.Min(stated, Math.Min(Shown, view.Person.Pathways.Count));
        if (count == 0)
        {
            PageSection.Absent(html, "change", "What would change this", "No sensitivity analysis ran for this person.");
            return;
        }

        using (PageSection.Open(html, "change", "What would change this", "Posterior of the leading pathways without a modality, and under other priors."))
        {
            DataTable.Write(html, "Posterior of the leading pathways under each change", Columns(view, count), Rows(view, count));
            if (stated > count)
            {
                int all = Math.Min(stated, view.Person.Pathways.Count);
                DataTable.Behind(html, $"Numbers: {Printed.Count(all)} pathways", Columns(view, all), Rows(view, all));
            }

            OwnKnowledge.Write(html, view);
        }
    }

    private static List<Column> Columns(PersonView view, int count) =>
        [new("Change"), .. view.Person.Pathways.Take(count).Select(p => new Column(p.ShortName, true))];

    private static IEnumerable<IReadOnlyList<string>> Rows(PersonView view, int count)
    {
        yield return ["as measured", .. view.Person.Pathways.Take(count).Select(p => Printed.Percent(p.Posterior))];
        foreach (var row in view.Person.Sensitivity)
        {
            yield return [row.Change, .. Enumerable.Range(0, count).Select(i => i < row.Posteriors.Count ? Printed.PercentRange(row.Posteriors[i]) : "n/a")];
        }
    }
}
