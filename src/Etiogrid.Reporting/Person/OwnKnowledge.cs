using System.Globalization;
using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>Which rows of the study's own knowledge mattered for this person.</summary>
internal static class OwnKnowledge
{
    private static readonly IReadOnlyList<Column> Columns =
        [new("The study's own row"), new("Acts through"), new("Moves most"), new("With", true), new("Without", true)];

    /// <summary>Writes the table; nothing where the study adds no rows.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        var effects = view.Person.OverlayEffects;
        if (effects.Count == 0)
        {
            return;
        }

        int moving = effects.Count(e => e.PathwayId is not null);
        string rows = effects.Count == 1 ? "One row of the study's own knowledge takes" : $"{Printed.Sentence(Printed.Words(effects.Count))} rows of the study's own knowledge take";
        html.Element("p", $"{rows} part here; {(moving == 0 ? "none moves" : moving == 1 ? "one moves" : Printed.Words(moving) + " move")} a posterior of this person.", ("class", "small"));
        DataTable.Write(html, "Rows of the study's own knowledge that took part", Columns, effects.Select(e => Row(view, e)));
    }

    private static List<string> Row(PersonView view, OverlayEffect e) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{e.Table}{(e.Row is { } row ? $" row {row}" : "")}: {e.Key}{(e.Replaces ? " (overrides)" : "")}"),
        e.Through,
        e.PathwayId is null ? "nothing here" : view.ShortName(e.PathwayId),
        e.PathwayId is null ? "" : Printed.Percent(e.With),
        e.PathwayId is null ? "" : Printed.Percent(e.Without),
    ];
}
