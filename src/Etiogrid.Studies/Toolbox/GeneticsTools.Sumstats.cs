using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Summary statistics at a glance.</summary>
public static partial class GeneticsTools
{
    /// <summary>One row: what was read, inflation and hits.</summary>
    /// <param name="statisticsPath">GWAS summary statistics.</param>
    /// <param name="threshold">P value below which a variant is a hit.</param>
    public static Parsed<Table> Sumstats(string statisticsPath, double threshold) => WeightReader.Read(statisticsPath).Select(file =>
    {
        var summary = GwasSummary.Of(file, threshold);
        var table = new Table("format", "build", "variants", "with_p", "lambda_gc", "mean_chi2", "threshold", "hits", "smallest_p", "smallest_p_id", "p_disagreement_log10");
        table.Add(file.Format.ToString(), file.Build.ToString(), summary.Variants, summary.WithP, summary.Lambda, summary.MeanChiSquared, threshold, summary.Hits, summary.Smallest?.P, summary.Smallest?.Id, summary.LargestDisagreement);
        return table;
    });
}
