using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;

namespace Etiogrid.Studies.Cohorts;

/// <summary>Truth of a simulated study: which pathways are altered in whom.</summary>
public static class TruthFile
{
    /// <summary>Reads <c>participant_id, pathway, state</c> (none, causal, compensatory) into (label, pathway) to altered.</summary>
    public static Parsed<IReadOnlyDictionary<(string Participant, string Pathway), bool>> Read(string file)
    {
        return DelimitedTable.Read(file).Then(table =>
        {
            int person = table.ColumnOf("participant_id");
            int pathway = table.ColumnOf("pathway");
            int state = table.ColumnOf("state");
            if (person < 0 || pathway < 0 || state < 0)
            {
                return Parsed.Failed<IReadOnlyDictionary<(string, string), bool>>(Diagnostic.Error("E260", "The truth table lacks a column", new(file, 1), string.Join(", ", table.Header), "participant_id, pathway, state"));
            }

            Dictionary<(string, string), bool> truth = [];
            foreach (string[] row in table.Rows)
            {
                string label = row[person].StartsWith("sub-", StringComparison.Ordinal) ? row[person][4..] : row[person];
                truth[(label, row[pathway])] = row[state] != "none";
            }

            return Parsed.Of<IReadOnlyDictionary<(string, string), bool>>(truth);
        });
    }
}
