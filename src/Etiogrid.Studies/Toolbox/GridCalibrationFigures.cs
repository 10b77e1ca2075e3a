using System.Globalization;
using System.Text;
using Etiogrid.Inference.Calibration;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Figures of <c>grid calibrate</c> as stand-alone SVG: rank histograms, reliability curves, calibration errors.</summary>
internal static class GridCalibrationFigures
{
    private const string Joint = "#0072b2";
    private const string Naive = "#d55e00";
    private const string Ink = "#16202a";
    private const string Mute = "#56626e";
    private const string Line = "#dcd9d0";
    private const string Band = "#c3dde4";
    private const double AllowedError = 0.01;

    /// <summary>One histogram a quantity, with the band that holds 99 % of the bars of a right posterior.</summary>
    public static string Ranks(IReadOnlyList<RankTest> ranks)
    {
        const int columns = 4;
        const double width = 220;
        const double height = 158;
        int rows = (ranks.Count + columns - 1) / columns;
        var svg = Open(columns * width, (rows * height) + 34, "Ranks of the truth among posterior draws");
        Text(svg, 10, 20, "Rank of the true value among posterior draws; flat where the posterior is right. Band: 99 % of bars.", 12, Ink);
        for (int i = 0; i < ranks.Count; i++)
        {
            Histogram(svg, ranks[i], (i % columns * width) + 10, 34 + (i / columns * height), width - 20, height - 20);
        }

        return Close(svg);
    }

    /// <summary>One panel a scenario: share that was true by stated probability, joint model and naive product.</summary>
    public static string Reliability(IReadOnlyList<ScenarioScore> scenarios)
    {
        const int columns = 4;
        const double size = 220;
        int rows = (scenarios.Count + columns - 1) / columns;
        var svg = Open(columns * size, (rows * (size + 20)) + 50, "Reliability of P(altered)");
        Text(svg, 10, 20, "Share of pathways that were altered, by stated probability; on the diagonal where probabilities mean what they say.", 12, Ink);
        Legend(svg, 10, 38);
        for (int i = 0; i < scenarios.Count; i++)
        {
            Curve(svg, scenarios[i], (i % columns * size) + 34, 50 + (i / columns * (size + 20)), size - 56);
        }

        return Close(svg);
    }

    /// <summary>Expected calibration error of every scenario, joint model above naive product.</summary>
    public static string Errors(IReadOnlyList<ScenarioScore> scenarios)
    {
        const double left = 390;
        const double width = 400;
        const double row = 34;
        double most = Math.Max(0.05, scenarios.Max(s => Math.Max(s.Joint.CalibrationError, s.Naive.CalibrationError)));
        var svg = Open(left + width + 70, (scenarios.Count * row) + 76, "Expected calibration error");
        Text(svg, 10, 20, "Expected calibration error of P(altered). Dashed: .01.", 12, Ink);
        Legend(svg, 10, 38);
        double x = left + (width * AllowedError / most);
        svg.AppendLine(Invariant($"<line x1='{x:0.#}' y1='48' x2='{x:0.#}' y2='{52 + (scenarios.Count * row):0.#}' stroke='{Mute}' stroke-dasharray='3 3'/>"));
        for (int i = 0; i < scenarios.Count; i++)
        {
            double y = 52 + (i * row);
            Text(svg, left - 8, y + 15, Label(scenarios[i]), 11, Ink, "end");
            Bar(svg, left, y + 2, width * scenarios[i].Joint.CalibrationError / most, scenarios[i].Joint.CalibrationError, Joint);
            Bar(svg, left, y + 15, width * scenarios[i].Naive.CalibrationError / most, scenarios[i].Naive.CalibrationError, Naive);
        }

        return Close(svg);
    }

    /// <summary>What a scenario is, in a few words.</summary>
    public static string Label(ScenarioScore s) =>
        s.Scenario == "as the model" ? Invariant($"world as the model, r² = {s.SharedVariance:0.0#}") : s.Scenario;

    private static void Histogram(StringBuilder svg, RankTest test, double x, double y, double width, double height)
    {
        double people = test.Counts.Sum();
        double expected = people / test.Counts.Count;
        double half = 2.5758293035489 * Math.Sqrt(expected * (1 - (1.0 / test.Counts.Count)));
        double most = Math.Max(expected + (1.6 * half), test.Counts.Max());
        double plot = height - 36;
        double Y(double count) => y + 24 + (plot * (1 - (Math.Max(0, count) / most)));
        string[] words = Wrapped(test.Quantity, 36);
        Text(svg, x, y + 10, words[0], 10, Ink);
        Text(svg, x, y + 21, words.Length > 1 ? words[1] : "", 10, Ink);
        double bar = width / test.Counts.Count;
        for (int i = 0; i < test.Counts.Count; i++)
        {
            svg.AppendLine(Invariant($"<rect x='{x + (i * bar) + 0.5:0.#}' y='{Y(test.Counts[i]):0.#}' width='{bar - 1:0.#}' height='{Y(0) - Y(test.Counts[i]):0.#}' fill='{Joint}' fill-opacity='.75'/>"));
        }

        svg.AppendLine(Invariant($"<rect x='{x:0.#}' y='{Y(expected + half):0.#}' width='{width:0.#}' height='{Y(expected - half) - Y(expected + half):0.#}' fill='{Band}' fill-opacity='.6'/>"));
        svg.AppendLine(Invariant($"<line x1='{x:0.#}' y1='{Y(expected):0.#}' x2='{x + width:0.#}' y2='{Y(expected):0.#}' stroke='{Ink}' stroke-width='.7'/>"));
        Text(svg, x + width, y + height, Invariant($"p = {test.PValue:0.###}"), 10, test.PValue < 0.001 ? Naive : Mute, "end");
    }

