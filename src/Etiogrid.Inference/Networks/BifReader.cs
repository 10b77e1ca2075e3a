using System.Globalization;
using Etiogrid.Core.Diagnostics;

namespace Etiogrid.Inference.Networks;

/// <summary>
/// Reads the Bayesian Interchange Format (version 0.15): discrete variables, <c>table</c>, rows by parent states, <c>default</c>.
/// Rows that do not sum to 1 are normalised; those off by more than 5 % are refused; rows of zeros or of NaN or NA are undefined
/// (<see cref="NetworkVariable.UndefinedRows"/>).
/// </summary>
public sealed class BifReader
{
    /// <summary>What a program that computes with binary fractions may write beyond 0 and 1; taken as 0 and 1.</summary>
    private const double Rounding = 1e-9;

    private readonly string _file;
    private readonly List<BifToken> _tokens;
    private readonly DiagnosticBag _findings = new();
    private readonly List<(BifToken Name, List<string> States)> _variables = [];
    private readonly List<BifDistribution> _distributions = [];
    private int _at;

    private BifReader(string text, string file)
    {
        _file = file;
        _tokens = BifTokens.Of(text);
    }

    /// <summary>The network in a text; every finding names line and column.</summary>
    public static Parsed<BayesianNetwork> Parse(string text, string file)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new BifReader(text, file);
        reader.ReadBlocks();
        if (reader._variables.Count == 0 && !reader._findings.HasErrors)
        {
            reader.Wrong(reader._tokens[0], "The file defines no variable", "blocks such as: variable x { type discrete [ 2 ] { yes, no }; }");
        }

        if (reader._findings.HasErrors)
        {
            return reader._findings.Fail<BayesianNetwork>();
        }

        var variables = new BifTables(file, reader._findings).Build(reader._variables, reader._distributions);
        return variables is null
            ? reader._findings.Fail<BayesianNetwork>()
            : Parsed.Of(variables, reader._findings.Items).Then(v => BayesianNetwork.Create(v, file));
    }

    private BifToken Next => _tokens[_at];

    private void ReadBlocks()
    {
        while (!Next.IsEnd && !_findings.HasErrors)
        {
            var keyword = Take();
            switch (keyword.Text)
            {
                case "network":
                    SkipTo("{");
                    SkipBlock();
                    break;
                case "variable":
                    ReadVariable();
                    break;
                case "probability":
                    ReadProbability();
                    break;
                default:
                    Wrong(keyword, "An unknown block", "network, variable or probability");
                    break;
            }
        }
    }

    private void ReadVariable()
    {
        var name = Take();
        Expect("{");
        var states = new List<string>();
        while (!_findings.HasErrors && Next.Text != "}")
        {
            var keyword = Take();
            if (keyword.Text == "type")
            {
                states = ReadStates(name);
            }
            else if (keyword.Text == "property")
            {
                SkipTo(";");
            }
            else
            {
                Wrong(keyword, "An unknown line in a variable", "type or property");
            }
        }

        Expect("}");
        if (_findings.HasErrors)
        {
            return;
        }

        if (_variables.Exists(v => v.Name.Text == name.Text))
        {
            Wrong(name, "A variable is defined twice", "one definition of each variable", "E711");
        }

        if (states.Count == 0)
        {
            Wrong(name, "A variable has no states", "type discrete [ n ] { … };");
        }

        _variables.Add((name, states));
    }

    private List<string> ReadStates(BifToken name)
    {
        Expect("discrete");
        Expect("[");
        var count = Take();
        Expect("]");
        SkipOptional("=");
        Expect("{");
        var states = new List<string>();
        while (!_findings.HasErrors && Next.Text != "}")
        {
            states.Add(Take().Text);
            SkipOptional(",");
        }

        Expect("}");
        SkipOptional(";");
        if (!_findings.HasErrors && (!int.TryParse(count.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int n) || n != states.Count))
        {
            Wrong(count, $"Variable '{name.Text}' announces another number of states than it lists", states.Count.ToString(CultureInfo.InvariantCulture));
        }

        if (states.Distinct(StringComparer.Ordinal).Count() != states.Count)
        {
            Wrong(name, "A state is listed twice", "different names", "E711");
        }

        return states;
    }

    private void ReadProbability()
    {
        Expect("(");
        var child = Take();
        var parents = new List<BifToken>();
        if (Next.Text == "|")
        {
            Take();
            while (!_findings.HasErrors && Next.Text != ")")
            {
                parents.Add(Take());
                SkipOptional(",");
            }
        }

        Expect(")");
        Expect("{");
        var distribution = new BifDistribution(child, parents);
        while (!_findings.HasErrors && Next.Text != "}")
        {
            ReadRow(distribution);
        }

        Expect("}");
        _distributions.Add(distribution);
    }

    private void ReadRow(BifDistribution distribution)
    {
        var keyword = Take();
        switch (keyword.Text)
        {
            case "table":
                distribution.Rows.Add(([], keyword, ReadNumbers()));
                break;
            case "default":
                distribution.Default = ReadNumbers();
                break;
            case "property":
                SkipTo(";");
                break;
            case "(":
                var states = new List<BifToken>();
                while (!_findings.HasErrors && Next.Text != ")")
                {
                    states.Add(Take());
                    SkipOptional(",");
                }

                Expect(")");
                distribution.Rows.Add((states, keyword, ReadNumbers()));
                break;
            default:
                Wrong(keyword, "An unknown line in a distribution", "table, default or a row (state, …) p, p;");
                break;
        }
    }

    private List<double> ReadNumbers()
    {
        var values = new List<double>();
        while (!_findings.HasErrors && Next.Text != ";")
        {
            var token = Take();
            values.Add(Probability(token));
            SkipOptional(",");
        }

        Expect(";");
        return values;
    }

    /// <summary>A number in [0, 1]; NaN for NaN or NA, which programs write where they have seen no case.</summary>
    private double Probability(BifToken token)
    {
        if (token.Text is "NA" || token.Text.Equals("NaN", StringComparison.OrdinalIgnoreCase))
        {
            return double.NaN;
        }

        if (!double.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value))
        {
            Wrong(token, "A probability is not a number", "a number in [0, 1]");
            return double.NaN;
        }

        if (!(value is >= -Rounding and <= 1 + Rounding))
        {
            Wrong(token, "A probability lies outside [0, 1]", "a number in [0, 1]", "E701");
        }

        return Math.Min(Math.Max(value, 0), 1);
    }

    private BifToken Take()
    {
        var token = Next;
        if (token.IsEnd)
        {
            Wrong(token, "The file ends in the middle of a block", "the rest of the block");
            return token;
        }

        _at++;
        return token;
    }

    private void Expect(string text)
    {
        if (_findings.HasErrors)
        {
            return;
        }

        var token = Take();
        if (!token.IsEnd && token.Text != text)
        {
            Wrong(token, "The text is not Bayesian Interchange Format", $"'{text}'");
        }
    }

    private void SkipOptional(string text) => _at += Next.Text == text ? 1 : 0;

    private void SkipTo(string text)
    {
        while (!_findings.HasErrors && Take().Text != text)
        {
        }
    }

    private void SkipBlock()
    {
        for (int depth = 1; depth > 0 && !_findings.HasErrors;)
        {
            depth += Take().Text switch { "{" => 1, "}" => -1, _ => 0 };
        }
    }

    private void Wrong(BifToken token, string message, string expected, string code = "E709") =>
        _findings.Add(Diagnostic.Error(code, message, new Place(_file, token.Line, token.Column.ToString(CultureInfo.InvariantCulture)), token.Text, expected));
}
