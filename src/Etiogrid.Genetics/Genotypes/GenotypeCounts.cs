namespace Etiogrid.Genetics.Genotypes;

/// <summary>How many people carry each genotype of one variant.</summary>
/// <param name="TwoCopies">Two copies of allele 1.</param>
/// <param name="OneCopy">One copy.</param>
/// <param name="NoCopy">No copy.</param>
/// <param name="Missing">No call.</param>
public readonly record struct GenotypeCounts(int TwoCopies, int OneCopy, int NoCopy, int Missing)
{
    /// <summary>People with a call.</summary>
    public int Called => TwoCopies + OneCopy + NoCopy;

    /// <summary>Frequency of allele 1 in [0, 1]; NaN when nobody has a call.</summary>
    public double Frequency => Called == 0 ? double.NaN : ((2.0 * TwoCopies) + OneCopy) / (2.0 * Called);
}
