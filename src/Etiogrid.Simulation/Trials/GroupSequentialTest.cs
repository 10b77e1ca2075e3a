using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Simulation.Trials;

/// <summary>
/// Critical values of group sequential tests with independent normal increments (Jennison and Turnbull 2000, chapters 2
/// and 7), by recursive numerical integration.
/// </summary>
public static class GroupSequentialTest
{
    private const double EulerMinusOne = 1.7182818284590452;

    /// <summary>Largest critical value looked for; a look that spends less than Phi(-37) cannot be planned.</summary>
    private const double LargestCritical = 37;

    /// <summary>The looks of a design.</summary>
    /// <exception cref="ArgumentException">A look is so early that the spending function leaves it nothing (below 1e-299).</exception>
    public static IReadOnlyList<Look> Looks(BoundaryDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        return design.Shape == BoundaryShape.WangTsiatis ? WangTsiatis(design) : Spending(design);
    }

    /// <summary>Type I error that a spending design has spent by a share of the information.</summary>
    public static double Spent(BoundaryDesign design, double information)
    {
        ArgumentNullException.ThrowIfNull(design);
        double sides = design.Sides;
        return design.Shape == BoundaryShape.PocockSpending
            ? design.Alpha * Elementary.Log1p(EulerMinusOne * information)
            : 2 * sides * Normal.UpperTail(-Normal.Quantile(design.Alpha / (2 * sides)) / Math.Sqrt(information));
    }

    private static Look[] WangTsiatis(BoundaryDesign design)
    {
        double constant = Root(c => Elementary.Log(Evaluate(design, Criticals(design, c))[^1].AlphaSpent / design.Alpha), 0.1, LargestCritical);
        return Evaluate(design, Criticals(design, constant));
    }

    private static double[] Criticals(BoundaryDesign design, double constant) =>
        [.. design.Information.Select(t => constant * Elementary.Pow(t, design.Delta - 0.5))];

    private static Look[] Evaluate(BoundaryDesign design, double[] criticals)
    {
        var density = StoppingDensity.Start(design.Sides);
        double spent = 0;
        var looks = new Look[criticals.Length];
        for (int k = 0; k < looks.Length; k++)
        {
            double t = design.Information[k];
            spent += density.Exit(criticals[k], t);
            looks[k] = new(t, criticals[k], Normal.UpperTail(criticals[k]), spent);
            density = k + 1 < looks.Length ? density.Continue(criticals[k], t, design.Information[k + 1]) : density;
        }

        return looks;
    }

    private static Look[] Spending(BoundaryDesign design)
    {
        var density = StoppingDensity.Start(design.Sides);
        double before = 0;
        var looks = new Look[design.Information.Count];
        for (int k = 0; k < looks.Length; k++)
        {
            double t = design.Information[k];
            double spent = Spent(design, t);
            double target = spent - before;
            if (!(target > 1e-299))
            {
                throw new ArgumentException($"The look at information {t} would spend {target}: too early to be planned.", nameof(design));
            }

            double critical = Root(c => Elementary.Log(density.Exit(c, t) / target), -5, LargestCritical);
            looks[k] = new(t, critical, Normal.UpperTail(critical), spent);
            before = spent;
            density = k + 1 < looks.Length ? density.Continue(critical, t, design.Information[k + 1]) : density;
        }

        return looks;
    }

    /// <summary>The root of a falling function, by regula falsi with the Illinois step.</summary>
    private static double Root(Func<double, double> function, double low, double high)
    {
        double atLow = function(low);
        double atHigh = Math.Max(function(high), -1e3);
        int side = 0;
        double middle = low;
        for (int step = 0; step < 200 && high - low > 1e-14 * Math.Abs(high); step++)
        {
            // Where the tail is far below the target a secant crawls; halve the interval instead.
            middle = atHigh < -50 ? 0.5 * (low + high) : ((low * atHigh) - (high * atLow)) / (atHigh - atLow);
            double value = function(middle);
            if (Math.Abs(value) < 1e-13)
            {
                break;
            }

            if (value > 0)
            {
                atHigh *= side == 1 ? 0.5 : 1;
                (low, atLow, side) = (middle, value, 1);
            }
            else
            {
                atLow *= side == -1 ? 0.5 : 1;
                (high, atHigh, side) = (middle, Math.Max(value, -1e3), -1);
            }
        }

        return middle;
    }
}
