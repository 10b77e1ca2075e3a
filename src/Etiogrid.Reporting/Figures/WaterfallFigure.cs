using Etiogrid.Numerics.Functions;
using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Person;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Figures;

/// <summary>The exact way of one pathway from base rate to posterior, in log-odds, with ticks in probability.</summary>
internal static class WaterfallFigure
{
    private const double Small = 0.005;
    private static readonly double[] TickProbabilities = [0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999];

    /// <summary>Writes the figure; steps smaller than 0.005 are drawn as one.</summary>
    public static void Write(SvgWriter svg, PersonView view, PathwayResult pathway)
    {
        var steps = Merge(pathway);
        var (low, high) = Range(steps);
        var ticks = Ticks(low, high);
        double At(double logOdds) => (logOdds - low) / (high - low);
        var plot = new RowPlot(svg);
        using (plot.Open($"Waterfall of {pathway.ShortName}: from {Printed.Percent(PersonView.BaseAltered(pathway))} to {Printed.Percent(pathway.Posterior)} in {Printed.Count(steps.Count - 1)} steps of log-odds.", "fall"))
        {
            plot.Axis(ticks);
            double reached = 0;
            foreach (var step in steps)
            {
                double before = reached;
                reached += step.LogOdds;
                WriteStep(plot, view, step, ticks, step == steps[0], At(before), At(reached), Logit.ToProbability(reached));
            }

            plot.Row(h => h.Element("b", "all data"), ticks, s => s.TrackDot(At(reached), RowPlot.Middle, 6, "filled"), Printed.Percent(Logit.ToProbability(reached)));
        }
    }

    private static void WriteStep(RowPlot plot, PersonView view, WaterfallStep step, List<(double At, string Text)> ticks, bool isBase, double from, double to, double probability)
    {
        string value = isBase ? Printed.Percent(probability) : Printed.Signed(step.LogOdds, 2);
        plot.Row(
            h => WriteLabel(h, view, step),
            ticks,
            s => DrawStep(s, step, isBase, from, to),
            value);
    }

    private static void DrawStep(SvgWriter svg, WaterfallStep step, bool isBase, double from, double to)
    {
        svg.TrackRule(to, RowPlot.Middle, RowPlot.Middle * 2, "link");
        if (isBase)
        {
            svg.TrackDot(to, RowPlot.Middle, 5, "hollow");
            return;
        }

        svg.TrackRule(from, 0, RowPlot.Middle, "link");
        svg.Bar(from, to, RowPlot.Middle - 7, 14, step.LogOdds >= 0 ? "up" : "down");
    }

    private static void WriteLabel(HtmlWriter html, PersonView view, WaterfallStep step)
    {
        string? anchor = step.EvidenceIds.Select(id => view.EvidenceAnchors.GetValueOrDefault(id)).FirstOrDefault(a => a is not null);
        if (anchor is null)
        {
            html.Text(step.Label);
        }
        else
        {
            html.Element("a", step.Label, ("href", "#" + anchor));
        }
    }

    /// <summary>Small steps become one, and a difference from the stated posterior is shown as a step of its own, never hidden.</summary>
    internal static List<WaterfallStep> Merge(PathwayResult pathway)
    {
        var steps = pathway.Waterfall.Take(1).ToList();
        double rest = 0;
        int merged = 0;
        foreach (var step in pathway.Waterfall.Skip(1))
        {
            if (Math.Abs(step.LogOdds) >= Small)
            {
                steps.Add(step);
            }
            else
            {
                rest += step.LogOdds;
                merged++;
            }
        }

        if (merged > 0)
        {
            steps.Add(new($"{Printed.Words(merged)} smaller {(merged == 1 ? "step" : "steps")}", "other", rest, []));
        }

        double gap = PersonView.PosteriorLogOdds(pathway) - steps.Sum(s => s.LogOdds);
        if (Math.Abs(gap) > Small)
        {
            steps.Add(new("not attributed", "other", gap, []));
        }

        return steps;
    }

    private static (double Low, double High) Range(List<WaterfallStep> steps)
    {
        double reached = 0;
        double low = double.MaxValue;
        double high = double.MinValue;
        foreach (var step in steps)
        {
            reached += step.LogOdds;
            low = Math.Min(low, reached);
            high = Math.Max(high, reached);
        }

        double pad = Math.Max(0.06 * (high - low), 0.15);
        return (low - pad, high + pad);
    }

    /// <summary>Probabilities inside the range, thinned until labels have room.</summary>
    private static List<(double At, string Text)> Ticks(double low, double high)
    {
        var ticks = new List<(double At, string Text)>();
        foreach (double p in TickProbabilities)
        {
            double at = (Logit.FromProbability(p) - low) / (high - low);
            if (at is >= 0 and <= 1 && (ticks.Count == 0 || at - ticks[^1].At > 0.17))
            {
                ticks.Add((at, p < 0.01 || p > 0.99 ? Printed.Number(p * 100, 1) + "\u00A0%" : Printed.Percent(p)));
            }
        }

        return ticks;
    }
}
