using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Person;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Figures;

/// <summary>One row a pathway: base rate, prior, posterior and its bands on one axis of probability.</summary>
internal static class DumbbellFigure
{
    /// <summary>Writes the figure.</summary>
    public static void Write(SvgWriter svg, PersonView view)
    {
        double domain = Domain(view.Leading);
        var ticks = Ticks(domain);
        var plot = new RowPlot(svg);
        using (plot.Open(Label(view)))
        {
            plot.Axis(ticks);
            foreach (var pathway in view.Leading)
            {
                plot.Row(h => h.Text(pathway.ShortName), ticks, s => Draw(s, pathway, domain), Printed.Percent(pathway.Posterior), Printed.IsBand(pathway.Band95) ? Printed.PercentRange(pathway.Band95) : "");
            }
        }
    }

    private static string Label(PersonView view)
    {
        var top = view.Leading[0];
        return $"Prior and posterior of {Printed.Count(view.Leading.Count)} pathways. {top.ShortName} goes from {Printed.Percent(top.PriorAltered)} to {Printed.Percent(top.Posterior)}.";
    }

    /// <summary>The axis ends at the first of 25, 50, 75, 100 % that holds every band.</summary>
    private static double Domain(IReadOnlyList<PathwayResult> pathways)
    {
        double top = pathways.Max(p => Math.Max(Math.Max(p.Band95.High, p.Posterior), p.PriorAltered));
        return top <= 0.25 ? 0.25 : top <= 0.5 ? 0.5 : top <= 0.75 ? 0.75 : 1;
    }

    private static List<(double At, string Text)> Ticks(double domain)
    {
        double step = domain <= 0.25 ? 0.05 : domain <= 0.5 ? 0.1 : 0.25;
        int count = (int)Math.Round(domain / step);
        return [.. Enumerable.Range(0, count + 1).Select(i => (i * step / domain, Printed.Percent(i * step)))];
    }

    private static void Draw(SvgWriter svg, PathwayResult p, double domain)
    {
        if (Printed.IsBand(p.Band95))
        {
            svg.Bar(p.Band95.Low / domain, p.Band95.High / domain, RowPlot.Middle - 5, 10, "b95");
            svg.Bar(p.Band50.Low / domain, p.Band50.High / domain, RowPlot.Middle - 5, 10, "b50");
        }

        double start = PersonView.BaseAltered(p);
        if (!double.IsNaN(start))
        {
            svg.TrackRule(start / domain, RowPlot.Middle - 10, RowPlot.Middle + 10, "base");
        }

        svg.TrackLine(p.PriorAltered / domain, p.Posterior / domain, RowPlot.Middle, "step");
        svg.TrackDot(p.PriorAltered / domain, RowPlot.Middle, 4.5, "hollow");
        svg.TrackDot(p.Posterior / domain, RowPlot.Middle, 5.5, "filled");
    }
}
