using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Scoring;

/// <summary>Matches weights as plink2 <c>--score</c> does: by id and exact allele, no strand flips.</summary>
public static class IdMatching
{
    /// <summary>
    /// Matches. Errors: E208 a named id stands twice among the variants, E215 the same id and allele twice among the weights, E216 nothing matched.
    /// Rows without a variant or allele are counted in warning E219.
    /// </summary>
    public static Parsed<ScoreTerms> Match(WeightFile weights, IGenotypeSource genotypes)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(genotypes);
        var bag = new DiagnosticBag();
        var byId = RowsById(weights, bag);
        var seen = new HashSet<string>(byId.Count, StringComparer.Ordinal);
        List<(int, bool, WeightRow)> matches = [];
        var variants = genotypes.Variants;
        HashSet<WeightRow> matched = new(ReferenceEqualityComparer.Instance);
        for (int v = 0; v < variants.Count; v++)
        {
            var variant = variants[v];
            if (!byId.TryGetValue(variant.Id, out var rows))
            {
                continue;
            }

            if (!seen.Add(variant.Id) && variant.AlternateCount == 1)
            {
                bag.Add(Diagnostic.Error("E208", "The id of a weighted variant stands twice in the genotypes", new(genotypes.File, v + 1, "ID"), variant.Id, "unique variant ids", "Give unique ids: plink2 --set-all-var-ids '@:#:$r:$a'"));
                continue;
            }

            AddMatches(v, variant, rows, matches, matched);
        }

        WeightRow[] unmatched = [.. weights.Rows.Where(r => !matched.Contains(r))];
        Report(weights, genotypes, matches.Count, unmatched, bag);
        return bag.Finish(() => ScoreTerms.From(weights.ScoreNames, matches, unmatched));
    }

    private static Dictionary<string, List<WeightRow>> RowsById(WeightFile weights, DiagnosticBag bag)
    {
        Dictionary<string, List<WeightRow>> byId = new(weights.Rows.Count, StringComparer.Ordinal);
        foreach (var row in weights.Rows)
        {
            if (row.Id is null)
            {
                continue;
            }

            if (!byId.TryGetValue(row.Id, out var rows))
            {
                byId.Add(row.Id, rows = new(1));
            }

            if (rows.Exists(r => r.EffectAllele == row.EffectAllele))
            {
                bag.Add(Diagnostic.Error("E215", "The same variant and allele has two weights", new(weights.File, row.Row), $"{row.Id} {row.EffectAllele}", "one row a variant and allele", "Remove one of the rows"));
            }

            rows.Add(row);
        }

        return byId;
    }

    private static void AddMatches(int v, in Variant variant, List<WeightRow> rows, List<(int, bool, WeightRow)> matches, HashSet<WeightRow> matched)
    {
        foreach (var row in rows)
        {
            bool first = row.EffectAllele == variant.Allele1;
            // The reference allele of a multi-allelic record is two minus all alternates, which one variant does not hold.
            if (first || (row.EffectAllele == variant.Allele2 && variant.AlternateCount == 1))
            {
                matches.Add((v, first, row));
                matched.Add(row);
            }
        }
    }

    private static void Report(WeightFile weights, IGenotypeSource genotypes, int matches, WeightRow[] unmatched, DiagnosticBag bag)
    {
        if (matches == 0 && !bag.HasErrors)
        {
            string example = weights.Rows[0].Id ?? "(no id)";
            string inGenotypes = genotypes.Variants.Count > 0 ? genotypes.Variants[0].Id : "(none)";
            bag.Add(Diagnostic.Error("E216", "No weight fits any variant", new(weights.File), example, $"ids as in the genotypes, such as {inGenotypes}", "Give weights with the same ids and alleles, or with chromosome, position and both alleles"));
        }
        else if (unmatched.Length > 0)
        {
            bag.Add(Diagnostic.Warning("E219", string.Create(CultureInfo.InvariantCulture, $"{unmatched.Length} of {weights.Rows.Count} weights found no variant with their id and allele and are left out"), new(weights.File, unmatched[0].Row), unmatched[0].Id));
        }
    }
}
