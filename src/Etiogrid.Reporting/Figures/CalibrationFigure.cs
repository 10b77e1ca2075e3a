using Etiogrid.Reporting.Markup;
using Etiogrid.Reporting.Svg;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Figures;

/// <summary>Observed share against predicted probability; the diagonal is perfect calibration.</summary>
internal static class CalibrationFigure
{
    private const double Left = 46;
    private const double Top = 10;
    private const double Side = 270;

    /// <summary>Writes one panel.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="name">What made the predictions.</param>
    /// <param name="result">Its calibration.</param>
    /// <param name="cssClass"><c>cat1</c> (round points) or <c>cat2</c> (square points).</param>
    public static void Write(HtmlWriter html, string name, CalibrationResult result, string cssClass)
    {
        var svg = new SvgWriter(html);
        using (html.Open("figure", ("class", "calibration")))
        {
            html.Element("figcaption", name, ("class", "panel"));
            using (svg.Drawing(Left + Side + 14, Top + Side + 44, $"Calibration of {name}: {Printed.Count(result.Bins.Count)} bins, mean error {Printed.Number(result.ExpectedCalibrationError, 3)}.", "plot"))
            {
                WriteAxes(svg);
                WritePoints(svg, result, cssClass);
            }

            using (html.Open("p", ("class", "small stats")))
            {
                html.Text("calibration error ").Element("b", Printed.Number(result.ExpectedCalibrationError, 3));
                html.Text(" · AUC ").Element("b", Printed.Number(result.Auc, 3));
                html.Text(" · Brier ").Element("b", Printed.Number(result.Brier, 3));
            }
        }
    }

    private static double X(double p) => Left + (p * Side);

    private static double Y(double p) => Top + ((1 - p) * Side);

    private static void WriteAxes(SvgWriter svg)
    {
        for (int i = 0; i <= 4; i++)
        {
            double p = i / 4.0;
            svg.Line(X(p), Y(0), X(p), Y(1), "rule");
            svg.Line(X(0), Y(p), X(1), Y(p), "rule");
            svg.Text(X(p), Y(0) + 16, Printed.PercentDigits(p), "tick");
            svg.Text(X(0) - 6, Y(p) + 4, Printed.PercentDigits(p), "tick", "end");
        }

        svg.Line(X(0), Y(0), X(1), Y(1), "ideal");
        svg.Text(X(0.5), Y(0) + 36, "predicted, %", "tick");
        svg.Text(X(0) + 6, Y(1) + 14, "observed, %", "tick", "start");
    }

    private static void WritePoints(SvgWriter svg, CalibrationResult result, string cssClass)
    {
        for (int i = 0; i < result.Bins.Count; i++)
        {
            var bin = result.Bins[i];
            if (i > 0)
            {
                svg.Line(X(result.Bins[i - 1].MeanPredicted), Y(result.Bins[i - 1].Observed), X(bin.MeanPredicted), Y(bin.Observed), "curve " + cssClass);
            }

            if (cssClass == "cat1")
            {
                svg.Dot(X(bin.MeanPredicted), Y(bin.Observed), 5, cssClass);
            }
            else
            {
                svg.Rectangle(X(bin.MeanPredicted) - 4.5, Y(bin.Observed) - 4.5, 9, 9, cssClass);
            }
        }
    }
}
