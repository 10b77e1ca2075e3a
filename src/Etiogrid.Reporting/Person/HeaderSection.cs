using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>Who, which run, what was measured, and what the page is not.</summary>
internal static class HeaderSection
{
    /// <summary>Writes the strip.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        var person = view.Person;
        using (html.Open("header"))
        {
            using (html.Open("div", ("class", "who")))
            {
                html.Element("p", Study(person), ("class", "mute small"));
                html.Element("h1", "sub-" + person.Participant);
                html.Element("p", string.Join(" · ", person.Description), ("class", "mute small"));
            }

            using (html.Open("div", ("class", "run")))
            {
                html.Element("p", "Research use only. Not a diagnosis.", ("class", "ru"));
                html.Element("p", $"Etiogrid {person.Run.ProgramVersion} · grid {person.Run.GridVersion} · run {person.Run.RunId}", ("class", "mute small"));
            }
        }

        WriteSimulated(html, person.Run);
        WriteChips(html, person.Modalities);
    }

    /// <summary>The banner of simulated studies.</summary>
    public static void WriteSimulated(HtmlWriter html, RunInfo run)
    {
        if (run.Simulated)
        {
            html.Element("p", "Simulated: this is no real person's data.", ("class", "flag"));
        }
    }

    private static string Study(PersonResult person)
    {
        string session = person.Session is null ? "" : $" · ses-{person.Session}";
        var (index, count) = person.SessionPosition;
        string position = count > 1 ? $" · session {Printed.Count(index)} of {Printed.Count(count)}" : "";
        return person.Run.StudyName + session + position;
    }

    private static void WriteChips(HtmlWriter html, IReadOnlyList<ModalityStatus> modalities)
    {
        using (html.Open("ul", ("class", "chips"), ("aria-label", "Data of this person")))
        {
            foreach (var modality in modalities)
            {
                var (css, word) = modality.Presence switch
                {
                    Presence.Measured => ("chip", "measured"),
                    Presence.Partial => ("chip part", "partly"),
                    _ => ("chip none", "absent"),
                };
                using (html.Open("li", ("class", css)))
                {
                    html.Element("b", modality.Name);
                    string detail = modality.Detail.Length > 0 ? modality.Detail : modality.Presence == Presence.Measured ? "" : word;
                    html.Text(detail.Length > 0 ? " " + detail : "");
                    html.Element("span", $" ({word})", ("class", "hidden"));
                }
            }
        }
    }
}
