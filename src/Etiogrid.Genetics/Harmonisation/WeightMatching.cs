using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Harmonisation;

/// <summary>Finds the variants of weights in the way their format means: PLINK weights by id and exact allele, as in plink2; all others by position and alleles.</summary>
public static class WeightMatching
{
    /// <summary>Matches, with the errors of <see cref="IdMatching"/> or <see cref="Harmoniser"/>.</summary>
    public static Parsed<ScoreTerms> Match(WeightFile weights, IGenotypeSource genotypes, HarmonisationOptions options)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return weights.Format == WeightFormat.Plink
            ? IdMatching.Match(weights, genotypes)
            : Harmoniser.Run(weights, genotypes, options).Select(h => h.ToTerms());
    }
}
