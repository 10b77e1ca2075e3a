using Etiogrid.Numerics.Functions;

namespace Etiogrid.Numerics.Distributions;

/// <summary>Inverts cumulative distributions on a logarithmic scale: Newton steps on log probability inside a shrinking bracket.</summary>
internal static class QuantileSearch
{
    private const int MostSteps = 200;
    private const double LeadingTermOnly = -650; // log x: the next term is smaller by a factor x

    public static void CheckProbability(double p)
    {
        if (!(p is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability must lie in [0, 1].");
        }
    }

    public static void CheckPositive(double value, string name)
    {
        if (!(value > 0) || double.IsInfinity(value))
        {
            throw new ArgumentOutOfRangeException(name, value, "The parameter must be positive and finite.");
        }
    }

    /// <summary>The w with I_x(a, b) = p at x = 1 / (1 + exp(-w)), 0 &lt; p &lt; 1.</summary>
    public static double BetaLogit(double a, double b, double p)
    {
        // x^a / (a B(a, b)) is the lower tail's leading term, and all of it where x is about to underflow.
        double power = (Elementary.Log(p) + Elementary.Log(a) + SpecialFunctions.LogBeta(a, b)) / a;
        if (power < LeadingTermOnly)
        {
            return power;
        }

        double mode = Elementary.Log(a) - Elementary.Log(b);
        double spread = Math.Sqrt((1 / a) + (1 / b));
        double start = a > 1 && b > 1 ? mode + (spread * Normal.Quantile(p)) : power < -0.7 ? power : mode;
        return Solve(start, spread, p, increasing: true, w => Probability(a, b, w));
    }

    /// <summary>log x with P(shape, x) = p, or Q(shape, x) = p for the upper tail, 0 &lt; p &lt; 1.</summary>
    public static double GammaLog(double shape, double p, bool upper)
    {
        double power = (Elementary.Log(upper ? 1 - p : p) + SpecialFunctions.LogGamma(shape + 1)) / shape;
        if (power < LeadingTermOnly)
        {
            return power;
        }

        double z = upper ? -Normal.Quantile(p) : Normal.Quantile(p);
        double hilferty = 1 - (1 / (9 * shape)) + (z / (3 * Math.Sqrt(shape)));
        double start = hilferty > 0.2
            ? Elementary.Log(shape) + (3 * Elementary.Log(hilferty))
            : power;
        return Solve(Math.Clamp(start, -1e6, 700), 1 / Math.Sqrt(shape), p, !upper, u => GammaProbability(shape, u, upper));
    }

    /// <summary>I_x(a, b) and its derivative in w.</summary>
    private static (double Value, double Slope) Probability(double a, double b, double w)
    {
        double x = Logit.ToProbability(w);
        double y = Logit.ToProbability(-w);
        if (x == 0)
        {
            return (0, 0);
        }

        return y == 0 ? (1, 0) : (SpecialFunctions.BetaI(a, b, x, y), SpecialFunctions.BetaFront(a, b, x, y));
    }

    private static (double Value, double Slope) GammaProbability(double shape, double u, bool upper)
    {
        double x = Elementary.Exp(u);
        double slope = shape * SpecialFunctions.PoissonTerm(shape, x);
        return upper
            ? (double.IsInfinity(x) ? 0 : SpecialFunctions.GammaQ(shape, x), -slope)
            : (double.IsInfinity(x) ? 1 : SpecialFunctions.GammaP(shape, x), slope);
    }

    /// <summary>Newton on log F(w) = log p; a step out of the bracket, or without slope, becomes a bisection or a doubling.</summary>
    private static double Solve(double w, double stride, double p, bool increasing, Func<double, (double Value, double Slope)> f)
    {
        double low = double.NegativeInfinity;
        double high = double.PositiveInfinity;
        for (int step = 0; step < MostSteps; step++)
        {
            var (value, slope) = f(w);
            if (value == p)
            {
                return w;
            }

            bool tooFar = (value > p) == increasing;
            (low, high) = tooFar ? (low, w) : (w, high);
            double next = w - (LogRatio(value, p) * value / slope);
            if (!(next > low && next < high))
            {
                next = double.IsInfinity(low) ? w - stride : double.IsInfinity(high) ? w + stride : 0.5 * (low + high);
                stride *= 2;
            }

            if (Math.Abs(next - w) <= 1e-16 * Math.Abs(next) || next == low || next == high)
            {
                return next;
            }

            w = next;
        }

        return w;
    }

    private static double LogRatio(double value, double p)
    {
        double ratio = value / p;
        return ratio is > 1e-300 and < 1e300 ? Elementary.Log(ratio) : Elementary.Log(value) - Elementary.Log(p);
    }
}
