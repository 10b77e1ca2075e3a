using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Cohort;

/// <summary>A cohort's result with the order in which its pages show people.</summary>
internal sealed class CohortView
{
    /// <summary>Most cells drawn before people are joined into tiles.</summary>
    public const int MostCells = 5000;

    /// <summary>A view of a result.</summary>
    public CohortView(CohortResult cohort)
    {
        Cohort = cohort;
        People = [.. cohort.People.OrderBy(p => p.Group, StringComparer.Ordinal).ThenBy(p => p.Site, StringComparer.Ordinal).ThenBy(p => p.Participant, StringComparer.Ordinal).ThenBy(p => p.Session, StringComparer.Ordinal)];
    }

    /// <summary>The result.</summary>
    public CohortResult Cohort { get; }

    /// <summary>People by group, site, label.</summary>
    public IReadOnlyList<CohortPerson> People { get; }

    /// <summary>Whether every person gets a row of the print.</summary>
    public bool DrawsEveryone => (long)People.Count * Cohort.Pathways.Count <= MostCells;

    /// <summary>Label of a person and session.</summary>
    public static string Label(CohortPerson person) => person.Session is null ? "sub-" + person.Participant : $"sub-{person.Participant} ses-{person.Session}";

    /// <summary>Words for an empty group or site.</summary>
    public static string OrNone(string text) => text.Length > 0 ? text : "not stated";

    /// <summary>Rows of the print when there are too many people: neighbours of one group and site, joined.</summary>
    public IReadOnlyList<CohortTile> Tiles()
    {
        var cells = People.GroupBy(p => (p.Group, p.Site)).ToList();
        int rows = Math.Max(MostCells / Math.Max(Cohort.Pathways.Count, 1), cells.Count);
        var tiles = new List<CohortTile>(rows);
        foreach (var cell in cells)
        {
            var ordered = cell.OrderByDescending(Leading).ToList();
            int share = Math.Max(1, (int)((long)(rows - cells.Count) * ordered.Count / People.Count));
            int size = (ordered.Count + share - 1) / share;
            tiles.AddRange(ordered.Chunk(size).Select((chunk, i) => new CohortTile(cell.Key.Group, cell.Key.Site, i + 1, chunk.Length, Means(chunk))));
        }

        return tiles;
    }

    /// <summary>The highest posterior of a person; 0 without pathways.</summary>
    public static double Leading(CohortPerson person) => person.Posteriors.Count == 0 ? 0 : person.Posteriors.Max();

    private List<double> Means(CohortPerson[] people) =>
        [.. Enumerable.Range(0, Cohort.Pathways.Count).Select(k => people.Average(p => p.Posteriors[k]))];
}