    private static void Curve(StringBuilder svg, ScenarioScore score, double x, double y, double size)
    {
        string[] words = Wrapped(Label(score), 30);
        Text(svg, x, y + 12, words[0], 10, Ink);
        Text(svg, x, y + 24, words.Length > 1 ? string.Join(' ', words[1..]) : "", 10, Ink);
        double top = y + 32;
        foreach (int tick in new[] { 0, 50, 100 })
        {
            double at = size * tick / 100;
            svg.AppendLine(Invariant($"<path d='M{x:0.#} {top + size - at:0.#}h{size:0.#}M{x + at:0.#} {top:0.#}v{size:0.#}' stroke='{Line}' fill='none'/>"));
            Text(svg, x - 4, top + size - at + 3, Invariant($"{tick}"), 9, Mute, "end");
            Text(svg, x + at, top + size + 12, Invariant($"{tick}{(tick == 100 ? " %" : "")}"), 9, Mute, "middle");
        }

        svg.AppendLine(Invariant($"<line x1='{x:0.#}' y1='{top + size:0.#}' x2='{x + size:0.#}' y2='{top:0.#}' stroke='{Mute}' stroke-dasharray='3 3'/>"));
        Points(svg, score.Naive, x, top, size, Naive);
        Points(svg, score.Joint, x, top, size, Joint);
    }

    private static void Points(StringBuilder svg, ProbabilityScore score, double x, double y, double size, string colour)
    {
        var bins = score.Curve.Where(b => b.Count > 0).ToArray();
        double total = bins.Sum(b => b.Count);
        string path = string.Join('L', bins.Select(b => Invariant($"{x + (size * b.MeanProbability):0.#} {y + (size * (1 - b.Observed)):0.#}")));
        svg.AppendLine($"<path d='M{path}' stroke='{colour}' stroke-width='1.2' fill='none'/>");
        foreach (var bin in bins)
        {
            double radius = 1.6 + (6 * Math.Sqrt(bin.Count / total));
            svg.AppendLine(Invariant($"<circle cx='{x + (size * bin.MeanProbability):0.#}' cy='{y + (size * (1 - bin.Observed)):0.#}' r='{radius:0.#}' fill='{colour}' fill-opacity='.55'><title>{bin.Count} probabilities, mean {bin.MeanProbability:0.000}, true {bin.Observed:0.000}</title></circle>"));
        }
    }

    private static void Bar(StringBuilder svg, double x, double y, double width, double value, string colour)
    {
        svg.AppendLine(Invariant($"<rect x='{x:0.#}' y='{y:0.#}' width='{width:0.#}' height='11' fill='{colour}' fill-opacity='.85'/>"));
        Text(svg, x + width + 5, y + 9.5, Invariant($"{value:0.0000}"), 10, Mute);
    }

    private static void Legend(StringBuilder svg, double x, double y)
    {
        svg.AppendLine(Invariant($"<circle cx='{x + 5:0.#}' cy='{y - 4:0.#}' r='4' fill='{Joint}'/><circle cx='{x + 95:0.#}' cy='{y - 4:0.#}' r='4' fill='{Naive}'/>"));
        Text(svg, x + 14, y, "joint model", 11, Ink);
        Text(svg, x + 104, y, "naive product of likelihood ratios", 11, Ink);
    }

    private static StringBuilder Open(double width, double height, string title) => new StringBuilder()
        .AppendLine(Invariant($"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width:0} {height:0}' width='{width:0}' height='{height:0}' role='img' font-family='system-ui, sans-serif'>"))
        .AppendLine($"<title>{title}</title>")
        .AppendLine("<rect width='100%' height='100%' fill='#ffffff'/>");

    private static string Close(StringBuilder svg) => svg.Append("</svg>\n").ToString();

    private static void Text(StringBuilder svg, double x, double y, string text, double size, string colour, string anchor = "start") =>
        svg.AppendLine(Invariant($"<text x='{x:0.#}' y='{y:0.#}' font-size='{size}' fill='{colour}' text-anchor='{anchor}'>{System.Net.WebUtility.HtmlEncode(text)}</text>"));

    /// <summary>Lines of at most so many letters, broken between words.</summary>
    private static string[] Wrapped(string text, int letters)
    {
        List<string> lines = [""];
        foreach (string word in text.Split(' '))
        {
            if (lines[^1].Length > 0 && lines[^1].Length + word.Length >= letters)
            {
                lines.Add("");
            }

            lines[^1] += (lines[^1].Length > 0 ? " " : "") + word;
        }

        return [.. lines];
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
