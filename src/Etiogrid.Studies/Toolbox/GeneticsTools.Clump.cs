using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Genetics.Clumping;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Clumping.</summary>
public static partial class GeneticsTools
{
    /// <summary>Index variants by rising p value.</summary>
    /// <param name="genotypesPath">Genotype file or prefix.</param>
    /// <param name="statisticsPath">Summary statistics.</param>
    /// <param name="options">Rules; a thread count of 0 means all cores.</param>
    public static Parsed<Table> Clump(string genotypesPath, string statisticsPath, ClumpOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Using(genotypesPath, genotypes => WeightReader.Read(statisticsPath)
            .Then(statistics => ClumpInput.Match(statistics, genotypes))
            .Select(candidates =>
            {
                var table = new Table("CHR", "BP", "SNP", "P", "TOTAL");
                foreach (var clump in GreedyClumping.Run(genotypes, candidates, options with { Threads = ThreadsOf(options.Threads) }))
                {
                    var variant = genotypes.Variants[candidates[clump.Candidate].Variant];
                    table.Add(variant.Chromosome, variant.Position, variant.Id, candidates[clump.Candidate].P, clump.Total);
                }

                return table;
            }));
    }
}
