using System.Text;
using System.Text.Json;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference.Networks;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work of the <c>network</c> verbs.</summary>
public static partial class NetworkTools
{
    private const double BytesPerGiB = 1 << 30;

    /// <summary><c>network infer</c>: marginals of a Bayesian network given evidence, as JSON.</summary>
    public static Parsed<string> Infer(NetworkInferOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!File.Exists(options.File))
        {
            return Parsed.Failed<string>(Diagnostic.Error("E001", "The file does not exist", new Place(options.File), null, "a .bif file"));
        }

        return BifReader.Parse(ReadText(options.File), options.File).Then(network => Infer(network, options));
    }

    private static string ReadText(string path)
    {
        using var reader = new StreamReader(InputFile.Open(path), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private static Parsed<string> Infer(BayesianNetwork network, NetworkInferOptions options)
    {
        var findings = new DiagnosticBag();
        var names = new NetworkNames(network, findings);
        var query = new NetworkQuery
        {
            Evidence = names.States(options.Evidence, "--evidence"),
            Likelihoods = names.Likelihoods(options.Soft),
            Variables = names.Variables(options.Query, "--query") is { Count: > 0 } asked ? asked : null,
            Joint = names.Variables(options.Joint, "--joint"),
            MemoryBytes = (long)(options.MemoryGiB * BytesPerGiB),
        };
        var settings = names.States(options.Do, "--do");
        names.RefuseOverlap(query, settings);
        if (!(options.MemoryGiB > 0))
        {
            findings.Add(Diagnostic.Error("E002", "The memory is not positive", new Place(null, null, "--memory-gib"), null, "a positive number"));
        }

        if (findings.HasErrors)
        {
            return findings.Fail<string>();
        }

        var changed = settings.Count == 0 ? network : NetworkIntervention.Do(network, settings);
        return options.Forecast ? Parsed.Of(Forecast(changed, query))
            : options.EvidenceFile is null ? NetworkInference.Infer(changed, query).Select(posterior => GridJson.Write(json => Write(json, changed, query, posterior)))
            : Batch(changed, query, options);
    }

    private static string Forecast(BayesianNetwork network, NetworkQuery query) => GridJson.Write(json =>
    {
        var forecast = NetworkInference.Forecast(network, query);
        json.WriteStartObject();
        json.WriteNumber("variables", forecast.Variables);
        json.WriteNumber("largest_table_cells", forecast.LargestTable);
        json.WriteNumber("total_cells", forecast.TotalCells);
        json.WriteNumber("bytes", forecast.Bytes);
        json.WriteNumber("seconds_about", forecast.Seconds);
        json.WriteBoolean("fits_memory", forecast.Bytes <= query.MemoryBytes);
        json.WriteEndObject();
    });

    private static void Write(Utf8JsonWriter json, BayesianNetwork network, NetworkQuery query, NetworkPosterior posterior)
    {
        json.WriteStartObject();
        WriteContent(json, network, query, posterior);
        json.WriteEndObject();
    }

    private static void WriteContent(Utf8JsonWriter json, BayesianNetwork network, NetworkQuery query, NetworkPosterior posterior)
    {
        json.WriteNumber("p_evidence", Elementary.Exp(posterior.LogEvidence));
        json.WriteNumber("log_p_evidence", posterior.LogEvidence);
        json.WriteStartObject("marginals");
        foreach (var marginal in posterior.Marginals)
        {
            var variable = network.Variables[marginal.Variable];
            json.WriteStartObject(variable.Name);
            for (int s = 0; s < variable.States.Count; s++)
            {
                json.WriteNumber(variable.States[s], marginal.Probabilities[s]);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        if (posterior.Joint.Count > 0)
        {
            WriteJoint(json, network, query.Joint, posterior.Joint);
        }
    }

    /// <summary>One object a combination of states, the last variable fastest.</summary>
    private static void WriteJoint(Utf8JsonWriter json, BayesianNetwork network, IReadOnlyList<int> variables, IReadOnlyList<double> joint)
    {
        json.WriteStartArray("joint");
        for (int i = 0; i < joint.Count; i++)
        {
            json.WriteStartObject();
            json.WriteStartObject("states");
            int rest = joint.Count;
            int at = i;
            foreach (int v in variables)
            {
                var variable = network.Variables[v];
                rest /= variable.States.Count;
                json.WriteString(variable.Name, variable.States[at / rest]);
                at %= rest;
            }

            json.WriteEndObject();
            json.WriteNumber("p", joint[i]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
