namespace Etiogrid.Numerics.Functions;

public static partial class SpecialFunctions
{
    /// <summary>log of the beta function, a, b &gt; 0.</summary>
    public static double LogBeta(double a, double b)
    {
        double small = Math.Min(a, b);
        double large = Math.Max(a, b);
        if (small < StirlingStart && large < StirlingStart)
        {
            return LogGamma(small) + LogGamma(large) - LogGamma(small + large);
        }

        // Stirling's leading terms combined, so that those of the large argument do not cancel.
        double sum = small + large;
        double ratio = small / large;
        double correction = StirlingRemainder(large) - StirlingRemainder(sum);
        return small < StirlingStart
            ? LogGamma(small) - ((large - 0.5) * Elementary.Log1p(ratio)) - (small * (Elementary.Log(sum) - 1)) + correction
            : LogSqrtTwoPi - (0.5 * Elementary.Log(small)) - ((large - 0.5) * Elementary.Log1p(ratio)) + (small * Elementary.Log(small / sum)) + StirlingRemainder(small) + correction;
    }

    /// <summary>Regularised incomplete beta function I_x(a, b) for x in [0, 1], a, b &gt; 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double BetaI(double a, double b, double x) => BetaI(a, b, x, 1 - x);

    /// <summary>I_x(a, b) where the caller knows both x and its complement y = 1 - x to full relative accuracy.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double BetaI(double a, double b, double x, double y)
    {
        if (!(x is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "The argument must lie in [0, 1].");
        }

        if (!(a > 0 && b > 0) || double.IsInfinity(a) || double.IsInfinity(b))
        {
            throw new ArgumentOutOfRangeException(nameof(a), a > 0 ? b : a, "Both shapes must be positive and finite.");
        }

        if (x == 0 || y == 0)
        {
            return x == 0 ? 0 : 1;
        }

        double front = BetaFront(a, b, x, y);
        return x < (a + 1) / (a + b + 2)
            ? Math.Min(1, front * BetaFraction(a, b, x) / a)
            : Math.Max(0, 1 - (front * BetaFraction(b, a, y) / b));
    }

    /// <summary>x^a y^b / B(a, b) for y = 1 - x, by the saddle point (Loader 2000): no large terms cancel.</summary>
    internal static double BetaFront(double a, double b, double x, double y)
    {
        if (a < 1 || b < 1)
        {
            return Elementary.Exp((a * LogOf(x, y)) + (b * LogOf(y, x)) - LogBeta(a, b));
        }

        // (a + b) x - a = b x - a y, with the rounding error of the second product carried.
        double second = a * y;
        double difference = Math.FusedMultiplyAdd(b, x, -second) - Math.FusedMultiplyAdd(a, y, -second);
        double n = a + b;
        double exponent = (a * LogRatioMinus(n * (x / a), difference / a)) + (b * LogRatioMinus(n * (y / b), -difference / b))
            + (StirlingError(n) - StirlingError(a) - StirlingError(b));
        return Math.Sqrt(a * (b / n)) * 0.39894228040143267794 * Elementary.Exp(exponent);
    }

    /// <summary>log x from the smaller of x and 1 - x, which carries the digits.</summary>
    private static double LogOf(double x, double complement) => x < complement ? Elementary.Log(x) : Elementary.Log1p(-complement);

    private static double BetaFraction(double a, double b, double x)
    {
        const double tiny = 1e-300;
        double c = 1;
        double d = 1 - ((a + b) * x / (a + 1));
        d = 1 / (Math.Abs(d) < tiny ? tiny : d);
        double h = d;
        for (int m = 1; m < LongestExpansion; m++)
        {
            double twice = 2.0 * m;
            double even = m * (b - m) * x / ((a + twice - 1) * (a + twice));
            d = 1 + (even * d);
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = 1 + (even / c);
            c = Math.Abs(c) < tiny ? tiny : c;
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + twice) * (a + twice + 1));
            d = 1 + (odd * d);
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = 1 + (odd / c);
            c = Math.Abs(c) < tiny ? tiny : c;
            double delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) <= 2.3e-16)
            {
                break;
            }
        }

        return h;
    }
}
