using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Weights against genotypes.</summary>
public static partial class GeneticsTools
{
    /// <summary>One row per weight with its reason code.</summary>
    /// <param name="genotypesPath">Genotype file or prefix.</param>
    /// <param name="weightsPath">Weight file.</param>
    /// <param name="ambiguous">Treatment of strand-ambiguous variants.</param>
    /// <param name="frequenciesPath">Reference frequencies, or null.</param>
    public static Parsed<Table> Harmonize(string genotypesPath, string weightsPath, AmbiguousMode ambiguous, string? frequenciesPath) =>
        Using(genotypesPath, genotypes => WeightReader.Read(weightsPath)
            .Then(weights => ReadFrequencies(frequenciesPath)
                .Then(frequencies => Harmoniser.Run(weights, genotypes, new() { Ambiguous = ambiguous, Frequencies = frequencies })))
            .Select(result => ToTable(result, genotypes)));

    private static Table ToTable(HarmonisedWeights result, IGenotypeSource genotypes)
    {
        var table = new Table("id", "chr", "pos", "effect", "other", "reason", "matched_id", "matched_allele");
        foreach (var row in result.Rows)
        {
            bool matched = row.Variant >= 0;
            var variant = matched ? genotypes.Variants[row.Variant] : default;
            table.Add(
                row.Row.Id,
                row.Chromosome,
                row.Chromosome is null ? null : row.Position,
                row.Row.EffectAllele,
                row.Row.OtherAllele,
                row.Reason.Code(),
                matched ? variant.Id : null,
                matched ? (row.NamesAllele1 ? variant.Allele1 : variant.Allele2) : null);
        }

        return table;
    }
}
