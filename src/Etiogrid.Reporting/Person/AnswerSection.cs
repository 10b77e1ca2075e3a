using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>The whole page in one paragraph of plain words, made from its numbers.</summary>
internal static class AnswerSection
{
    private const int MostAlsoRaised = 3;
    private const int MostSets = 2;
    private const double Clear = 2;

    /// <summary>Writes the paragraph.</summary>
    public static void Write(HtmlWriter html, PersonView view)
    {
        using (html.Open("section", ("id", "answer"), ("class", "plain"), ("aria-label", "Answer")))
        using (html.Open("p", ("class", "answer")))
        {
            Phrase.Write(html, Sentences(view));
        }
    }

    /// <summary>The sentences in order.</summary>
    internal static List<Phrase> Sentences(PersonView view)
    {
        var words = new List<Phrase>();
        var alone = view.StandingOut.Where(p => view.SetOf(p.Id) is null).ToList();
        if (view.StandingOut.Count == 0)
        {
            AddNothing(words, view.Person);
        }

        if (alone.Count > 0)
        {
            AddMostSupported(words, alone[0]);
            AddAlsoRaised(words, alone);
        }

        AddSets(words, view);
        AddMissing(words, view.Person.Modalities);
        AddNext(words, view.Person.NextMeasurements);
        return words;
    }

    private static void AddNothing(List<Phrase> words, PersonResult person)
    {
        words.Add(new("Nothing stands out: the data move no pathway far from its prior.", true));
        if (person.Pathways.Count > 0)
        {
            var top = person.Pathways[0];
            words.Add(new($" The most probable of {Printed.Count(person.Pathways.Count)}, {PersonView.PlainName(top)}, is altered with {Printed.Percent(top.Posterior)} ({Band(top)})."));
        }
    }

    private static void AddMostSupported(List<Phrase> words, PathwayResult lead)
    {
        words.Add(new("Most supported: "));
        words.Add(new(PersonView.PlainName(lead), true));
        words.Add(new($", {Printed.Percent(lead.Posterior)} ({Band(lead)}), {Role(lead)}{Direction(lead)}{Unlikely(lead)}."));
    }

    private static string Band(PathwayResult p)
    {
        string band = Printed.IsBand(p.Band95) ? $"95{'\u00A0'}% band {Printed.PercentRange(p.Band95)}; " : "";
        return $"{band}before the biomarkers {Printed.Percent(p.PriorAltered)}";
    }

    private static string Role(PathwayResult p)
    {
        string odds = Printed.Odds(Math.Max(p.Causal, p.Compensatory), Math.Min(p.Causal, p.Compensatory));
        return (p.Call, p.Causal >= Clear * p.Compensatory, p.Compensatory >= Clear * p.Causal) switch
        {
            ("causal-supported", _, _) => $"probably causal rather than compensatory ({odds})",
            ("compensatory-likely", _, _) => $"probably compensatory rather than causal ({odds})",
            (_, true, _) => $"leaning causal rather than compensatory ({odds}, not enough to call)",
            (_, _, true) => $"leaning compensatory rather than causal ({odds}, not enough to call)",
            _ => "whether as cause or as compensation is open",
        };
    }

    private static string Direction(PathwayResult p)
    {
        if (!p.TwoDirections)
        {
            return "";
        }

        if (p.Down >= Clear * p.Up)
        {
            return $", too little rather than too much ({Printed.Odds(p.Down, p.Up)})";
        }

        return p.Up >= Clear * p.Down ? $", too much rather than too little ({Printed.Odds(p.Up, p.Down)})" : ", direction open";
    }

    private static string Unlikely(PathwayResult p) => p.Posterior < 0.495 ? "; still less likely altered than not" : "";

    private static void AddAlsoRaised(List<Phrase> words, List<PathwayResult> alone)
    {
        var others = alone.Skip(1).Take(MostAlsoRaised).Select(p => $"{PersonView.PlainName(p)} ({Printed.Percent(p.Posterior)})").ToList();
        if (others.Count > 0)
        {
            int more = alone.Count - 1 - others.Count;
            words.Add(new($" Also raised: {Printed.List(others)}{(more > 0 ? $", and {Printed.Words(more)} more" : "")}."));
        }
    }

    private static void AddSets(List<Phrase> words, PersonView view)
    {
        var raised = view.StandingOut.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        var sets = view.Person.AmbiguitySets
            .Where(s => s.JointPosterior >= PersonView.LeastPosterior && s.PathwayIds.Any(raised.Contains))
            .OrderByDescending(s => s.JointPosterior).Take(MostSets);
        foreach (var set in sets)
        {
            string lead = words.Count == 0 ? "" : " ";
            var names = set.PathwayIds.Select(view.ShortName).ToList();
            words.Add(new($"{lead}{Printed.List(names)} cannot be told apart by these data", true));
            words.Add(new($": at least one of the {Printed.Words(names.Count)} is altered with {Printed.Percent(set.JointPosterior)}{(set.SplitBy is null ? "" : $"; {set.SplitBy} would split them best")}."));
        }
    }

    private static void AddMissing(List<Phrase> words, IReadOnlyList<ModalityStatus> modalities)
    {
        var absent = modalities.Where(m => m.Presence == Presence.Absent).Select(m => m.Name).ToList();
        if (absent.Count > 0)
        {
            string verb = absent.Count == 1 ? "is" : "are";
            words.Add(new($" {Printed.Sentence(Printed.Words(absent.Count))} of {Printed.Words(modalities.Count)} modalities {verb} missing ({Printed.List(absent)})."));
        }
    }

    private static void AddNext(List<Phrase> words, IReadOnlyList<NextMeasurement> next)
    {
        if (next.Count > 0)
        {
            words.Add(new($" To measure next: {next[0].Name}, which would tell most for its cost ({Printed.Number(next[0].Bits)} bits)."));
        }
    }
}
