namespace Etiogrid.Genetics.Sets;

/// <summary>Association of one gene set's score with a phenotype.</summary>
/// <param name="Set">Name.</param>
/// <param name="Beta">Slope of the phenotype on the score.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="T">Beta divided by its standard error.</param>
/// <param name="P">Two-sided p value, n - 2 degrees of freedom.</param>
/// <param name="Exceedances">Null draws with |t| at least as large; -1 without permutations.</param>
/// <param name="Draws">Null draws.</param>
public sealed record SetAssociation(string Set, double Beta, double StandardError, double T, double P, int Exceedances = -1, int Draws = 0)
{
    /// <summary>(exceedances + 1) / (draws + 1); NaN without permutations or where the set has no score.</summary>
    public double CompetitiveP => Exceedances < 0 || double.IsNaN(T) ? double.NaN : (Exceedances + 1.0) / (Draws + 1.0);

    /// <summary>Wilson's 95 % interval of the exceedance probability.</summary>
    public (double Low, double High) CompetitiveInterval
    {
        get
        {
            if (Exceedances < 0 || double.IsNaN(T))
            {
                return (double.NaN, double.NaN);
            }

            const double Z = 1.959963984540054;
            double n = Draws;
            double p = Exceedances / n;
            double centre = p + (Z * Z / (2 * n));
            double half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
            return (Math.Max(0, (centre - half) / (1 + (Z * Z / n))), Math.Min(1, (centre + half) / (1 + (Z * Z / n))));
        }
    }
}
