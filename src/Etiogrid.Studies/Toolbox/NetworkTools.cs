using System.Text;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference.Networks;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work of the <c>network</c> verbs.</summary>
public static class NetworkTools
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
        var evidence = Evidence(network, options.Evidence, findings);
        var query = new List<int>();
        foreach (string name in options.Query.SelectMany(q => q.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            query.Add(Variable(network, name, "--query", findings));
        }

        if (!(options.MemoryGiB > 0))
        {
            findings.Add(Diagnostic.Error("E002", "The memory is not positive", new Place(null, null, "--memory-gib"), null, "a positive number"));
        }

        return findings.HasErrors
            ? findings.Fail<string>()
            : NetworkInference.Infer(network, evidence, query.Count == 0 ? null : query, (long)(options.MemoryGiB * BytesPerGiB)).Select(posterior => Json(network, posterior));
    }

    private static Dictionary<int, int> Evidence(BayesianNetwork network, IReadOnlyList<string> pairs, DiagnosticBag findings)
    {
        var evidence = new Dictionary<int, int>();
        foreach (string pair in pairs.SelectMany(p => SplitPairs(p)))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                findings.Add(Diagnostic.Error("E002", "Evidence is not of the form variable=state", new Place(null, null, "--evidence"), pair, "such as asia=yes"));
                continue;
            }

            AddEvidence(network, pair[..equals].Trim(), pair[(equals + 1)..].Trim(), evidence, findings);
        }

        return evidence;
    }

    /// <summary>Cuts at commas; a piece without = belongs to the state before it (a state may hold a comma).</summary>
    private static List<string> SplitPairs(string text)
    {
        var pairs = new List<string>();
        foreach (string piece in text.Split(','))
        {
            if (pairs.Count > 0 && !piece.Contains('=', StringComparison.Ordinal))
            {
                pairs[^1] += "," + piece;
            }
            else if (piece.Length > 0)
            {
                pairs.Add(piece);
            }
        }

        return pairs;
    }

    private static void AddEvidence(BayesianNetwork network, string name, string state, Dictionary<int, int> evidence, DiagnosticBag findings)
    {
        int variable = Variable(network, name, "--evidence", findings);
        if (variable < 0)
        {
            return;
        }

        var states = network.Variables[variable].States;
        int index = Enumerable.Range(0, states.Count).FirstOrDefault(i => states[i] == state, -1);
        if (index < 0)
        {
            findings.Add(Diagnostic.Error("E707", $"Variable '{name}' has no such state", new Place(null, null, "--evidence"), state, string.Join(", ", states)));
        }
        else if (evidence.TryGetValue(variable, out int other) && other != index)
        {
            findings.Add(Diagnostic.Error("E705", $"Variable '{name}' is observed in two states", new Place(null, null, "--evidence"), $"{states[other]} and {state}", "one state"));
        }
        else
        {
            evidence[variable] = index;
        }
    }

    private static int Variable(BayesianNetwork network, string name, string option, DiagnosticBag findings)
    {
        int index = network.IndexOf(name);
        if (index < 0)
        {
            string? near = NearestName.Among(name, network.Variables.Select(v => v.Name));
            findings.Add(Diagnostic.Error("E707", "The network has no such variable", new Place(null, null, option), name, "a variable of the network", near is null ? null : $"Did you mean {near}?"));
        }

        return index;
    }

    private static string Json(BayesianNetwork network, NetworkPosterior posterior) => GridJson.Write(json =>
    {
        json.WriteStartObject();
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
        json.WriteEndObject();
    });
}
