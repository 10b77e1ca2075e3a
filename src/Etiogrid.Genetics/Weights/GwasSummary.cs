using Etiogrid.Numerics.Distributions;

namespace Etiogrid.Genetics.Weights;

/// <summary>What a file of GWAS summary statistics holds, at a glance.</summary>
/// <param name="Variants">Rows.</param>
/// <param name="WithP">Rows with a p value.</param>
/// <param name="Lambda">Genomic inflation: median chi-squared of the p values over 0.4549, the median under no association (Devlin and Roeder 1999, doi 10.1111/j.0006-341X.1999.00997.x); NaN without p values.</param>
/// <param name="MeanChiSquared">Mean chi-squared of the p values; NaN without.</param>
/// <param name="Hits">Rows below the threshold.</param>
/// <param name="Threshold">The threshold.</param>
/// <param name="Smallest">The row with the smallest p value, null without.</param>
/// <param name="LargestDisagreement">Largest |log10| of the ratio of the stated p value and that of effect over standard error; NaN where either is missing everywhere.</param>
public sealed record GwasSummary(int Variants, int WithP, double Lambda, double MeanChiSquared, int Hits, double Threshold, WeightRow? Smallest, double LargestDisagreement)
{
    /// <summary>The usual threshold of genome-wide significance.</summary>
    public const double GenomeWide = 5e-8;

    /// <summary>Summarises a file.</summary>
    public static GwasSummary Of(WeightFile file, double threshold = GenomeWide)
    {
        ArgumentNullException.ThrowIfNull(file);
        WeightRow[] known = [.. file.Rows.Where(r => !double.IsNaN(r.P))];
        double[] chi = Array.ConvertAll(known, r => Square(ZOf(r.P)));
        Array.Sort(chi);
        double median = chi.Length == 0 ? double.NaN : 0.5 * (chi[(chi.Length - 1) / 2] + chi[chi.Length / 2]);
        return new(
            file.Rows.Count,
            known.Length,
            median / ChiSquared.Quantile(0.5, 1),
            chi.Length == 0 ? double.NaN : chi.Average(),
            known.Count(r => r.P < threshold),
            threshold,
            known.Length == 0 ? null : known.MinBy(r => r.P),
            Disagreement(known));
    }

    /// <summary>The two-sided normal deviate of a p value; the largest finite one below the smallest number.</summary>
    private static double ZOf(double p) => -Normal.Quantile(0.5 * Math.Max(p, 1e-300));

    private static double Square(double value) => value * value;

    private static double Disagreement(WeightRow[] rows)
    {
        double largest = double.NaN;
        foreach (var row in rows)
        {
            double z = Math.Abs(row.Weights[0] / row.StandardError);
            if (double.IsNaN(z) || row.P < 1e-290 || z > 36)
            {
                continue;
            }

            double stated = Math.Abs(Numerics.Functions.Elementary.Log(row.P / Normal.TwoSided(z))) / 2.302585092994045684;
            largest = stated > largest || double.IsNaN(largest) ? stated : largest;
        }

        return largest;
    }
}
