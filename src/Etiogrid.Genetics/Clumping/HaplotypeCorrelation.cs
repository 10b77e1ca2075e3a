using Etiogrid.Numerics.Functions;

namespace Etiogrid.Genetics.Clumping;

/// <summary>
/// r2 between two biallelic variants from unphased genotypes. With x the frequency that double heterozygotes add to haplotype 11, the
/// stationary points of the likelihood are the roots of x^3 + a x^2 + b x + c in [0, s], s being half their share (Hill 1974,
/// doi 10.1038/hdy.1974.89; Gaunt et al. 2007, doi 10.1186/1471-2105-8-428). The point of largest likelihood is taken.
/// </summary>
internal static class HaplotypeCorrelation
{
    /// <summary>r2 in [0, 1]; 0 when a variant does not vary.</summary>
    public static double SquaredEm(in JointCounts n)
    {
        double chromosomes = 2.0 * n.Total;
        if (chromosomes == 0)
        {
            return 0;
        }

        double k11 = (2.0 * n.C22) + n.C21 + n.C12;
        double k12 = (2.0 * n.C20) + n.C21 + n.C10;
        double k21 = (2.0 * n.C02) + n.C12 + n.C01;
        double k22 = (2.0 * n.C00) + n.C10 + n.C01;
        double f11 = k11 / chromosomes;
        double f12 = k12 / chromosomes;
        double f21 = k21 / chromosomes;
        double f22 = k22 / chromosomes;
        double s = n.C11 / chromosomes;
        double x = 0;
        if (n.C11 > 0)
        {
            x = MostLikely(new(k11, k12, k21, k22, n.C11), f11, f12, f21, f22, s);
        }

        double p = f11 + f12 + s;
        double q = f11 + f21 + s;
        double variance = p * (1 - p) * q * (1 - q);
        double d = f11 + x - (p * q);
        return variance > 0 ? d * d / variance : 0;
    }

    /// <summary>Squared Pearson correlation of allele counts; 0 when a variant does not vary.</summary>
    public static double SquaredDosage(in JointCounts n)
    {
        double total = n.Total;
        double x1 = n.C10 + n.C11 + n.C12;
        double x2 = n.C20 + n.C21 + n.C22;
        double y1 = n.C01 + n.C11 + n.C21;
        double y2 = n.C02 + n.C12 + n.C22;
        double sumX = x1 + (2 * x2);
        double sumY = y1 + (2 * y2);
        double xx = (total * (x1 + (4 * x2))) - (sumX * sumX);
        double yy = (total * (y1 + (4 * y2))) - (sumY * sumY);
        double xy = (total * (n.C11 + (2.0 * (n.C12 + n.C21)) + (4.0 * n.C22))) - (sumX * sumY);
        return xx > 0 && yy > 0 ? xy * xy / (xx * yy) : 0;
    }

    private static double MostLikely(in Known known, double f11, double f12, double f21, double f22, double s)
    {
        double a = 0.5 * (f11 + f22 - f12 - f21 - (3 * s));
        double b = 0.5 * ((f11 * f22) + (f12 * f21) + (s * (f12 + f21 - f11 - f22 + s)));
        double c = -0.5 * s * f11 * f22;
        Span<double> points = stackalloc double[5];
        int count = RealRoots(a, b, c, points);
        if (OnlyInside(points[..count], s) is { } only)
        {
            return only;
        }

        points[count++] = 0;
        points[count++] = s;
        double best = double.NegativeInfinity;
        double found = 0;
        foreach (double root in points[..count])
        {
            if (!(root >= -1e-12 && root <= s + 1e-12))
            {
                continue;
            }

            double x = Math.Clamp(root, 0, s);
            double likelihood = known.LogLikelihood(f11 + x, f12 + s - x, f21 + s - x, f22 + x);
            if (likelihood > best)
            {
                (best, found) = (likelihood, x);
            }
        }

        return found;
    }

    /// <summary>
    /// The root, when just one lies inside: the likelihood does not fall at 0 nor rise at s, so it is the top, and no logarithm is needed.
    /// </summary>
    private static double? OnlyInside(ReadOnlySpan<double> roots, double s)
    {
        double? found = null;
        foreach (double root in roots)
        {
            if (root >= -1e-12 && root <= s + 1e-12)
            {
                if (found is not null)
                {
                    return null;
                }

                found = Math.Clamp(root, 0, s);
            }
        }

        return found;
    }

    /// <summary>Real roots of x^3 + a x^2 + b x + c.</summary>
    private static int RealRoots(double a, double b, double c, Span<double> roots)
    {
        double a3 = a / 3;
        double q = (a3 * a3) - (b / 3);
        double r = (a3 * a3 * a3) - (a3 * b / 2) + (c / 2);
        double q3 = q * q * q;
        if (r * r < q3)
        {
            double theta = Elementary.Acos(Math.Clamp(r / Math.Sqrt(q3), -1, 1)) / 3;
            double scale = -2 * Math.Sqrt(q);
            const double Third = 2 * Math.PI / 3;
            roots[0] = (scale * Elementary.Cos(theta)) - a3;
            roots[1] = (scale * Elementary.Cos(theta + Third)) - a3;
            roots[2] = (scale * Elementary.Cos(theta - Third)) - a3;
            return 3;
        }

        double u = -Math.CopySign(Elementary.Cbrt(Math.Abs(r) + Math.Sqrt((r * r) - q3)), r);
        double v = u == 0 ? 0 : q / u;
        roots[0] = u + v - a3;
        // On the edge of three real roots the other two coincide.
        roots[1] = (-0.5 * (u + v)) - a3;
        return Math.Abs(u - v) <= 1e-9 ? 2 : 1;
    }

    /// <summary>Haplotypes that are certain, and double heterozygotes.</summary>
    private readonly record struct Known(double K11, double K12, double K21, double K22, double DoubleHeterozygous)
    {
        public double LogLikelihood(double h11, double h12, double h21, double h22) =>
            (DoubleHeterozygous * Elementary.Log((h11 * h22) + (h12 * h21))) + Term(K11, h11) + Term(K12, h12) + Term(K21, h21) + Term(K22, h22);

        private static double Term(double count, double frequency) => count == 0 ? 0 : count * Elementary.Log(frequency);
    }
}
