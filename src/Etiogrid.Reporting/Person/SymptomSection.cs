using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>The symptom dimensions that the pathways have to explain.</summary>
internal static class SymptomSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        var symptoms = view.Person.Symptoms;
        if (!symptoms.Any(s => s.State != SymptomState.NotMeasured))
        {
            PageSection.Absent(html, "symptoms", "Symptoms", "No symptom scale of this person: causes of symptoms are weighed by base rates only.");
            return;
        }

        using (PageSection.Open(html, "symptoms", "Symptoms", "What the pathways have to explain."))
        {
            using (html.Open("dl", ("class", "groups")))
            {
                WriteGroup(html, symptoms, SymptomState.Present, "Present", "present");
                WriteGroup(html, symptoms, SymptomState.Absent, "Absent", "quiet");
                WriteGroup(html, symptoms, SymptomState.NotMeasured, "Not measured", "none");
            }
        }
    }

    private static void WriteGroup(HtmlWriter html, IReadOnlyList<SymptomResult> all, SymptomState state, string name, string cssClass)
    {
        var symptoms = all.Where(s => s.State == state).ToList();
        if (symptoms.Count == 0)
        {
            return;
        }

        html.Element("dt", name);
        using (html.Open("dd"))
        using (html.Open("ul", ("class", "chips")))
        {
            foreach (var symptom in symptoms)
            {
                using (html.Open("li", ("class", "chip " + cssClass)))
                {
                    html.Element("b", symptom.Name);
                    html.Text(symptom.Detail.Length > 0 ? " " + symptom.Detail : "");
                }
            }
        }
    }
}
