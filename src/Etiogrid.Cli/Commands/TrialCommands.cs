using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Etiogrid.Simulation.Trials;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Cli.Commands;

/// <summary>The <c>trial</c> verbs.</summary>
public static class TrialCommands
{
    private const int MostLooks = 50;

    /// <summary>The command group.</summary>
    public static Command Create() => new("trial", "Trial planning.") { Boundaries(), Dilution() };

    private static Command Boundaries()
    {
        var design = new Option<(BoundaryShape Shape, double Delta)>("--design") { Description = "obf | pocock | as-obf | as-pocock | wang-tsiatis:d", Required = true, CustomParser = ParseDesign };
        var looks = new Option<IReadOnlyList<double>>("--looks") { Description = "Number of equally spaced looks, or shares of information such as 0.33,0.7,1.", Required = true, CustomParser = ParseLooks };
        var alpha = Number("--alpha", "Type I error, both sides together.", 0.025, a => a is > 0 and < 0.5, "between 0 and 0.5");
        var sided = new Option<int>("--sided") { Description = "1 or 2.", DefaultValueFactory = _ => 1 };
        sided.AcceptOnlyFromAmong("1", "2");
        var command = new Command("boundaries", "Critical values of a group sequential test.") { design, looks, alpha, sided };
        command.SetAction(parse =>
        {
            var (shape, delta) = parse.GetValue(design);
            return VerbOutput.Write(parse, TrialTools.Boundaries(new() { Shape = shape, Delta = delta, Information = parse.GetRequiredValue(looks), Alpha = parse.GetValue(alpha), Sides = parse.GetValue(sided) }));
        });
        return command;
    }

    private static Command Dilution()
    {
        var effect = Number("--effect", "Effect in the matched, in standard deviations.", null, d => double.IsFinite(d) && d != 0, "a number other than 0");
        var matched = Number("--matched", "Share of participants whose pathway the treatment matches.", null, f => f is > 0 and <= 1, "above 0 and at most 1");
        var sensitivity = Number("--sensitivity", "Sensitivity of a selecting test.", 1, s => s is > 0 and <= 1, "above 0 and at most 1");
        var specificity = Number("--specificity", "Specificity of a selecting test; 0 selects everybody.", 0, s => s is >= 0 and <= 1, "between 0 and 1");
        var alpha = Number("--alpha", "Two-sided type I error.", 0.05, a => a is > 0 and < 0.5, "between 0 and 0.5");
        var power = Number("--power", "Power.", 0.8, p => p is >= 0.5 and < 1, "from 0.5 to below 1");
        var command = new Command("dilution", "What unmatched participants cost a trial, and what selecting them saves.") { effect, matched, sensitivity, specificity, alpha, power };
        command.SetAction(parse => VerbOutput.Write(parse, TrialTools.Dilution(
            parse.GetValue(effect), parse.GetValue(matched), parse.GetValue(sensitivity), parse.GetValue(specificity), parse.GetValue(alpha), parse.GetValue(power))));
        return command;
    }

    private static Option<double> Number(string name, string description, double? initial, Func<double, bool> valid, string range)
    {
        var option = new Option<double>(name) { Description = description, Required = initial is null };
        if (initial is { } value)
        {
            option.DefaultValueFactory = _ => value;
        }

        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !(double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double given) && valid(given)))
            {
                result.AddError($"{name} must be {range}; found {result.Tokens[0].Value}.");
            }
        });
        return option;
    }

    private static (BoundaryShape, double) ParseDesign(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        const string Family = "wang-tsiatis:";
        switch (text)
        {
            case "obf":
                return (BoundaryShape.WangTsiatis, 0);
            case "pocock":
                return (BoundaryShape.WangTsiatis, 0.5);
            case "as-obf":
                return (BoundaryShape.ObrienFlemingSpending, 0);
            case "as-pocock":
                return (BoundaryShape.PocockSpending, 0);
            default:
                if (text.StartsWith(Family, StringComparison.Ordinal) && double.TryParse(text[Family.Length..], NumberStyles.Float, CultureInfo.InvariantCulture, out double delta) && delta is >= -1 and <= 1)
                {
                    return (BoundaryShape.WangTsiatis, delta);
                }

                result.AddError($"--design must be obf, pocock, as-obf, as-pocock or wang-tsiatis:d with d from -1 to 1; found {text}.");
                return default;
        }
    }

    private static IReadOnlyList<double>? ParseLooks(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= MostLooks)
        {
            return BoundaryDesign.EquallySpaced(count);
        }

        double[] shares = [.. text.Split(',').Select(s => double.TryParse(s, NumberStyles.Float, CultureInfo.InvariantCulture, out double share) ? share : double.NaN)];
        bool increasing = shares.Length is >= 2 and <= MostLooks && shares[0] > 0 && shares[^1] == 1 && shares.Zip(shares.Skip(1)).All(pair => pair.First < pair.Second);
        if (!increasing)
        {
            result.AddError($"--looks must be a number from 1 to {MostLooks} or increasing shares of information that end with 1; found {text}.");
            return null;
        }

        return shares;
    }
}
