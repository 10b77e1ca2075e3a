using Etiogrid.Numerics.Functions.Tables;

namespace Etiogrid.Numerics.Functions;

public static partial class SpecialFunctions
{
    private const int LongestExpansion = 5_000_000; // terms grow like the square root of the shape: enough up to 1e12
    private const double StirlingStart = 13;
    private static ReadOnlySpan<double> StirlingCoefficients =>
        [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156, -3617.0 / 122400];

    /// <summary>log Gamma(x) for x &gt; 0; relative accuracy also beside its zeros at 1 and 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is not positive.</exception>
    public static double LogGamma(double x)
    {
        if (!(x > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "LogGamma needs a positive argument.");
        }

        if (x >= StirlingStart)
        {
            return double.IsPositiveInfinity(x) ? x : ((x - 0.5) * Elementary.Log(x)) - x + LogSqrtTwoPi + StirlingRemainder(x);
        }

        if (x < 0.5)
        {
            // Gamma(x) = Gamma(x + 2) / (x (x + 1)).
            return (x * Polynomial(SpecialFunctionTables.LogGammaNearTwo, x)) - Elementary.Log1p(x) - Elementary.Log(x);
        }

        if (x < 1.5)
        {
            double t = x - 1;
            return (t * Polynomial(SpecialFunctionTables.LogGammaNearTwo, t)) - Elementary.Log1p(t);
        }

        double product = 1;
        while (x > 2.5)
        {
            x -= 1;
            product *= x;
        }

        return ((x - 2) * Polynomial(SpecialFunctionTables.LogGammaNearTwo, x - 2)) + Elementary.Log(product);
    }

    /// <summary>The digamma function, d/dx log Gamma(x), x &gt; 0. Absolute error below 1e-14 near its zero at 1.46, relative elsewhere.</summary>
    /// <exception cref="ArgumentOutOfRangeException">x is not positive.</exception>
    public static double Digamma(double x)
    {
        if (!(x > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "Digamma needs a positive argument.");
        }

        double shift = 0;
        while (x < 12)
        {
            shift += 1 / x;
            x += 1;
        }

        double z = 1 / (x * x);
        double series = z * ((1.0 / 12) - (z * ((1.0 / 120) - (z * ((1.0 / 252) - (z * ((1.0 / 240) - (z * ((1.0 / 132) - (z * ((691.0 / 32760) - (z / 12))))))))))));
        return Elementary.Log(x) - (0.5 / x) - series - shift;
    }

    /// <summary>Regularised lower incomplete gamma function P(a, x), a &gt; 0, x &gt;= 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double GammaP(double a, double x)
    {
        CheckGammaArguments(a, x);
        return x < a + 1 ? GammaSeries(a, x) : 1 - GammaFraction(a, x);
    }

    /// <summary>Regularised upper incomplete gamma function Q(a, x) = 1 - P(a, x), a &gt; 0, x &gt;= 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An argument is outside its range.</exception>
    public static double GammaQ(double a, double x)
    {
        CheckGammaArguments(a, x);
        if (a < 0.75 && x < 1.5)
        {
            return SmallShapeGammaQ(a, x);
        }

        return x < a + 1 ? 1 - GammaSeries(a, x) : GammaFraction(a, x);
    }

    /// <summary>x^a exp(-x) / Gamma(a + 1), by the saddle point: no large terms cancel (Loader 2000, "Fast and accurate computation of binomial probabilities").</summary>
    internal static double PoissonTerm(double a, double x)
    {
        if (x == 0 || double.IsPositiveInfinity(x))
        {
            return 0;
        }

        return a < 1
            ? Elementary.Exp((a * Elementary.Log(x)) - x - LogGamma(a + 1))
            : 0.39894228040143267794 / Math.Sqrt(a) * Elementary.Exp((a * LogRatioMinus(x / a, (x - a) / a)) - StirlingError(a));
    }

    /// <summary>log Gamma(a + 1) - ((a + 1/2) log a - a + log sqrt(2 pi)).</summary>
    internal static double StirlingError(double a) => a >= StirlingStart
        ? StirlingRemainder(a)
        : LogGamma(a + 1) - (((a + 0.5) * Elementary.Log(a)) - a + LogSqrtTwoPi);

    /// <summary>log(1 + x) - x without cancellation near 0, x &gt; -1: with s = x/(2 + x), -x s + 2 s^3 (1/3 + s^2/5 + ...).</summary>
    internal static double Log1pMinus(double x)
    {
        if (!(Math.Abs(x) < 0.5))
        {
            return Elementary.Log1p(x) - x;
        }

        double s = x / (2 + x);
        double z = s * s;
        double power = z;
        double sum = 1.0 / 3;
        for (int n = 5; power / n > 1e-18; n += 2)
        {
            sum += power / n;
            power *= z;
        }

        return Math.FusedMultiplyAdd(-x, s, 2 * s * z * sum);
    }

    /// <summary>log(ratio) - (ratio - 1), where the caller knows both ratio and ratio - 1 to full relative accuracy.</summary>
    internal static double LogRatioMinus(double ratio, double ratioMinusOne) =>
        Math.Abs(ratioMinusOne) < 0.5 ? Log1pMinus(ratioMinusOne) : Elementary.Log(ratio) - ratioMinusOne;

    private static double StirlingRemainder(double x)
    {
        double inverse = 1 / x;
        return inverse * Polynomial(StirlingCoefficients, inverse * inverse);
    }

    private static void CheckGammaArguments(double a, double x)
    {
        if (!(a > 0) || double.IsInfinity(a))
        {
            throw new ArgumentOutOfRangeException(nameof(a), a, "The shape must be positive and finite.");
        }

        if (!(x >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(x), x, "The argument must be at least 0.");
        }
    }

    private static double GammaSeries(double a, double x)
    {
        double term = 1;
        double sum = 1;
        for (int n = 1; n < LongestExpansion && term > sum * 1e-17; n++)
        {
            term *= x / (a + n);
            sum += term;
        }

        return Math.Min(1, sum * PoissonTerm(a, x));
    }

    private static double GammaFraction(double a, double x)
    {
        double front = PoissonTerm(a, x);
        return front == 0 ? 0 : front * a * LentzGamma(a, x);
    }

    /// <summary>Q = -expm1(u) - exp(u) a sum_{n>=1} (-x)^n / (n! (a + n)), u = a log x - log Gamma(a + 1): no cancellation for small a.</summary>
    private static double SmallShapeGammaQ(double a, double x)
    {
        if (x == 0)
        {
            return 1;
        }

        double u = (a * Elementary.Log(x)) - LogGamma(a + 1);
        double term = 1;
        double sum = 0;
        for (int n = 1; n < 60; n++)
        {
            term *= -x / n;
            double part = term / (a + n);
            sum += part;
            if (Math.Abs(part) < 1e-18)
            {
                break;
            }
        }

        return -Elementary.Expm1(u) - (Elementary.Exp(u) * a * sum);
    }

    /// <summary>The continued fraction of Gamma(a, x) exp(x) x^-a by the modified Lentz method, x &gt;= a + 1.</summary>
    private static double LentzGamma(double a, double x)
    {
        const double tiny = 1e-300;
        double b = x + 1 - a;
        double c = 1 / tiny;
        double d = 1 / b;
        double h = d;
        for (int i = 1; i < LongestExpansion; i++)
        {
            double an = -i * (i - a);
            b += 2;
            d = (an * d) + b;
            d = 1 / (Math.Abs(d) < tiny ? tiny : d);
            c = b + (an / c);
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
