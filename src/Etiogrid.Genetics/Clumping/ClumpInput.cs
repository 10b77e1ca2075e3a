using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Text;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Clumping;

/// <summary>Summary statistics as clumping candidates.</summary>
public static class ClumpInput
{
    /// <summary>
    /// Candidates by id, as plink does; where no id is known, by position and alleles instead.
    /// Errors: E417 no p values, E408 an id twice among the genotypes, E415 an id with two p values, E416 nothing found, and those of harmonisation.
    /// </summary>
    public static Parsed<ClumpCandidate[]> Match(WeightFile statistics, IGenotypeSource genotypes)
    {
        ArgumentNullException.ThrowIfNull(statistics);
        ArgumentNullException.ThrowIfNull(genotypes);
        if (statistics.Rows.All(r => double.IsNaN(r.P)))
        {
            return Parsed.Failed<ClumpCandidate[]>(Diagnostic.Error("E417", "The summary statistics hold no p values", new(statistics.File), expected: "a column P", fix: "Name the column P, PVAL or p_value"));
        }

        bool hasPositions = statistics.Rows.Any(r => r.Chromosome is not null);
        var byId = ById(statistics, genotypes);
        bool noneKnown = !byId.HasValue && byId.Diagnostics[0].Code == "E416";
        return noneKnown && hasPositions
            ? Harmoniser.Run(statistics, genotypes, new() { Ambiguous = AmbiguousMode.Forward }).Select(h => h.Rows.Where(r => r.Variant >= 0 && !double.IsNaN(r.Row.P)).Select(r => new ClumpCandidate(r.Variant, r.Row.P)).OrderBy(c => c.Variant).ToArray())
            : byId;
    }

    private static Parsed<ClumpCandidate[]> ById(WeightFile statistics, IGenotypeSource genotypes)
    {
        var bag = new DiagnosticBag();
        var all = statistics.Rows;
        var rows = new NameIndex(all.Count, r => all[r].Utf8Id);
        bool[] seen = new bool[statistics.Rows.Count];
        for (int r = 0; r < statistics.Rows.Count; r++)
        {
            var row = all[r];
            if (!row.HasId || double.IsNaN(row.P))
            {
                continue;
            }

            if (rows.Add(r) >= 0)
            {
                bag.Add(Diagnostic.Error("E415", "The same variant has two p values", new(statistics.File, row.Row), row.Id, "one row a variant", "Remove one of the rows"));
            }
        }

        List<ClumpCandidate> candidates = new(statistics.Rows.Count);
        for (int v = 0; v < genotypes.Variants.Count; v++)
        {
            var variant = genotypes.Variants[v];
            int row = rows.Find(variant.Utf8Id);
            if (row < 0 || variant.AlternateCount > 1)
            {
                continue;
            }

            if (seen[row])
            {
                bag.Add(Diagnostic.Error("E408", "The id of a variant stands twice in the genotypes", new(genotypes.File, v + 1, "ID"), variant.Id, "unique variant ids", "Give unique ids: plink2 --set-all-var-ids '@:#:$r:$a'"));
                continue;
            }

            seen[row] = true;
            candidates.Add(new(v, all[row].P));
        }

        if (candidates.Count == 0 && !bag.HasErrors)
        {
            bag.Add(Diagnostic.Error("E416", "No summary statistic fits any variant", new(statistics.File), string.Create(CultureInfo.InvariantCulture, $"{statistics.Rows.Count} rows"), $"ids as in {genotypes.File}, or chromosome and position"));
        }

        return bag.Finish(candidates.ToArray);
    }
}
