using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Text;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Scoring;

/// <summary>Matches weights as plink2 <c>--score</c> does: by id and exact allele, no strand flips.</summary>
public static class IdMatching
{
    /// <summary>
    /// Matches. Errors: E408 a named id stands twice among the variants, E415 the same id and allele twice among the weights, E416 nothing matched.
    /// Rows without a variant or allele are counted in warning E419.
    /// </summary>
    public static Parsed<ScoreTerms> Match(WeightFile weights, IGenotypeSource genotypes)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(genotypes);
        var bag = new DiagnosticBag();
        var (firstRow, nextRow) = RowsById(weights, bag);
        bool[] idSeen = new bool[weights.Rows.Count];
        bool[] matched = new bool[weights.Rows.Count];
        List<(int, bool, WeightRow)> matches = new(weights.Rows.Count);
        var variants = genotypes.Variants;
        for (int v = 0; v < variants.Count; v++)
        {
            var variant = variants[v];
            int row = firstRow.Find(variant.Utf8Id);
            if (row < 0)
            {
                continue;
            }

            if (idSeen[row] && variant.AlternateCount == 1)
            {
                bag.Add(Diagnostic.Error("E408", "The id of a weighted variant stands twice in the genotypes", new(genotypes.File, v + 1, "ID"), variant.Id, "unique variant ids", "Give unique ids: plink2 --set-all-var-ids '@:#:$r:$a'"));
                continue;
            }

            idSeen[row] = true;
            for (; row >= 0; row = nextRow[row])
            {
                string effect = weights.Rows[row].EffectAllele;
                bool first = effect == variant.Allele1;
                // The reference allele of a multi-allelic record is allele 1 of a variant of its own.
                if (first || (effect == variant.Allele2 && variant.AlternateCount == 1))
                {
                    matches.Add((v, first, weights.Rows[row]));
                    matched[row] = true;
                }
            }
        }

        AbsentWeight[] unmatched = [.. weights.Rows.Where((_, r) => !matched[r]).Select(r => new AbsentWeight(r, r.Chromosome, r.Position))];
        Report(weights, genotypes, matches.Count, unmatched, bag);
        return bag.Finish(() => ScoreTerms.From(weights.ScoreNames, matches, unmatched));
    }

    /// <summary>The first row of each id, and for each row the next one with the same id, -1 at the end.</summary>
    private static (NameIndex First, int[] Next) RowsById(WeightFile weights, DiagnosticBag bag)
    {
        var rows = weights.Rows;
        var first = new NameIndex(rows.Count, r => rows[r].Utf8Id);
        int[] next = new int[rows.Count];
        Array.Fill(next, -1);
        for (int r = 0; r < next.Length; r++)
        {
            var row = rows[r];
            int last = row.HasId ? first.Add(r) : -1;
            if (last < 0)
            {
                continue;
            }

            for (int other = last; other >= 0; other = next[other])
            {
                last = other;
                if (rows[other].EffectAllele == row.EffectAllele)
                {
                    bag.Add(Diagnostic.Error("E415", "The same variant and allele has two weights", new(weights.File, row.Row), $"{row.Id} {row.EffectAllele}", "one row a variant and allele", "Remove one of the rows"));
                    break;
                }
            }

            next[last] = r;
        }

        return (first, next);
    }

    private static void Report(WeightFile weights, IGenotypeSource genotypes, int matches, AbsentWeight[] unmatched, DiagnosticBag bag)
    {
        if (matches == 0 && !bag.HasErrors)
        {
            string example = weights.Rows[0].Id ?? "(no id)";
            string inGenotypes = genotypes.Variants.Count > 0 ? genotypes.Variants[0].Id : "(none)";
            bag.Add(Diagnostic.Error("E416", "No weight fits any variant", new(weights.File), example, $"ids as in the genotypes, such as {inGenotypes}", "Give weights with the same ids and alleles, or with chromosome, position and both alleles"));
        }
        else if (unmatched.Length > 0)
        {
            bag.Add(Diagnostic.Warning("E419", string.Create(CultureInfo.InvariantCulture, $"{unmatched.Length} of {weights.Rows.Count} weights found no variant with their id and allele and are left out"), new(weights.File, unmatched[0].Row.Row), unmatched[0].Row.Id));
        }
    }
}
