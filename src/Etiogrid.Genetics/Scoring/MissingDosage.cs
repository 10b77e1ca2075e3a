namespace Etiogrid.Genetics.Scoring;

/// <summary>What a missing genotype adds to a score.</summary>
public enum MissingDosage
{
    /// <summary>The expected dosage 2p: plink2's default.</summary>
    Mean,

    /// <summary>Nothing: plink2's <c>no-mean-imputation</c>.</summary>
    Zero,

    /// <summary>
    /// Dosages are centred by 2p and a missing one adds nothing, which is its expectation.
    /// (plink2 up to a7.4 adds 2p times the weight here, which we hold for an error.)
    /// </summary>
    Center,
}
