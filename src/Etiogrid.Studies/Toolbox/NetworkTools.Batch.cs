using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference.Networks;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Many evidence sets from a table.</summary>
public static partial class NetworkTools
{
    private const string CaseColumn = "case";

    private static Parsed<string> Batch(BayesianNetwork network, NetworkQuery query, NetworkInferOptions options) => DelimitedTable.Read(options.EvidenceFile!).Then(table =>
    {
        var findings = new DiagnosticBag();
        var queries = Queries(network, query, table, findings);
        if (findings.HasErrors)
        {
            return findings.Fail<string>();
        }

        var answers = new Parsed<NetworkPosterior>[queries.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Workers(network, query, options) };
        Parallel.For(0, queries.Length, parallel, i => answers[i] = NetworkInference.Infer(network, queries[i]));
        for (int i = 0; i < answers.Length; i++)
        {
            foreach (var d in answers[i].Diagnostics)
            {
                var placed = d with { Place = new Place(table.File, table.RowNumbers[i]) };
                findings.Add(d.Code == "E705" ? placed with { Severity = Severity.Warning } : placed);
            }
        }

        return findings.Finish(() => Json(network, queries, answers, table));
    });

    /// <summary>As many rows at a time as the memory holds of the whole network without evidence, which is the largest a row can need.</summary>
    private static int Workers(BayesianNetwork network, NetworkQuery query, NetworkInferOptions options)
    {
        int threads = options.Threads > 0 ? options.Threads : Environment.ProcessorCount;
        double each = NetworkInference.Forecast(network, query with { Variables = null, Joint = [] }).Bytes;
        return (int)Math.Clamp(query.MemoryBytes / Math.Max(1, each), 1, threads);
    }

    private static NetworkQuery[] Queries(BayesianNetwork network, NetworkQuery query, DelimitedTable table, DiagnosticBag findings)
    {
        var names = new NetworkNames(network, findings);
        int[] variables = [.. table.Header.Select(h => h == CaseColumn ? -1 : names.Variable(h, new Place(table.File, 1, h)))];
        return findings.HasErrors ? [] : [.. Enumerable.Range(0, table.Rows.Count).Select(row =>
        {
            var evidence = new Dictionary<int, int>(query.Evidence);
            for (int c = 0; c < variables.Length; c++)
            {
                string cell = table.Rows[row][c].Trim();
                if (variables[c] >= 0 && !Cell.IsMissing(cell))
                {
                    names.Add(evidence, variables[c], cell, table.PlaceOf(row, table.Header[c]));
                }
            }

            return query with { Evidence = evidence, Joint = [.. query.Joint.Where(v => !evidence.ContainsKey(v))], Likelihoods = query.Likelihoods.Where(l => !evidence.ContainsKey(l.Key)).ToDictionary() };
        })];
    }

    private static string Json(BayesianNetwork network, NetworkQuery[] queries, Parsed<NetworkPosterior>[] answers, DelimitedTable table) => GridJson.Write(json =>
    {
        int name = table.ColumnOf(CaseColumn);
        json.WriteStartArray();
        for (int i = 0; i < answers.Length; i++)
        {
            json.WriteStartObject();
            json.WriteString(CaseColumn, name >= 0 ? table.Rows[i][name] : (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (answers[i].TryGetValue(out var posterior))
            {
                WriteContent(json, network, queries[i], posterior);
            }
            else
            {
                json.WriteNumber("p_evidence", 0);
                json.WriteNull("log_p_evidence");
                json.WriteNull("marginals");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
