using System.Globalization;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Inference.Networks;

/// <summary>Turns written distributions into complete, normalised tables, or says what is missing.</summary>
internal sealed class BifTables(string file, DiagnosticBag findings)
{
    private const double RefusedDeviation = 0.05;
    private const double NotedDeviation = 1e-6;
    private const double LargestTable = 1 << 28;

    public List<NetworkVariable>? Build(List<(BifToken Name, List<string> States)> variables, List<BifDistribution> distributions)
    {
        var index = variables.Select((v, i) => (v.Name.Text, i)).ToDictionary(x => x.Text, x => x.i, StringComparer.Ordinal);
        var byChild = new Dictionary<string, BifDistribution>(StringComparer.Ordinal);
        foreach (var distribution in distributions)
        {
            bool known = Known(distribution.Child, index) & distribution.Parents.All(p => Known(p, index));
            if (known && !byChild.TryAdd(distribution.Child.Text, distribution))
            {
                Wrong("E711", distribution.Child, "A variable has two distributions", "one probability block for each variable");
            }

            if (distribution.Parents.Append(distribution.Child).Select(p => p.Text).Distinct(StringComparer.Ordinal).Count() <= distribution.Parents.Count)
            {
                Wrong("E708", distribution.Child, "A variable is its own parent, or has a parent twice", "different variables");
            }
        }

        foreach (var (name, _) in variables.Where(v => !byChild.ContainsKey(v.Name.Text) && !findings.HasErrors))
        {
            Wrong("E704", name, "A variable has no distribution", $"probability ( {name.Text} … ) {{ … }}");
        }

        if (findings.HasErrors)
        {
            return null;
        }

        var result = variables.Select(v => Variable(v.Name, variables, index, byChild[v.Name.Text])).ToList();
        return findings.HasErrors ? null : result;
    }

    private NetworkVariable Variable(BifToken name, List<(BifToken Name, List<string> States)> variables, Dictionary<string, int> index, BifDistribution distribution)
    {
        var states = variables[index[name.Text]].States;
        int[] parents = [.. distribution.Parents.Select(p => index[p.Text])];
        int[] sizes = [.. parents.Select(p => variables[p].States.Count)];
        double cells = sizes.Aggregate((double)states.Count, (a, b) => a * b);
        if (cells > LargestTable)
        {
            Wrong("E706", name, "A distribution is too large", string.Create(CultureInfo.InvariantCulture, $"at most {LargestTable} cells; this one has {cells:G3}"));
            return new(name.Text, states, parents, []);
        }

        int combinations = sizes.Aggregate(1, (a, b) => a * b);
        double[] table = new double[combinations * states.Count];
        bool[] filled = new bool[combinations];
        foreach (var (named, place, values) in distribution.Rows)
        {
            if (named.Count == 0)
            {
                FillTable(place, values, states.Count, table, filled);
            }
            else
            {
                FillRow(named, place, values, [.. parents.Select(p => variables[p].States)], states.Count, table, filled);
            }
        }

        if (!findings.HasErrors)
        {
            Complete(name, distribution.Default, states.Count, table, filled);
        }

        int[] undefined = findings.HasErrors ? [] : FillUndefined(name, states.Count, table);
        if (!findings.HasErrors)
        {
            Normalise(name, states.Count, table);
        }

        return new(name.Text, states, parents, table) { UndefinedRows = undefined };
    }

    /// <summary>A whole table lists the child slowest and the last parent fastest.</summary>
    private void FillTable(BifToken place, IReadOnlyList<double> values, int states, double[] table, bool[] filled)
    {
        if (values.Count != table.Length)
        {
            Wrong("E703", place, $"A table has {values.Count} values", $"{table.Length} values");
            return;
        }

        for (int c = 0; c < filled.Length; c++)
        {
            filled[c] = true;
            for (int s = 0; s < states; s++)
            {
                table[(c * states) + s] = values[(s * filled.Length) + c];
            }
        }
    }

