namespace Etiogrid.Genetics.Sets;

/// <summary>Association of one gene set's score with a phenotype.</summary>
/// <param name="Set">Name.</param>
/// <param name="Beta">Slope of the phenotype, or log odds ratio, for one unit of the score.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="T">Beta divided by its standard error.</param>
/// <param name="P">Two-sided p value.</param>
/// <param name="Statistic">What drawn scores are compared with: t, or the logistic score test's z.</param>
/// <param name="Exceedances">Null draws with a statistic at least as large; -1 without draws.</param>
/// <param name="Draws">Null draws.</param>
public sealed record SetAssociation(string Set, double Beta, double StandardError, double T, double P, double Statistic, int Exceedances = -1, int Draws = 0)
{
    private const double Z = 1.959963984540054;

    /// <summary>True when the draws ended because enough of them were as large.</summary>
    public bool StoppedEarly { get; init; }

    /// <summary>Estimate from the fitted tail of the null, where exceedances are few; null otherwise.</summary>
    public (double P, double Low, double High)? Tail { get; init; }

    /// <summary>How the competitive p value was formed: draws, sequential, tail; empty without.</summary>
    public string Method => !HasNull ? "" : Tail is not null ? "tail" : StoppedEarly ? "sequential" : "draws";

    /// <summary>
    /// (exceedances + 1) / (draws + 1); exceedances / draws when the draws ended at a set number of exceedances; from the fitted tail when
    /// exceedances are few. NaN without draws or where the set has no score.
    /// </summary>
    public double CompetitiveP => !HasNull ? double.NaN
        : Tail is { } tail ? tail.P
        : StoppedEarly ? (double)Exceedances / Draws
        : (Exceedances + 1.0) / (Draws + 1.0);

    /// <summary>95 % interval of the competitive p value: Wilson's of the exceedance probability, or the bootstrap's of the tail.</summary>
    public (double Low, double High) CompetitiveInterval
    {
        get
        {
            if (!HasNull)
            {
                return (double.NaN, double.NaN);
            }

            if (Tail is { } tail)
            {
                return (tail.Low, tail.High);
            }

            double n = Draws;
            double p = Exceedances / n;
            double centre = p + (Z * Z / (2 * n));
            double half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
            return (Math.Max(0, (centre - half) / (1 + (Z * Z / n))), Math.Min(1, (centre + half) / (1 + (Z * Z / n))));
        }
    }

    private bool HasNull => Exceedances >= 0 && Draws > 0 && !double.IsNaN(T);
}
