using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>
/// P(X_1 &lt; a_1, ..., X_m &lt; a_m) for a multivariate t with nu degrees of freedom and unit scales, m up to 3. Two: the derivative in the
/// correlation r is (1 + (h^2 + k^2 - 2 r h k) / (nu (1 - r^2)))^(-nu / 2) / (2 pi sqrt(1 - r^2)) (Genz 2004,
/// doi 10.1023/B:STCO.0000035304.20635.31), integrated from the nearer of r = -1 and 1, where the probability is that of one variable;
/// three: one variable conditioned on, which leaves a bivariate t with nu + 1, and integrated.
/// </summary>
internal static class StudentOrthant
{
    /// <summary>Tails beyond this are left out of the outer integral in three dimensions.</summary>
    private const double Negligible = 1e-17;

    private const double PanelShare = 0.6;
    private const double NarrowestPanel = 1e-13;
    private const int OuterPanels = 16;
    private const int FirstPanelHalvings = 8;
    private static readonly GaussLegendre Panel = GaussLegendre.OfOrder(12);
    private static readonly GaussLegendre OuterPanel = GaussLegendre.OfOrder(20);

    public static double Probability(double[] upper, Matrix correlation, double freedom) => upper.Length switch
    {
        0 => 1,
        1 => StudentT.Cumulative(upper[0], freedom),
        2 => Two(upper[0], upper[1], correlation[0, 1], freedom),
        3 => Three(upper, correlation, freedom),
        _ => throw new ArgumentOutOfRangeException(nameof(upper), upper.Length, $"At most {NormalOrthant.LargestDimension} dimensions."),
    };

    /// <summary>Two variables with correlation r in [-1, 1].</summary>
    public static double Two(double h, double k, double r, double freedom)
    {
        double first = StudentT.Cumulative(h, freedom);
        double second = StudentT.Cumulative(k, freedom);
        // The integrand may vary within the cosine of the angle, which shrinks towards the end.
        double sum = 0;
        double left = (0.5 * Math.PI) - Math.Abs(Elementary.Asin(Math.Clamp(r, -1, 1)));
        double product = r < 0 ? -h * k : h * k;
        double difference = r < 0 ? h + k : h - k;
        while (left > NarrowestPanel)
        {
            double next = left * (1 - PanelShare);
            sum += Panel.Integrate(next, left, angle => Density(difference, product, angle, freedom));
            left = next;
        }

        sum /= 2 * Math.PI;
        double least = Math.Min(first, second);
        return r < 0 ? Math.Min(Math.Max(0, first + second - 1) + sum, least) : Math.Clamp(least - sum, 0, least);
    }

    /// <summary>The integrand at an angle counted from a correlation of one: h^2 + k^2 - 2 r h k written so that nothing cancels there.</summary>
    private static double Density(double difference, double product, double angle, double freedom)
    {
        double half = Elementary.Sin(0.5 * angle);
        double cosine = Elementary.Sin(angle);
        double quadratic = Math.Max(0, (difference * difference) + (4 * product * half * half));
        return Elementary.Exp(-0.5 * freedom * Elementary.Log1p(quadratic / (freedom * cosine * cosine)));
    }

    /// <summary>Integrates over the variable that correlates least with the others, on the angle phi with x = sqrt(nu) tan(phi).</summary>
    private static double Three(double[] upper, Matrix r, double freedom)
    {
        int[] order = [.. new[] { 0, 1, 2 }.OrderBy(i => Math.Max(Math.Abs(r[i, (i + 1) % 3]), Math.Abs(r[i, (i + 2) % 3])))];
        var (x, y, z) = (order[0], order[1], order[2]);
        double sy = Math.Sqrt(1 - (r[x, y] * r[x, y]));
        double sz = Math.Sqrt(1 - (r[x, z] * r[x, z]));
        double partial = Math.Clamp((r[y, z] - (r[x, y] * r[x, z])) / (sy * sz), -1, 1);
        double root = Math.Sqrt(freedom);
        double widen = Math.Sqrt((freedom + 1) / freedom);
        double constant = Elementary.Exp(SpecialFunctions.LogGamma(0.5 * (freedom + 1)) - SpecialFunctions.LogGamma(0.5 * freedom)) / Math.Sqrt(Math.PI);
        double Inner(double phi)
        {
            double cosine = Elementary.Cos(phi);
            double sine = root * Elementary.Sin(phi);
            double weight = Elementary.Exp((freedom - 1) * Elementary.Log(cosine));
            return weight * Two(widen * ((upper[y] * cosine) - (r[x, y] * sine)) / sy, widen * ((upper[z] * cosine) - (r[x, z] * sine)) / sz, partial, freedom + 1);
        }

        double furthest = Elementary.Acos(Elementary.Exp(Elementary.Log(Negligible) / freedom));
        double end = Math.Min(furthest, Elementary.Atan(upper[x] / root));
        return Math.Clamp(constant * Integrate(-furthest, end, Inner), 0, 1);
    }

    /// <summary>Equal panels, the first cut towards its start, where a power of the cosine may end.</summary>
    private static double Integrate(double start, double end, Func<double, double> f)
    {
        if (end <= start)
        {
            return 0;
        }

        double width = (end - start) / OuterPanels;
        double sum = 0;
        for (int i = 1; i < OuterPanels; i++)
        {
            sum += OuterPanel.Integrate(start + (i * width), start + ((i + 1) * width), f);
        }

        for (int i = 0; i < FirstPanelHalvings; i++)
        {
            sum += OuterPanel.Integrate(start + (0.5 * width), start + width, f);
            width *= 0.5;
        }

        return sum + OuterPanel.Integrate(start, start + width, f);
    }
}
