using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Person;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Cohort;

/// <summary>Which study and run, how many people, and what the page is not.</summary>
internal static class CohortHeaderSection
{
    private const double Likely = 0.5;
    private const double FalseDiscoveryRate = 0.05;

    /// <summary>Writes the strip and the paragraph.</summary>
    public static void Write(HtmlWriter html, CohortView view)
    {
        var run = view.Cohort.Run;
        using (html.Open("header"))
        {
            using (html.Open("div", ("class", "who")))
            {
                html.Element("p", "Cohort", ("class", "mute small"));
                html.Element("h1", run.StudyName);
                html.Element("p", Size(view), ("class", "mute small"));
            }

            using (html.Open("div", ("class", "run")))
            {
                html.Element("p", "Research use only. Not a diagnosis.", ("class", "ru"));
                html.Element("p", $"Etiogrid {run.ProgramVersion} · grid {run.GridVersion} · run {run.RunId}", ("class", "mute small"));
            }
        }

        HeaderSection.WriteSimulated(html, run);
        using (html.Open("section", ("id", "answer"), ("class", "plain"), ("aria-label", "Answer")))
        using (html.Open("p", ("class", "answer")))
        {
            Phrase.Write(html, Sentences(view));
        }
    }

    private static string Size(CohortView view)
    {
        int people = view.People.Select(p => p.Participant).Distinct(StringComparer.Ordinal).Count();
        string pages = view.People.Count > people ? $" in {Printed.Count(view.People.Count)} sessions" : "";
        return $"{Printed.Count(people)} people{pages} · {Printed.Count(view.Cohort.Pathways.Count)} pathways";
    }

    /// <summary>The whole page in a paragraph.</summary>
    internal static List<Phrase> Sentences(CohortView view)
    {
        var words = new List<Phrase>();
        AddPathways(words, view);
        if (view.Cohort.Truth is { } truth)
        {
            bool better = truth.Joint.ExpectedCalibrationError < truth.Naive.ExpectedCalibrationError;
            words.Add(new($" Against the simulated truth of {Printed.Count(truth.People)} people the joint posterior is off by {Printed.Number(truth.Joint.ExpectedCalibrationError, 3)} on average, the naive product of likelihood ratios by {Printed.Number(truth.Naive.ExpectedCalibrationError, 3)}: "));
            words.Add(new(better ? "joint inference is better calibrated." : "joint inference is not better calibrated here.", true));
        }

        if (view.Cohort.Outcomes.Count > 0)
        {
            int found = view.Cohort.Outcomes.Count(o => o.Q < FalseDiscoveryRate);
            words.Add(new(found == 0
                ? $" No feature is associated with an outcome after correction for {Printed.Count(view.Cohort.Outcomes.Count)} tests."
                : $" {Printed.Sentence(Printed.Words(found))} of {Printed.Count(view.Cohort.Outcomes.Count)} associations with outcomes {(found == 1 ? "survives" : "survive")} correction."));
        }

        if (view.Cohort.Failures.Count > 0)
        {
            words.Add(new($" {Printed.Sentence(Printed.Words(view.Cohort.Failures.Count))} {(view.Cohort.Failures.Count == 1 ? "person or file" : "people or files")} failed."));
        }

        return words;
    }

    private static void AddPathways(List<Phrase> words, CohortView view)
    {
        if (view.People.Count == 0 || view.Cohort.Pathways.Count == 0)
        {
            words.Add(new("Nobody could be computed.", true));
            return;
        }

        int top = Enumerable.Range(0, view.Cohort.Pathways.Count).MaxBy(k => view.Cohort.Pathways[k].MeanPosterior);
        var pathway = view.Cohort.Pathways[top];
        int likely = view.People.Count(p => CohortView.Leading(p) >= Likely);
        int varied = view.People.Where(p => CohortView.Leading(p) >= Likely).Select(LeadingIndex).Distinct().Count();
        words.Add(new("Highest on average: "));
        words.Add(new(pathway.ShortName, true));
        words.Add(new($" (mean posterior {Printed.Percent(pathway.MeanPosterior)}). "));
        words.Add(new(likely == 0
            ? "No one has a pathway that is more likely altered than not."
            : $"{Printed.Count(likely)} of {Printed.Count(view.People.Count)} have a pathway that is more likely altered than not, {(varied == 1 ? "the same one in all" : $"led by {Printed.Words(varied)} different pathways")}."));
    }

    private static int LeadingIndex(CohortPerson person) => person.Posteriors.Select((p, i) => (p, i)).MaxBy(x => x.p).i;
}
