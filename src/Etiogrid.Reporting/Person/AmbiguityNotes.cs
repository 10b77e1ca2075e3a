using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>Words for the brackets of the grid.</summary>
internal static class AmbiguityNotes
{
    /// <summary>Writes one line a set; nothing without sets.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        if (view.Person.AmbiguitySets.Count == 0)
        {
            return;
        }

        using (html.Open("ul", ("class", "sets"), ("aria-label", "Ambiguity sets")))
        {
            foreach (var set in view.Person.AmbiguitySets)
            {
                WriteSet(html, view, set);
            }
        }
    }

    private static void WriteSet(HtmlWriter html, PersonView view, AmbiguitySet set)
    {
        using (html.Open("li"))
        {
            html.Element("b", set.Id, ("class", "tag"));
            string names = Printed.List([.. set.PathwayIds.Select(view.ShortName)]);
            string shared = double.IsNaN(set.SharedVariance) || set.Why.Length > 0 ? "" : $" Their markers share {Printed.Percent(set.SharedVariance)} of their variance.";
            string split = set.SplitBy is null ? "" : $" Best split by {set.SplitBy}.";
            string why = set.Why.Length > 0 ? " " + Printed.Sentence(set.Why.TrimEnd('.')) + "." : "";
            html.Text($" {names}: at least one is altered with {Printed.Percent(set.JointPosterior)}.{shared}{why}{split}");
        }
    }
}
