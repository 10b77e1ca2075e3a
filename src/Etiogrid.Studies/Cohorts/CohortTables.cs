using System.Text;
using Etiogrid.Files;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Cohorts;

/// <summary>The people's tables as long tables of the cohort, with <c>participant_id</c> and <c>session_id</c> in front; and what to cite.</summary>
internal static class CohortTables
{
    public static void Write(RunFolders folders, IReadOnlyList<PersonResult> people)
    {
        var byTable = people.SelectMany(p => PersonTables.Of(p), (p, t) => (Person: p, t.Suffix, t.Table)).GroupBy(x => x.Suffix, StringComparer.Ordinal);
        foreach (var group in byTable)
        {
            string[] columns = [.. group.SelectMany(x => x.Table.Columns).Distinct()];
            var joined = new Table(["participant_id", "session_id", .. columns]);
            foreach (var (person, _, table) in group)
            {
                int[] at = [.. columns.Select(c => IndexOf(table.Columns, c))];
                foreach (object?[] row in table.Rows)
                {
                    IEnumerable<object?> cells = at.Select(i => i < 0 ? null : row[i]);
                    joined.Add(["sub-" + person.Participant, person.Session is null ? null : "ses-" + person.Session, .. cells]);
                }
            }

            AtomicFile.WriteText(Path.Combine(folders.Group, group.Key + ".tsv"), joined.ToTsv());
        }

        AtomicFile.WriteText(Path.Combine(folders.Logs, "CITATION.md"), Citations(people));
        AtomicFile.WriteText(Path.Combine(folders.Logs, "CITATION.bib"), Bibliography(people));
    }

    private static int IndexOf(IReadOnlyList<string> columns, string name)
    {
        for (int i = 0; i < columns.Count; i++)
        {
            if (columns[i] == name)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Methods text of the steps that ran (CC0) and the sources to cite.</summary>
    private static string Citations(IReadOnlyList<PersonResult> people)
    {
        MethodStatement[] methods = [.. people.SelectMany(p => p.Methods).DistinctBy(m => m.Step)];
        var text = new StringBuilder("# Methods\nThis text may be used as it is (CC0).\n\n");
        foreach (var method in methods)
        {
            text.Append(method.Text).Append("\n\n");
        }

        text.Append("# To cite\n");
        foreach (string citation in methods.SelectMany(m => m.Citations).Distinct().Order(StringComparer.Ordinal))
        {
            text.Append("- ").Append(citation).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The same sources for a reference manager: one entry a DOI, the citation as its note.</summary>
    private static string Bibliography(IReadOnlyList<PersonResult> people)
    {
        var text = new StringBuilder();
        foreach (string citation in people.SelectMany(p => p.Methods).SelectMany(m => m.Citations).Distinct().Order(StringComparer.Ordinal))
        {
            int at = citation.IndexOf("doi ", StringComparison.Ordinal);
            string doi = at < 0 ? "" : citation[(at + 4)..].Trim();
            string key = new([.. (doi.Length > 0 ? doi : citation).Where(char.IsAsciiLetterOrDigit).Take(40)]);
            text.Append("@misc{").Append(key).Append(",\n  note = {").Append(citation).Append('}');
            text.Append(doi.Length > 0 ? $",\n  doi = {{{doi}}}\n}}\n" : "\n}\n");
        }

        return text.ToString();
    }
}
