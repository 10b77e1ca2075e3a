using System.Numerics;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Imaging.Nulls;

/// <summary>
/// Tails of T = Σ ±p_k with independent fair signs: the exact null of a Pearson correlation under Moran singleton randomisation,
/// where p_k is the product of both maps' unit coordinates on component k. Mean 0, variance Σ p_k².
/// </summary>
/// <remarks>
/// Few components are enumerated. Above that the moment generating function is inverted along the line through the saddle point
/// (Daniels 1954, doi 10.1214/aoms/1177728652). T is bounded, so the trapezoidal sum with period L beyond its reach has no aliasing error but
/// one known term (and with a shorter L, which <c>Period</c> chooses, none that a double could hold): P(T ≥ t) = e^{K(c) - ct}/L Σ_m Re[M(c + imh) e^{-imht} / (M(c) (c + imh))] - 1/(e^{cL} - 1), h = 2π/L.
/// The first-order saddle-point formula alone was up to 9 % off where a few components dominate (measured on smooth maps).
/// </remarks>
public static class SignFlipTail
{
    private const int LargestEnumeration = 20;
    private const int LargestSum = 20_000;
    private const double TwoPi = 6.283185307179586477;

    /// <summary>Standard deviation of T.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> products)
    {
        double sum = 0;
        foreach (double p in products)
        {
            sum = Math.FusedMultiplyAdd(p, p, sum);
        }

        return Math.Sqrt(sum);
    }

    /// <summary>P(|T| &gt;= |t|); values equal to the target up to rounding count.</summary>
    public static double TwoSided(ReadOnlySpan<double> products, double t)
    {
        double target = Math.Abs(t);
        double reach = 0;
        foreach (double p in products)
        {
            reach += Math.Abs(p);
        }

        double tolerance = 1e-12 * Math.Max(reach, target);
        if (target <= tolerance)
        {
            return 1;
        }

        if (target > reach + tolerance)
        {
            return 0;
        }

        // Signs of components with no weight change nothing; T is symmetric, so weights may be taken positive.
        double[] weights = Array.ConvertAll(products.ToArray(), Math.Abs);
        weights = Array.FindAll(weights, p => p > 1e-15 * reach);
        if (weights.Length <= LargestEnumeration)
        {
            return Enumerated(weights, target - tolerance);
        }

        return target >= reach * (1 - 1e-9)
            ? Elementary.Pow(2, 1 - weights.Length)
            : Math.Clamp(2 * Inverted(weights, target, reach), 0, 1);
    }

    private static double Enumerated(double[] p, double target)
    {
        double[] signed = (double[])p.Clone();
        double sum = p.Sum();
        long hits = sum >= target ? 1 : 0;
        for (uint code = 1; code < 1u << p.Length; code++)
        {
            // Gray code: one sign changes from one configuration to the next.
            int k = BitOperations.TrailingZeroCount(code);
            signed[k] = -signed[k];
            sum += 2 * signed[k];
            hits += Math.Abs(sum) >= target ? 1 : 0;
        }

        return hits / (double)(1u << p.Length);
    }

    private static double Inverted(double[] p, double t, double reach)
    {
        double deviation = StandardDeviation(p);
        double c = Math.Max(SaddlePoint(p, t, deviation), 0.3 / deviation);
        double k = 0;
        foreach (double v in p)
        {
            // log cosh(u) = u + log(1 + e^{-2u}) - log 2
            double u = c * v;
            k += u + Elementary.Log1p(Elementary.Exp(-2 * u)) - 0.69314718055994530942;
        }

        double period = Period(t, c, k, deviation, 1.1 * (reach + t));
        double sum = TrapezoidalSum(p, t, c, TwoPi / period);
        return (Elementary.Exp(k - (c * t)) * sum / period) - (1 / Elementary.Expm1(c * period));
    }

    /// <summary>
    /// The shortest of some periods whose images weigh nothing. The sum holds e^{jcL} P(T ≥ t + jL) for all whole j; by Hoeffding's bound
    /// P(T ≥ a) ≤ e^{-a²/2σ²} the images j = ±1 stay below e^{-40} of the tail itself (taken as e^{K(c) - ct}), and farther ones still lower.
    /// </summary>
    private static double Period(double t, double c, double k, double deviation, double beyondReach)
    {
        double limit = k - (c * t) - 40;
        double twice = 2 * deviation * deviation;
        for (double period = 9 * deviation; period < beyondReach; period *= 1.25)
        {
            double above = (c * period) - ((t + period) * (t + period) / twice);
            double below = period > t ? (-c * period) - ((period - t) * (period - t) / twice) : double.PositiveInfinity;
            if (above < limit && below < limit)
            {
                return period;
            }
        }

        return beyondReach;
    }

    /// <summary>1/c + 2 Σ_{m>0} Re[Π(cos(p y) + i tanh(cp) sin(p y)) e^{-iyt} / (c + iy)] at y = mh, until the terms vanish.</summary>
    private static double TrapezoidalSum(double[] p, double t, double c, double h)
    {
        double[] tanh = Array.ConvertAll(p, v => Elementary.Tanh(c * v));
        double[] stepCos = Array.ConvertAll(p, v => Elementary.Cos(v * h));
        double[] stepSin = Array.ConvertAll(p, v => Elementary.Sin(v * h));
        double[] cos = (double[])stepCos.Clone();
        double[] sin = (double[])stepSin.Clone();
        double sum = 1 / c;
        int vanished = 0;
        for (int m = 1; m <= LargestSum && vanished < 8; m++)
        {
            double re = 1;
            double im = 0;
            for (int k = 0; k < p.Length; k++)
            {
                double a = cos[k];
                double b = sin[k];
                double bi = tanh[k] * b;
                (re, im) = ((re * a) - (im * bi), (re * bi) + (im * a));
                cos[k] = (a * stepCos[k]) - (b * stepSin[k]);
                sin[k] = (b * stepCos[k]) + (a * stepSin[k]);
            }

            double y = m * h;
            var term = new Complex(re, im) * new Complex(Elementary.Cos(y * t), -Elementary.Sin(y * t)) / new Complex(c, y);
            sum += 2 * term.Real;
            vanished = Math.Abs(re) + Math.Abs(im) < 1e-17 ? vanished + 1 : 0;
        }

        return sum;
    }

    /// <summary>Solves K'(s) = Σ p tanh(s p) = t by Newton steps kept inside a bracket.</summary>
    private static double SaddlePoint(double[] p, double t, double deviation)
    {
        double low = 0;
        double high = double.PositiveInfinity;
        double s = t / (deviation * deviation);
        for (int step = 0; step < 100; step++)
        {
            double value = -t;
            double slope = 0;
            foreach (double v in p)
            {
                double tanh = Elementary.Tanh(s * v);
                value += v * tanh;
                slope += v * v * (1 - (tanh * tanh));
            }

            (low, high) = value < 0 ? (s, high) : (low, s);
            double next = s - (value / slope);
            if (!(next > low && next < high))
            {
                next = double.IsPositiveInfinity(high) ? 2 * s : 0.5 * (low + high);
            }

            // Any line gives the exact tail; the saddle point only makes the sum short, so a tenth of the integrand's width is enough.
            if (Math.Abs(next - s) * deviation <= 0.1)
            {
                return next;
            }

            s = next;
        }

        return s;
    }
}
