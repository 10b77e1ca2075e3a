namespace Etiogrid.Genetics.Scoring;

/// <summary>What a dosage of allele 1 adds to a sum: w (d - c) for the named allele's dosage d, or its square.</summary>
/// <param name="Weight">w.</param>
/// <param name="Centre">c: 2p when centred, else 0.</param>
/// <param name="Missing">What a missing dosage adds.</param>
/// <param name="NamesAllele1">Whether d is the dosage of allele 1 or 2 minus it.</param>
/// <param name="Squared">Whether the square is added.</param>
internal readonly record struct Contribution(double Weight, double Centre, double Missing, bool NamesAllele1, bool Squared)
{
    /// <summary>The contribution of one term with named-allele frequency p; NaN frequencies (nobody has a call) make missing add 0.</summary>
    public static Contribution For(double weight, double frequency, bool namesAllele1, MissingDosage missing, bool squared)
    {
        double expected = double.IsNaN(frequency) ? 0 : 2 * frequency;
        double absent = missing == MissingDosage.Mean ? weight * expected : 0;
        return new(weight, missing == MissingDosage.Center ? expected : 0, squared ? absent * absent : absent, namesAllele1, squared);
    }

    /// <summary>The contribution of a dosage of allele 1, NaN for missing.</summary>
    public double Of(double dosage)
    {
        if (double.IsNaN(dosage))
        {
            return Missing;
        }

        double value = Weight * ((NamesAllele1 ? dosage : 2 - dosage) - Centre);
        return Squared ? value * value : value;
    }
}
