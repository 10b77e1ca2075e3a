using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;
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
                    .Then(scores => Tests(options, pathways, scores, frequencies, threads)
                        .Then(tests => Ancestry(options, pathways, threads)
                            .Select(ancestry => new GeneticsSetsResult(SetTable(scores, tests), PeopleTable(scores, ancestry))))))));
    }

    private static Parsed<ClumpedPathways> Build(GeneticsSetsOptions options, IGenotypeSource genotypes, AlleleFrequencies? frequencies, int threads) =>
        WeightReader.Read(options.Statistics)
            .Then(weights => WeightMatching.Match(weights, genotypes, new() { Ambiguous = options.Ambiguous, Frequencies = frequencies }))
            .Then(terms => GeneSets.Read(options.Sets)
                .Then(sets => GeneLocations.Read(options.Genes, genotypes, terms.Build)
                    .Then(locations => ClumpedPathways.Build(terms, genotypes, sets, locations, options.Window, options.Clumping is { } c ? c with { Threads = threads } : null))));

    private static Parsed<IReadOnlyList<SetAssociation>?> Tests(GeneticsSetsOptions options, ClumpedPathways pathways, PathwayScoreTable scores, AlleleFrequencies? frequencies, int threads)
    {
        if (options.Phenotype is null)
        {
            return options.Permutations > 0 || options.Covariates is not null
                ? Parsed.Failed<IReadOnlyList<SetAssociation>?>(Diagnostic.Error("E477", "Draws and covariates need a phenotype", Place.Nowhere, fix: "Pass --phenotype FILE, or leave out --permutations and --covariates"))
                : Parsed.Of<IReadOnlyList<SetAssociation>?>(null);
        }

        var samples = pathways.Genotypes.Samples;
        var covariates = options.Covariates is null ? Parsed.Of<IReadOnlyList<double[]>>([]) : CovariateFile.Read(options.Covariates, samples);
        return PhenotypeFile.Read(options.Phenotype, samples)
            .Then(phenotype => covariates.Then(columns => TraitModel.Fit(phenotype, columns, options.Trait, options.Phenotype)))
            .Select(model => (IReadOnlyList<SetAssociation>?)SetTest.Run(pathways, scores, model, new()
            {
                Permutations = options.Permutations,
                Null = options.Null,
                StopAfter = options.StopAfter,
                Seed = options.Seed,
                Threads = threads,
                Frequencies = frequencies,
            }));
    }

    private static Table SetTable(PathwayScoreTable scores, IReadOnlyList<SetAssociation>? tests)
    {
        string[] columns = ["set", "n_snp", "n_gene", "coverage"];
        var table = new Table(tests is null ? columns : [.. columns, "beta", "se", "t", "p", "p_competitive", "ci_low", "ci_high", "draws", "exceedances", "p_method"]);
        for (int s = 0; s < scores.Pathways.Count; s++)
        {
            var pathway = scores.Pathways[s];
            object?[] cells = [pathway.Set, pathway.VariantCount, pathway.GeneCount, pathway.Coverage.Average()];
            if (tests is not null)
            {
                var test = tests[s];
                cells = [.. cells, test.Beta, test.StandardError, test.T, test.P, test.CompetitiveP, test.CompetitiveInterval.Low, test.CompetitiveInterval.High, test.Draws, test.Exceedances < 0 ? null : test.Exceedances, test.Method.Length == 0 ? null : test.Method];
            }

            table.Add(cells);
        }

        return table;
    }

    private static Table PeopleTable(PathwayScoreTable scores, double[][]? ancestry)
    {
        var samples = scores.Samples;
        int sets = Math.Max(1, scores.Pathways.Count);
        PathwayScore Pathway(int row) => scores.Pathways[row % sets];
        double Half(int row) => NormalQuantile975 * Pathway(row).StandardErrors[row / sets];
        return new Table(samples.Count * scores.Pathways.Count,
        [
            TableColumn.Text("FID", r => samples[r / sets].FamilyId),
            TableColumn.Text("IID", r => samples[r / sets].IndividualId),
            TableColumn.Text("set", r => Pathway(r).Set),
            TableColumn.Numbers("score", r => Pathway(r).Scores[r / sets]),
            TableColumn.Numbers("background_z", r => Pathway(r).BackgroundZ[r / sets]),
            TableColumn.Numbers("reference_z", r => Pathway(r).ReferenceZ[r / sets]),
            TableColumn.Numbers("ancestry_z", r => ancestry?[r % sets][r / sets] ?? double.NaN),
            TableColumn.Numbers("coverage", r => Pathway(r).Coverage[r / sets]),
            TableColumn.Numbers("ci_low", r => Pathway(r).Scores[r / sets] - Half(r)),
            TableColumn.Numbers("ci_high", r => Pathway(r).Scores[r / sets] + Half(r)),
        ]);
    }
}
