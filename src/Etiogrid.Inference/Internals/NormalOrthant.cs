using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>
/// P(X_1 &lt; a_1, ..., X_m &lt; a_m) for standard normal variables with correlations R, m up to 3. Two: Plackett's integral over the
/// correlation (Plackett 1954, doi 10.1093/biomet/41.3-4.351), on panels that halve towards a correlation of one; three: one variable
/// conditioned on and integrated.
/// </summary>
internal static class NormalOrthant
{
    /// <summary>Most variables.</summary>
    public const int LargestDimension = 3;

    private const double Furthest = 9;
    private const int Halvings = 40;
    private static readonly GaussLegendre Panel = GaussLegendre.OfOrder(20);

    public static double Probability(double[] upper, Matrix correlation) => upper.Length switch
    {
        0 => 1,
        1 => Normal.Cumulative(upper[0]),
        2 => Two(upper[0], upper[1], correlation[0, 1]),
        3 => Three(upper, correlation),
        _ => throw new ArgumentOutOfRangeException(nameof(upper), upper.Length, $"At most {LargestDimension} dimensions."),
    };

    /// <summary>Two variables with correlation r in [-1, 1].</summary>
    public static double Two(double h, double k, double r)
    {
        double end = Elementary.Asin(Math.Clamp(r, -1, 1));
        double sum = 0;
        double from = 0;
        // The integrand varies within cos(theta), which shrinks towards +-pi/2.
        for (int i = 0; i < Halvings && from != end; i++)
        {
            double left = (0.5 * Math.PI) - Math.Abs(from);
            double to = Math.Min(Math.Abs(end), Math.Abs(from) + (0.4 * left));
            double next = i == Halvings - 1 ? end : Math.CopySign(to, end);
            sum += Panel.Integrate(from, next, theta => Density(h, k, theta));
            from = next;
        }

        double independent = Normal.Cumulative(h) * Normal.Cumulative(k);
        return Math.Clamp(independent + (sum / (2 * Math.PI)), 0, Math.Min(Normal.Cumulative(h), Normal.Cumulative(k)));
    }

    private static double Density(double h, double k, double theta)
    {
        double sine = Elementary.Sin(theta);
        double cosine = Elementary.Cos(theta);
        return cosine == 0 ? 0 : Elementary.Exp(-((h * h) + (k * k) - (2 * h * k * sine)) / (2 * cosine * cosine));
    }

    /// <summary>Integrates over the variable that correlates least with the others, so that what is left is smooth.</summary>
    private static double Three(double[] upper, Matrix r)
    {
        int[] order = [.. new[] { 0, 1, 2 }.OrderBy(i => Math.Max(Math.Abs(r[i, (i + 1) % 3]), Math.Abs(r[i, (i + 2) % 3])))];
        var (x, y, z) = (order[0], order[1], order[2]);
        double sy = Math.Sqrt(1 - (r[x, y] * r[x, y]));
        double sz = Math.Sqrt(1 - (r[x, z] * r[x, z]));
        double partial = (r[y, z] - (r[x, y] * r[x, z])) / (sy * sz);
        double end = Math.Min(upper[x], Furthest);
        double sum = 0;
        for (double from = -Furthest; from < end; from += 1)
        {
            sum += Panel.Integrate(from, Math.Min(end, from + 1), t =>
                Normal.Density(t) * Two((upper[y] - (r[x, y] * t)) / sy, (upper[z] - (r[x, z] * t)) / sz, partial));
        }

        return sum;
    }
}
