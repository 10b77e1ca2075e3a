using Etiogrid.Numerics.Functions;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Person;

/// <summary>A person's result with what several sections derive from it.</summary>
internal sealed class PersonView
{
    /// <summary>A pathway stands out when its odds have at least doubled from its base rate …</summary>
    public const double LeastShift = 0.6931471805599453;

    /// <summary>… and it is altered with at least this probability.</summary>
    public const double LeastPosterior = 0.25;

    private const int ShownPathways = 12;
    private const int MostShownPathways = 14;

    private readonly Dictionary<string, PathwayResult> _byId;

    /// <summary>A view of a result.</summary>
    public PersonView(PersonResult person)
    {
        Person = person;
        _byId = person.Pathways.ToDictionary(p => p.Id, StringComparer.Ordinal);
        Leading = ChooseLeading(person);
        StandingOut = [.. person.Pathways.Where(StandsOut)];
        EvidenceAnchors = Anchors(person.Evidence);
    }

    /// <summary>The result.</summary>
    public PersonResult Person { get; }

    /// <summary>The pathways that figures show, members of an ambiguity set side by side.</summary>
    public IReadOnlyList<PathwayResult> Leading { get; }

    /// <summary>Pathways that the data raised far above their base rate; may be empty.</summary>
    public IReadOnlyList<PathwayResult> StandingOut { get; }

    /// <summary>Page anchors of evidence rows by their id.</summary>
    public IReadOnlyDictionary<string, string> EvidenceAnchors { get; }

    /// <summary>The pathway that the waterfall opens with: the first that stands out, else the most probable; null without pathways.</summary>
    public PathwayResult? Lead => StandingOut.Count > 0 ? StandingOut[0] : Person.Pathways.Count > 0 ? Person.Pathways[0] : null;

    /// <summary>Whether genes or exposures of this person are known.</summary>
    public bool HasPriorData => Person.GridColumns.Any(c => c.State is CellState.Exposed or CellState.NotExposed);

    /// <summary>How figures call a pathway; its id when the result does not hold it.</summary>
    public string ShortName(string pathwayId) => _byId.TryGetValue(pathwayId, out var p) ? p.ShortName : pathwayId;

    /// <summary>The ambiguity set of a pathway, or null.</summary>
    public AmbiguitySet? SetOf(string pathwayId) => Person.AmbiguitySets.FirstOrDefault(s => s.PathwayIds.Contains(pathwayId, StringComparer.Ordinal));

    /// <summary>Base rate of "altered", before any data of this person; NaN when the result does not state it.</summary>
    public static double BaseAltered(PathwayResult pathway) =>
        pathway.Waterfall.Count > 0 ? Logit.ToProbability(pathway.Waterfall[0].LogOdds) : double.NaN;

    /// <summary>Name without its parenthesis, for sentences.</summary>
    public static string PlainName(PathwayResult pathway)
    {
        int cut = pathway.Name.IndexOf(" (", StringComparison.Ordinal);
        return cut > 0 ? pathway.Name[..cut] : pathway.Name;
    }

    /// <summary>Log-odds of "altered".</summary>
    public static double PosteriorLogOdds(PathwayResult pathway) => Logit.FromProbability(Math.Clamp(pathway.Posterior, 1e-12, 1 - 1e-12));

    private static bool StandsOut(PathwayResult pathway)
    {
        double start = pathway.Waterfall.Count > 0 ? pathway.Waterfall[0].LogOdds : Logit.FromProbability(pathway.PriorAltered);
        return pathway.Posterior >= LeastPosterior && PosteriorLogOdds(pathway) - start >= LeastShift;
    }

    private List<PathwayResult> ChooseLeading(PersonResult person)
    {
        var shown = new List<PathwayResult>(MostShownPathways);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int limit = person.Pathways.Count <= MostShownPathways ? MostShownPathways : ShownPathways;
        foreach (var pathway in person.Pathways)
        {
            if (shown.Count < limit && seen.Add(pathway.Id))
            {
                shown.Add(pathway);
                AddSetMates(pathway, shown, seen);
            }
        }

        return shown;
    }

    /// <summary>The other members follow at once, so that a bracket can hold them.</summary>
    private void AddSetMates(PathwayResult pathway, List<PathwayResult> shown, HashSet<string> seen)
    {
        foreach (string mate in SetOf(pathway.Id)?.PathwayIds ?? [])
        {
            if (shown.Count < MostShownPathways && _byId.TryGetValue(mate, out var found) && seen.Add(mate))
            {
                shown.Add(found);
            }
        }
    }

    private static Dictionary<string, string> Anchors(IReadOnlyList<EvidenceRow> evidence)
    {
        var anchors = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < evidence.Count; i++)
        {
            anchors.TryAdd(evidence[i].Id, "evidence-" + Ordinal(i + 1));
        }

        return anchors;
    }

    private static string Ordinal(int i) => i.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
