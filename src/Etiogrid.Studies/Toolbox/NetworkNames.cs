using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Inference.Networks;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Names of variables and states on the command line or in a table; what a network does not have is a finding with the nearest name.</summary>
internal sealed class NetworkNames(BayesianNetwork network, DiagnosticBag findings)
{
    /// <summary>Indices of variables named in texts, each possibly several joined by commas.</summary>
    public IReadOnlyList<int> Variables(IReadOnlyList<string> texts, string option) =>
        [.. texts.SelectMany(q => q.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(name => Variable(name, new Place(null, null, option))).Distinct()];

    /// <summary>State of each variable in pairs such as <c>A=x,B=y</c>.</summary>
    public Dictionary<int, int> States(IReadOnlyList<string> texts, string option)
    {
        var states = new Dictionary<int, int>();
        foreach (var (name, state) in Pairs(texts, option, "such as asia=yes"))
        {
            int variable = Variable(name, new Place(null, null, option));
            if (variable >= 0)
            {
                Add(states, variable, state, new Place(null, null, option));
            }
        }

        return states;
    }

    /// <summary>One number a state in pairs such as <c>A=0.2:0.8</c>.</summary>
    public Dictionary<int, IReadOnlyList<double>> Likelihoods(IReadOnlyList<string> texts)
    {
        var place = new Place(null, null, "--soft");
        var likelihoods = new Dictionary<int, IReadOnlyList<double>>();
        foreach (var (name, numbers) in Pairs(texts, "--soft", "such as smoke=0.2:0.8"))
        {
            int variable = Variable(name, place);
            double[] values = [.. numbers.Split(':').Select(n => Cell.TryNumber(n, out double x) && x >= 0 ? x : double.NaN)];
            if (variable >= 0 && (values.Length != network.Variables[variable].States.Count || values.Any(x => !double.IsFinite(x)) || values.Sum() <= 0))
            {
                findings.Add(Diagnostic.Error("E701", $"The likelihood of '{name}' is not one number a state", place, numbers, $"{network.Variables[variable].States.Count} non-negative numbers, not all 0, for {string.Join(", ", network.Variables[variable].States)}"));
            }
            else if (variable >= 0)
            {
                likelihoods[variable] = values;
            }
        }

        return likelihoods;
    }

    /// <summary>Adds a state to evidence; E707 for an unknown state, E705 for a second one of the same variable.</summary>
    public void Add(Dictionary<int, int> states, int variable, string state, Place place)
    {
        var known = network.Variables[variable].States;
        string name = network.Variables[variable].Name;
        int index = Enumerable.Range(0, known.Count).FirstOrDefault(i => known[i] == state, -1);
        if (index < 0)
        {
            string? near = NearestName.Among(state, known);
            findings.Add(Diagnostic.Error("E707", $"Variable '{name}' has no such state", place, state, string.Join(", ", known), near is null ? null : $"Did you mean {near}?"));
        }
        else if (states.TryGetValue(variable, out int other) && other != index)
        {
            findings.Add(Diagnostic.Error("E705", $"Variable '{name}' is observed in two states", place, $"{known[other]} and {state}", "one state"));
        }
        else
        {
            states[variable] = index;
        }
    }

    /// <summary>Index of a variable, or -1 with a finding.</summary>
    public int Variable(string name, Place place)
    {
        int index = network.IndexOf(name);
        if (index < 0)
        {
            string? near = NearestName.Among(name, network.Variables.Select(v => v.Name));
            findings.Add(Diagnostic.Error("E707", "The network has no such variable", place, name, "a variable of the network", near is null ? null : $"Did you mean {near}?"));
        }

        return index;
    }

    /// <summary>A variable plays one part: observed, observed uncertainly, or asked for jointly.</summary>
    public void RefuseOverlap(NetworkQuery query, IReadOnlyDictionary<int, int> settings)
    {
        foreach (int v in query.Joint.Where(v => v >= 0 && query.Evidence.ContainsKey(v)))
        {
            findings.Add(Diagnostic.Error("E705", $"Variable '{network.Variables[v].Name}' is observed and asked for", new Place(null, null, "--joint"), network.Variables[v].Name, "variables that are not observed"));
        }

        foreach (int v in query.Likelihoods.Keys.Where(query.Evidence.ContainsKey))
        {
            findings.Add(Diagnostic.Error("E705", $"Variable '{network.Variables[v].Name}' is observed in two ways", new Place(null, null, "--soft"), network.Variables[v].Name, "--evidence or --soft"));
        }

        foreach (var (v, state) in settings.Where(s => query.Evidence.TryGetValue(s.Key, out int seen) && seen != s.Value))
        {
            findings.Add(Diagnostic.Error("E705", $"Variable '{network.Variables[v].Name}' is set to one state and observed in another", new Place(null, null, "--do"), network.Variables[v].States[state], network.Variables[v].States[query.Evidence[v]]));
        }
    }

    private IEnumerable<(string Name, string Value)> Pairs(IReadOnlyList<string> texts, string option, string example)
    {
        foreach (string pair in texts.SelectMany(Split))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                findings.Add(Diagnostic.Error("E002", "Evidence is not of the form variable=state", new Place(null, null, option), pair, example));
                continue;
            }

            yield return (pair[..equals].Trim(), pair[(equals + 1)..].Trim());
        }
    }

    /// <summary>Cuts at commas; a piece that does not begin with a variable and = belongs to the state before it (a state may hold a comma or =).</summary>
    private List<string> Split(string text)
    {
        var pairs = new List<string>();
        foreach (string piece in text.Split(','))
        {
            int equals = piece.IndexOf('=', StringComparison.Ordinal);
            bool begins = equals > 0 && (pairs.Count == 0 || network.IndexOf(piece[..equals].Trim()) >= 0 || network.IndexOf(pairs[^1].Split('=')[0].Trim()) < 0 || !KnownState(pairs[^1] + "," + piece));
            if (pairs.Count > 0 && !begins)
            {
                pairs[^1] += "," + piece;
            }
            else if (piece.Trim().Length > 0)
            {
                pairs.Add(piece);
            }
        }

        return pairs;
    }

    private bool KnownState(string pair)
    {
        int equals = pair.IndexOf('=', StringComparison.Ordinal);
        int variable = network.IndexOf(pair[..equals].Trim());
        return variable >= 0 && network.Variables[variable].States.Any(s => s.StartsWith(pair[(equals + 1)..].Trim(), StringComparison.Ordinal));
    }
}
