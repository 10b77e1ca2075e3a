using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Harmonisation;

/// <summary>
/// Refuses weights and genotypes of different genome builds. Four witnesses: positions of well-known variants in either file,
/// ids that both files have at different positions, alleles that disagree where positions coincide, and positions that hardly ever coincide.
/// </summary>
internal static class BuildCheck
{
    private const int FewestWitnesses = 5;
    private const double LargestDisagreement = 0.3;
    private const int FewestForOverlap = 1000;
    private const double SmallestOverlap = 0.005;

    public static Parsed<BuildChoice> Run(WeightFile weights, IGenotypeSource genotypes, PositionIndex index)
    {
        var main = Witness(weights, genotypes, index, useOther: false);
        var other = Witness(weights, genotypes, index, useOther: true);
        bool useOther = other.Fits > main.Fits;
        var chosen = useOther ? other : main;
        var declared = useOther ? weights.OtherBuild : weights.Build;
        var inGenotypes = BuildAnchors.Infer(genotypes);
        var inWeights = BuildAnchors.Infer(weights.Rows.Where(r => r.Chromosome is not null && BuildAnchors.IsPosition(useOther ? r.OtherBuildPosition : r.Position)).Select(r => (useOther ? r.OtherBuildChromosome ?? "" : r.Chromosome!, useOther ? r.OtherBuildPosition : r.Position, r.Id)));
        if (inWeights == GenomeBuild.Unknown)
        {
            inWeights = declared;
        }

        string? why = inGenotypes != GenomeBuild.Unknown && inWeights != GenomeBuild.Unknown && inGenotypes != inWeights
            ? $"the weights are in {inWeights}, the genotypes in {inGenotypes}"
            : Disagreement(chosen) ?? Separation(chosen, Math.Min(weights.Rows.Count, genotypes.Variants.Count));
        return why is null
            ? Parsed.Of(new BuildChoice(inWeights, useOther))
            : Parsed.Failed<BuildChoice>(Diagnostic.Error("E451", $"Weights and genotypes use different genome builds: {why}", new(weights.File), fix: "Give weights in the build of the genotypes (PGS Catalog: the harmonised file), or lift one of them over"));
    }

    private static string? Disagreement(Counts counts)
    {
        if (counts.IdsElsewhere >= FewestWitnesses && counts.IdsElsewhere > LargestDisagreement * (counts.IdsElsewhere + counts.IdsHere))
        {
            return string.Create(CultureInfo.InvariantCulture, $"{counts.IdsElsewhere} of {counts.IdsElsewhere + counts.IdsHere} shared ids stand at different positions");
        }

        return counts.Misfits >= FewestWitnesses && counts.Misfits > LargestDisagreement * (counts.Misfits + counts.Fits)
            ? string.Create(CultureInfo.InvariantCulture, $"alleles disagree at {counts.Misfits} of {counts.Misfits + counts.Fits} shared positions")
            : null;
    }

    /// <summary>Two large files of common variants in one build share far more than one position in two hundred; in different builds a few stretches still coincide.</summary>
    private static string? Separation(Counts counts, int smaller) =>
        smaller >= FewestForOverlap && counts.Fits > 0 && counts.Fits + counts.Misfits < SmallestOverlap * smaller
            ? string.Create(CultureInfo.InvariantCulture, $"only {counts.Fits + counts.Misfits} positions coincide, of {smaller} in the smaller file")
            : null;

    private static Counts Witness(WeightFile weights, IGenotypeSource genotypes, PositionIndex index, bool useOther)
    {
        var counts = default(Counts);
        foreach (var row in weights.Rows)
        {
            string? chromosome = useOther ? row.OtherBuildChromosome : row.Chromosome;
            int position = useOther ? row.OtherBuildPosition : row.Position;
            if (chromosome is null)
            {
                continue;
            }

            var here = index.At(chromosome, position);
            if (!here.IsEmpty)
            {
                counts = AnyFits(row, genotypes.Variants, here) ? counts with { Fits = counts.Fits + 1 } : counts with { Misfits = counts.Misfits + 1 };
            }

            var named = index.Named(row);
            if (named.Length == 1 && row.Utf8Id.StartsWith("rs"u8))
            {
                var variant = genotypes.Variants[named[0]];
                bool same = variant.Chromosome == chromosome && variant.Position == position;
                counts = same ? counts with { IdsHere = counts.IdsHere + 1 } : counts with { IdsElsewhere = counts.IdsElsewhere + 1 };
            }
        }

        return counts;
    }

    private static bool AnyFits(WeightRow row, IReadOnlyList<Variant> variants, ReadOnlySpan<int> here)
    {
        string effect = Alleles.Upper(row.EffectAllele);
        string other = row.OtherAllele is null ? "" : Alleles.Upper(row.OtherAllele);
        foreach (int v in here)
        {
            string a = Alleles.Upper(variants[v].Allele1);
            string b = Alleles.Upper(variants[v].Allele2);
            if (Same(effect, other, a, b) || Same(Alleles.Complement(effect) ?? "?", Alleles.Complement(other) ?? "", a, b))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Same(string effect, string other, string a, string b) =>
        (effect == a && (other.Length == 0 || other == b)) || (effect == b && (other.Length == 0 || other == a));

    private readonly record struct Counts(int Fits, int Misfits, int IdsHere, int IdsElsewhere);
}
