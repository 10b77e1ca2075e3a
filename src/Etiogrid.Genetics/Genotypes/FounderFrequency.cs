namespace Etiogrid.Genetics.Genotypes;

/// <summary>Allele frequencies counted in the founders of a genotype file.</summary>
public static class FounderFrequency
{
    /// <summary>Frequency of a variant's allele 1; NaN when no founder has a call.</summary>
    public static double Of(IGenotypeSource genotypes, int variant)
    {
        ArgumentNullException.ThrowIfNull(genotypes);
        double[] dosages = new double[genotypes.Samples.Count];
        genotypes.ReadDosages(variant, dosages);
        return Of(genotypes.Samples, dosages);
    }

    /// <summary>Frequency from dosages of allele 1, one a person.</summary>
    internal static double Of(IReadOnlyList<GenotypeSample> samples, ReadOnlySpan<double> dosages)
    {
        double sum = 0;
        int called = 0;
        for (int i = 0; i < dosages.Length; i++)
        {
            if (samples[i].IsFounder && !double.IsNaN(dosages[i]))
            {
                sum += dosages[i];
                called++;
            }
        }

        return called == 0 ? double.NaN : sum / (2 * called);
    }
}
