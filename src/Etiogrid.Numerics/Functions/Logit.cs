namespace Etiogrid.Numerics.Functions;

/// <summary>Conversions between probability and log-odds, and sums of exponentials, without overflow.</summary>
public static class Logit
{
    /// <summary>log(p / (1 - p)) for p in [0, 1]; infinite at 0 and 1, NaN outside. Keeps its relative accuracy near 1/2.</summary>
    public static double FromProbability(double p) => p is > 0.25 and < 0.75
        ? Elementary.Log1p(((2 * p) - 1) / (1 - p))
        : Elementary.Log(p) - Elementary.Log1p(-p);

    /// <summary>1 / (1 + exp(-x)).</summary>
    public static double ToProbability(double x)
    {
        if (x >= 0)
        {
            return 1 / (1 + Elementary.Exp(-x));
        }

        double e = Elementary.Exp(x);
        return e / (1 + e);
    }

    /// <summary>log(exp(a) + exp(b)).</summary>
    public static double LogAddExp(double a, double b)
    {
        if (double.IsNegativeInfinity(a))
        {
            return b;
        }

        if (double.IsNegativeInfinity(b))
        {
            return a;
        }

        return Math.Max(a, b) + Elementary.Log1p(Elementary.Exp(-Math.Abs(a - b)));
    }

    /// <summary>log of the sum of exponentials; -infinity for an empty span.</summary>
    public static double LogSumExp(ReadOnlySpan<double> values)
    {
        double max = double.NegativeInfinity;
        foreach (double v in values)
        {
            max = Math.Max(max, v);
        }

        if (!double.IsFinite(max))
        {
            return max;
        }

        double sum = 0;
        foreach (double v in values)
        {
            sum += Elementary.Exp(v - max);
        }

        return max + Elementary.Log(sum);
    }
}
