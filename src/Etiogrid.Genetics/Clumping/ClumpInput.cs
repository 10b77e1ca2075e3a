using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Clumping;

/// <summary>Summary statistics as clumping candidates.</summary>
public static class ClumpInput
{
    /// <summary>
    /// Candidates by id, as plink does; where no id is known, by position and alleles instead.
    /// Errors: E217 no p values, E208 an id twice among the genotypes, E215 an id with two p values, E216 nothing found, and those of harmonisation.
    /// </summary>
    public static Parsed<ClumpCandidate[]> Match(WeightFile statistics, IGenotypeSource genotypes)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(genotypes);
        if (statistics.Rows.All(r => double.IsNaN(r.P)))
        {
            return Parsed.Failed<ClumpCandidate[]>(Diagnostic.Error("E217", "The summary statistics hold no p values", new(statistics.File), expected: "a column P", fix: "Name the column P, PVAL or p_value"));
        }

        HashSet<string> known = [.. genotypes.Variants.Select(v => v.Id)];
        int named = statistics.Rows.Count(r => r.Id is not null && known.Contains(r.Id));
        bool hasPositions = statistics.Rows.Any(r => r.Chromosome is not null);
        return named == 0 && hasPositions
            ? Harmoniser.Run(statistics, genotypes, new() { Ambiguous = AmbiguousMode.Forward }).Select(h => h.Rows.Where(r => r.Variant >= 0 && !double.IsNaN(r.Row.P)).Select(r => new ClumpCandidate(r.Variant, r.Row.P)).OrderBy(c => c.Variant).ToArray())
            : ById(statistics, genotypes);
    }

    private static Parsed<ClumpCandidate[]> ById(WeightFile statistics, IGenotypeSource genotypes)
    {
        var bag = new DiagnosticBag();
        Dictionary<string, double> p = new(StringComparer.Ordinal);
        foreach (var row in statistics.Rows)
        {
            if (row.Id is null || double.IsNaN(row.P))
            {
                continue;
            }

            if (!p.TryAdd(row.Id, row.P))
            {
                bag.Add(Diagnostic.Error("E215", "The same variant has two p values", new(statistics.File, row.Row), row.Id, "one row a variant", "Remove one of the rows"));
            }
        }

        List<ClumpCandidate> candidates = [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (int v = 0; v < genotypes.Variants.Count; v++)
        {
            var variant = genotypes.Variants[v];
            if (!p.TryGetValue(variant.Id, out double value) || variant.AlternateCount > 1)
            {
                continue;
            }

            if (!seen.Add(variant.Id))
            {
                bag.Add(Diagnostic.Error("E208", "The id of a variant stands twice in the genotypes", new(genotypes.File, v + 1, "ID"), variant.Id, "unique variant ids", "Give unique ids: plink2 --set-all-var-ids '@:#:$r:$a'"));
                continue;
            }

            candidates.Add(new(v, value));
        }

        if (candidates.Count == 0 && !bag.HasErrors)
        {
            bag.Add(Diagnostic.Error("E216", "No summary statistic fits any variant", new(statistics.File), string.Create(CultureInfo.InvariantCulture, $"{statistics.Rows.Count} rows"), $"ids as in {genotypes.File}, or chromosome and position"));
        }

        return bag.Finish(candidates.ToArray);
    }
}
