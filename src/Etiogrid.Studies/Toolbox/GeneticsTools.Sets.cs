using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Sets;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Gene sets.</summary>
public static partial class GeneticsTools
{
    private const double NormalQuantile975 = 1.959963984540054;

    /// <summary>Scores gene sets, tests them where there is a phenotype, and gives every person's rows.</summary>
    public static Parsed<GeneticsSetsResult> Sets(GeneticsSetsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        int threads = ThreadsOf(options.Threads);
        return Using(options.Genotypes, genotypes => ReadFrequencies(options.AlleleFrequencies)
            .Then(frequencies => Build(options, genotypes, frequencies, threads)
                .Then(pathways => pathways.Score(new() { Window = options.Window, Frequencies = frequencies, Threads = threads })
                    .Then(scores => Tests(options, pathways, frequencies, threads)
                        .Then(tests => Ancestry(options, pathways, threads)
                            .Select(ancestry => new GeneticsSetsResult(SetTable(scores, tests), PeopleTable(scores, ancestry))))))));
    }

    private static Parsed<ClumpedPathways> Build(GeneticsSetsOptions options, IGenotypeSource genotypes, AlleleFrequencies? frequencies, int threads) =>
        WeightReader.Read(options.Statistics)
            .Then(weights => MatchTerms(weights, genotypes, options.Ambiguous, frequencies))
            .Then(terms => GeneSets.Read(options.Sets)
                .Then(sets => GeneLocations.Read(options.Genes)
                    .Then(locations => ClumpedPathways.Build(terms, genotypes, sets, locations, options.Window, options.Clumping is { } c ? c with { Threads = threads } : null))));

    private static Parsed<IReadOnlyList<SetAssociation>?> Tests(GeneticsSetsOptions options, ClumpedPathways pathways, AlleleFrequencies? frequencies, int threads) =>
        options.Phenotype is null
            ? Parsed.Of<IReadOnlyList<SetAssociation>?>(null)
            : PhenotypeFile.Read(options.Phenotype, pathways.Genotypes.Samples)
                .Select(values => (IReadOnlyList<SetAssociation>?)SetTest.Run(pathways, values, options.Permutations, options.Null, options.Seed, threads, frequencies));

    private static Table SetTable(PathwayScoreTable scores, IReadOnlyList<SetAssociation>? tests)
    {
        string[] columns = ["set", "n_snp", "n_gene", "coverage"];
        var table = new Table(tests is null ? columns : [.. columns, "beta", "se", "t", "p", "p_competitive", "ci_low", "ci_high"]);
        for (int s = 0; s < scores.Pathways.Count; s++)
        {
            var pathway = scores.Pathways[s];
            object?[] cells = [pathway.Set, pathway.VariantCount, pathway.GeneCount, pathway.Coverage.Average()];
            if (tests is not null)
            {
                var test = tests[s];
                cells = [.. cells, test.Beta, test.StandardError, test.T, test.P, test.CompetitiveP, test.CompetitiveInterval.Low, test.CompetitiveInterval.High];
            }

            table.Add(cells);
        }

        return table;
    }

    private static Table PeopleTable(PathwayScoreTable scores, double[][]? ancestry)
    {
        var table = new Table("FID", "IID", "set", "score", "background_z", "reference_z", "ancestry_z", "coverage", "ci_low", "ci_high");
        for (int i = 0; i < scores.Samples.Count; i++)
        {
            for (int s = 0; s < scores.Pathways.Count; s++)
            {
                var pathway = scores.Pathways[s];
                double half = NormalQuantile975 * pathway.StandardErrors[i];
                table.Add(
                    scores.Samples[i].FamilyId,
                    scores.Samples[i].IndividualId,
                    pathway.Set,
                    pathway.Scores[i],
                    pathway.BackgroundZ[i],
                    pathway.ReferenceZ[i],
                    ancestry?[s][i],
                    pathway.Coverage[i],
                    pathway.Scores[i] - half,
                    pathway.Scores[i] + half);
            }
        }

        return table;
    }
}
