using System.Text;
using Etiogrid.Files;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Results;

namespace Etiogrid.Studies.Cohorts;

/// <summary>
/// The people's tables as long tables of the cohort, with <c>participant_id</c> and <c>session_id</c> in front, as TSV and in the
/// embedded store; and what to cite. People come twice: first their columns are observed, then their rows are written as they come.
/// </summary>
internal sealed class CohortTables
{
    private static readonly string[] Keys = ["participant_id", "session_id"];
    private readonly SortedDictionary<string, List<string>> _columns = new(StringComparer.Ordinal);

    /// <summary>Notes which tables a person has and which columns they hold.</summary>
    public void Observe(PersonResult person)
    {
        foreach (var (suffix, table) in PersonTables.Of(person))
        {
            if (!_columns.TryGetValue(suffix, out var columns))
            {
                _columns[suffix] = columns = [];
            }

            columns.AddRange(table.Columns.Except(columns, StringComparer.Ordinal));
        }
    }

    /// <summary>Writes every table; all files of the group level appear whole.</summary>
    public void Write(RunFolders folders, CohortResult cohort, IEnumerable<PersonResult> people)
    {
        CohortStore.Write(Path.Combine(folders.Group, "etiogrid.sqlite"), store =>
        {
            store.AddRun(cohort);
            foreach (var (suffix, columns) in _columns)
            {
                store.Create(suffix, [.. Keys, .. columns]);
            }

            WithFiles(folders, [.. _columns.Keys], [], writers => WriteRows(people, writers, store));
        });
        AtomicFile.WriteText(Path.Combine(folders.Logs, "CITATION.md"), Citations(cohort.Methods));
        AtomicFile.WriteText(Path.Combine(folders.Logs, "CITATION.bib"), Bibliography(cohort.Methods));
    }

    /// <summary>Opens one file a table, each written whole or not at all, and runs the body while all are open.</summary>
    private static void WithFiles(RunFolders folders, string[] suffixes, Dictionary<string, TsvWriter> open, Action<IReadOnlyDictionary<string, TsvWriter>> body)
    {
        if (open.Count == suffixes.Length)
        {
            body(open);
            return;
        }

        string suffix = suffixes[open.Count];
        AtomicFile.Write(Path.Combine(folders.Group, suffix + ".tsv"), stream =>
        {
            var writer = new TsvWriter(stream);
            open.Add(suffix, writer);
            WithFiles(folders, suffixes, open, body);
            writer.Flush();
        });
    }

    private void WriteRows(IEnumerable<PersonResult> people, IReadOnlyDictionary<string, TsvWriter> writers, CohortStore store)
    {
        foreach (var (suffix, columns) in _columns)
        {
            writers[suffix].Row([.. Keys, .. columns]);
        }

        foreach (var person in people)
        {
            foreach (var (suffix, table) in PersonTables.Of(person))
            {
                int[] at = [.. _columns[suffix].Select(c => IndexOf(table.Columns, c))];
                foreach (object?[] row in table.Rows)
                {
                    object?[] cells = ["sub-" + person.Participant, person.Session is null ? null : "ses-" + person.Session, .. at.Select(i => i < 0 ? null : row[i])];
                    writers[suffix].Row(cells);
                    store.Add(suffix, cells);
                }
            }
        }
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
    private static string Citations(IReadOnlyList<MethodStatement> methods)
    {
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
    private static string Bibliography(IReadOnlyList<MethodStatement> methods)
    {
        var text = new StringBuilder();
        foreach (string citation in methods.SelectMany(m => m.Citations).Distinct().Order(StringComparer.Ordinal))
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
