namespace Etiogrid.Numerics.Functions;

/// <summary>Error function, gamma and beta functions and their incomplete forms. Relative error around 1e-14 unless stated.</summary>
public static class SpecialFunctions
{
    private const double TwoOverSqrtPi = 1.12837916709551257390;
    private const double LogSqrtTwoPi = 0.91893853320467274178;
    private static readonly double[] StirlingCoefficients =
        [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400];

    /// <summary>erf(x) = 2/sqrt(pi) int_0^x exp(-t^2) dt.</summary>
    public static double Erf(double x)
    {
        double a = Math.Abs(x);
        if (a < 2)
        {
            return ErfSeries(x);
        }

        double value = 1 - ErfcFraction(a);
        return x < 0 ? -value : value;
    }

    /// <summary>1 - erf(x) without cancellation for large x.</summary>
    public static double Erfc(double x)
    {
        if (x < 0.5)
        {
            return x < -2 ? 2 - ErfcFraction(-x) : 1 - ErfSeries(x);
        }

        return x < 1 ? 1 - ErfSeries(x) : ErfcFraction(x);
    }

    /// <summary>log Gamma(x) for x &gt; 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is not positive.</exception>
    public static double LogGamma(double x)
    {
        if (!(x > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "LogGamma needs a positive argument.");
        }

        // Shift up to where Stirling's series has full precision; the product stays below overflow.
        double product = 1;
        while (x < 13)
        {
            product *= x;
            x += 1;
        }

        double inverse = 1 / x;
        double z = inverse * inverse;
        double series = 0;
        for (int i = StirlingCoefficients.Length - 1; i >= 0; i--)
        {
            series = (series * z) + StirlingCoefficients[i];
        }

        return ((x - 0.5) * Elementary.Log(x)) - x + LogSqrtTwoPi + (series * inverse) - Elementary.Log(product);
    }

    /// <summary>log of the beta function.</summary>
    public static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    /// <summary>Regularised lower incomplete gamma function P(a, x), a &gt; 0, x &gt;= 0.</summary>
    public static double GammaP(double a, double x) => x < a + 1 ? GammaSeries(a, x) : 1 - GammaFraction(a, x);

    /// <summary>Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x).</summary>
    public static double GammaQ(double a, double x) => x < a + 1 ? 1 - GammaSeries(a, x) : GammaFraction(a, x);

    /// <summary>Regularised incomplete beta function I_x(a, b) for x in [0, 1].</summary>
    public static double BetaI(double a, double b, double x)
    {
        if (!(x is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "The argument must lie in [0, 1].");
        }

        if (x is 0 or 1)
        {
            return x;
        }

        double front = Elementary.Exp((a * Elementary.Log(x)) + (b * Elementary.Log1p(-x)) - LogBeta(a, b));
        return x < (a + 1) / (a + b + 2)
            ? front * BetaFraction(a, b, x) / a
            : 1 - (front * BetaFraction(b, a, 1 - x) / b);
    }

    /// <summary>All terms positive: erf(x) = 2/sqrt(pi) exp(-x^2) sum 2^n x^(2n+1) / (2n+1)!!.</summary>
    private static double ErfSeries(double x)
    {
        double z = x * x;
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++)
        {
            term *= 2 * z / ((2 * n) + 1);
            sum += term;
            if (Math.Abs(term) < Math.Abs(sum) * 1e-17)
            {
                break;
            }
        }

        return TwoOverSqrtPi * Elementary.Exp(-z) * sum;
    }

    /// <summary>Continued fraction for erfc, x &gt;= 1, by the modified Lentz method.</summary>
    private static double ErfcFraction(double x)
    {
        if (x > 27.3)
        {
            return 0;
        }

        // erfc(x) = Q(1/2, x^2); exp(-x^2) with the rounding of x^2 corrected.
        double square = x * x;
        double lost = Math.FusedMultiplyAdd(x, x, -square);
        double gaussian = Elementary.Exp(-square);
        gaussian -= gaussian * lost;
        return gaussian * x * LentzGamma(0.5, square) * 0.56418958354775628695;
    }

    private static double GammaSeries(double a, double x)
    {
        if (x == 0)
        {
            return 0;
        }

        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < 10_000; n++)
        {
            term *= x / (a + n);
            sum += term;
            if (term < sum * 1e-17)
            {
                break;
            }
        }

        return sum * Elementary.Exp((a * Elementary.Log(x)) - x - LogGamma(a));
    }

    private static double GammaFraction(double a, double x) =>
        Elementary.Exp((a * Elementary.Log(x)) - x - LogGamma(a)) * LentzGamma(a, x);

    private static double LentzGamma(double a, double x)
    {
        const double tiny = 1e-300;
        double b = x + 1 - a;
        double c = 1 / tiny;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i < 10_000; i++)
        {
            double an = -i * (i - a);
            b += 2;
            d = (an * d) + b;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = b + (an / c);
            c = Math.Abs(c) < tiny ? tiny : c;
            double delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) < 1e-16)
            {
                break;
            }
        }

        return h;
    }

    private static double BetaFraction(double a, double b, double x)
    {
        const double tiny = 1e-300;
        double c = 1;
        double d = 1 - ((a + b) * x / (a + 1));
        d = 1 / (Math.Abs(d) < tiny ? tiny : d);
        double h = d;
        for (int m = 1; m < 10_000; m++)
        {
            double even = m * (b - m) * x / ((a + (2 * m) - 1) * (a + (2 * m)));
            d = 1 + (even * d);
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = 1 + (even / c);
            c = Math.Abs(c) < tiny ? tiny : c;
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + (2 * m)) * (a + (2 * m) + 1));
            d = 1 + (odd * d);
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = 1 + (odd / c);
            c = Math.Abs(c) < tiny ? tiny : c;
            double delta = d * c;
            h *= delta;
            if (Math.Abs(delta - 1) < 1e-16)
            {
                break;
            }
        }

        return h;
    }
}
