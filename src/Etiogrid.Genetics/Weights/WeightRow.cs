namespace Etiogrid.Genetics.Weights;

/// <summary>One row of a weight file.</summary>
/// <param name="Row">1-based line number.</param>
/// <param name="Id">Variant id, null where the file has none.</param>
/// <param name="Chromosome">Normalised chromosome, null where the file has none.</param>
/// <param name="Position">1-based base pair, 0 where the file has none.</param>
/// <param name="EffectAllele">The named allele.</param>
/// <param name="OtherAllele">The other allele, null where the file has none.</param>
/// <param name="Weights">One weight a score column.</param>
public sealed record WeightRow(long Row, string? Id, string? Chromosome, int Position, string EffectAllele, string? OtherAllele, double[] Weights)
{
    /// <summary>Frequency of the effect allele, NaN where not stated.</summary>
    public double EffectFrequency { get; init; } = double.NaN;

    /// <summary>Standard error of the weight, NaN where not stated.</summary>
    public double StandardError { get; init; } = double.NaN;

    /// <summary>P value, NaN where not stated.</summary>
    public double P { get; init; } = double.NaN;

    /// <summary>Imputation quality, NaN where not stated.</summary>
    public double Info { get; init; } = double.NaN;

    /// <summary>Chromosome in the file's second build (PGS Catalog author columns beside harmonised ones).</summary>
    public string? OtherBuildChromosome { get; init; }

    /// <summary>Position in the file's second build, 0 where there is none.</summary>
    public int OtherBuildPosition { get; init; }
}