    private void FillRow(IReadOnlyList<BifToken> named, BifToken place, IReadOnlyList<double> values, List<string>[] parents, int states, double[] table, bool[] filled)
    {
        if (named.Count != parents.Length || values.Count != states)
        {
            Wrong("E703", place, $"A row has {named.Count} parent states and {values.Count} values", $"{parents.Length} parent states and {states} values");
            return;
        }

        int row = 0;
        for (int i = 0; i < parents.Length; i++)
        {
            int state = parents[i].IndexOf(named[i].Text);
            if (state < 0)
            {
                Wrong("E707", named[i], "A row names an unknown state of a parent", string.Join(", ", parents[i]));
                return;
            }

            row = (row * parents[i].Count) + state;
        }

        if (filled[row])
        {
            Wrong("E711", place, "The same combination of parent states is given twice", "one row for each combination");
        }

        filled[row] = true;
        for (int s = 0; s < states; s++)
        {
            table[(row * states) + s] = values[s];
        }
    }

    private void Complete(BifToken name, IReadOnlyList<double>? fallback, int states, double[] table, bool[] filled)
    {
        for (int c = 0; c < filled.Length; c++)
        {
            if (filled[c])
            {
                continue;
            }

            if (fallback is null || fallback.Count != states)
            {
                Wrong("E704", name, $"The distribution of '{name.Text}' lacks {filled.Count(f => !f)} of {filled.Length} rows", "a row for every combination of parent states, or a default row");
                return;
            }

            for (int s = 0; s < states; s++)
            {
                table[(c * states) + s] = fallback[s];
            }
        }
    }

    /// <summary>Gives rows of zeros or without numbers equal chances, so that every row is a distribution, and returns which they are.</summary>
    private int[] FillUndefined(BifToken name, int states, double[] table)
    {
        List<int> undefined = [];
        for (int row = 0; row < table.Length / states; row++)
        {
            var values = table.AsSpan(row * states, states);
            int missing = 0;
            double sum = 0;
            foreach (double v in values)
            {
                missing += double.IsNaN(v) ? 1 : 0;
                sum += v;
            }

            if (missing > 0 && missing < states)
            {
                Wrong("E701", name, $"A row of the distribution of '{name.Text}' has numbers for some states only", "a number for every state, or for none");
            }
            else if (missing == states || sum == 0)
            {
                values.Fill(1.0 / states);
                undefined.Add(row);
            }
        }

        if (undefined.Count > 0)
        {
            findings.Add(Diagnostic.Warning("E701", $"{undefined.Count} of {table.Length / states} rows of the distribution of '{name.Text}' are undefined (all 0, NaN or NA); they are allowed where their causes cannot occur together", At(name)));
        }

        return [.. undefined];
    }

    private void Normalise(BifToken name, int states, double[] table)
    {
        double worst = 0;
        for (int first = 0; first < table.Length; first += states)
        {
            double sum = 0;
            for (int s = 0; s < states; s++)
            {
                sum += table[first + s];
            }

            worst = Math.Max(worst, Math.Abs(sum - 1));
            for (int s = 0; s < states; s++)
            {
                table[first + s] /= sum;
            }
        }

        if (!(worst <= RefusedDeviation))
        {
            Wrong("E701", name, string.Create(CultureInfo.InvariantCulture, $"A row of the distribution of '{name.Text}' is off a sum of 1 by {worst:R}"), "rows that sum to 1");
        }
        else if (worst > NotedDeviation)
        {
            findings.Add(Diagnostic.Warning("E701", string.Create(CultureInfo.InvariantCulture, $"Rows of the distribution of '{name.Text}' were off a sum of 1 by up to {worst:G3} and were normalised"), At(name)));
        }
    }

    private bool Known(BifToken name, Dictionary<string, int> index)
    {
        if (index.ContainsKey(name.Text))
        {
            return true;
        }

        string? near = NearestName.Among(name.Text, index.Keys);
        findings.Add(Diagnostic.Error("E707", "A distribution names an unknown variable", At(name), name.Text, "a variable of this file", near is null ? null : $"Did you mean {near}?"));
        return false;
    }

    private void Wrong(string code, BifToken token, string message, string expected) =>
        findings.Add(Diagnostic.Error(code, message, At(token), token.Text, expected));

    private Place At(BifToken token) => new(file, token.Line, token.Column.ToString(CultureInfo.InvariantCulture));
}
