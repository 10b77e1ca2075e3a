using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Pipeline;

/// <summary>Writes pages anew from the results in an output folder.</summary>
public static class PageRewriter
{
    /// <summary>Rewrites every page for which there is a result. Error E261 when there is none.</summary>
    public static Parsed<string> Rewrite(string output, Func<PersonResult, string> personPage, Func<CohortResult, string> cohortPage)
    {
        ArgumentNullException.ThrowIfNull(personPage);
        ArgumentNullException.ThrowIfNull(cohortPage);
        var folders = new RunFolders(output);
        int pages = 0;
        string[] results = Directory.Exists(output) ? Directory.GetFiles(output, "sub-*_result.json", SearchOption.AllDirectories) : [];
        foreach (string file in results.Order(StringComparer.Ordinal))
        {
            var person = ResultJson.Read<PersonResult>(File.ReadAllText(file));
            AtomicFile.WriteText(folders.PageOf(person.Participant), personPage(person));
            pages++;
        }

        string cohort = Path.Combine(folders.Group, "result.json");
        if (File.Exists(cohort))
        {
            AtomicFile.WriteText(Path.Combine(folders.Root, "group.html"), cohortPage(ResultJson.Read<CohortResult>(File.ReadAllText(cohort))));
            pages++;
        }

        return pages > 0
            ? Parsed.Of(string.Create(CultureInfo.InvariantCulture, $"ok {pages} pages\n"))
            : Parsed.Failed<string>(Diagnostic.Error("E261", "The output folder holds no results", new(output), fix: "Run 'etiogrid STUDY OUT participant' first"));
    }
}
