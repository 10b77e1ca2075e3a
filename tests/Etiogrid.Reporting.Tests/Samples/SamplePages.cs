using System.Text;

namespace Etiogrid.Reporting.Tests.Samples;

/// <summary>The sample pages as text, by name, and as files in a folder for browsers.</summary>
internal static class SamplePages
{
    public static IReadOnlyDictionary<string, string> Persons { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["rich"] = PersonPage.Render(SamplePersons.Rich()),
        ["connectivity"] = PersonPage.Render(SamplePersons.ConnectivityOnly()),
        ["genetics"] = PersonPage.Render(SamplePersons.GeneticsOnly()),
        ["nothing"] = PersonPage.Render(SamplePersons.NothingStandsOut()),
        ["many"] = PersonPage.Render(SamplePersons.ManyPathways()),
        ["followed"] = PersonPage.Render(SamplePersons.Followed()),
        ["long"] = PersonPage.Render(SamplePersons.LongNames()),
    };

    public static IReadOnlyDictionary<string, string> Cohorts { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        ["cohort"] = CohortPage.Render(SampleCohorts.Simulated()),
        ["cohort-large"] = CohortPage.Render(SampleCohorts.Simulated(1000)),
        ["cohort-real"] = CohortPage.Render(SampleCohorts.Real()),
    };

    /// <summary>Both kinds.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Persons.Concat(Cohorts).ToDictionary(StringComparer.Ordinal);

    /// <summary>Writes all pages and returns the folder; below artifacts, so that they can be looked at.</summary>
    public static string WriteAll()
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "sample-pages");
        Directory.CreateDirectory(folder);
        foreach (var (name, page) in All)
        {
            File.WriteAllText(Path.Combine(folder, name + ".html"), page, new UTF8Encoding(false));
        }

        return folder;
    }
}
