using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Sets;
using Etiogrid.Genetics.Weights;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The work behind the <c>genetics</c> verbs.</summary>
public static partial class GeneticsTools
{
    /// <summary>Scores people: one row each, plink2's columns.</summary>
    public static Parsed<Table> Score(GeneticsScoreOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Using(options.Genotypes, genotypes => ReadFrequencies(options.AlleleFrequencies)
            .Then(frequencies => ReadTerms(options, genotypes, frequencies)
                .Then(terms => ReadTargets(options, terms, genotypes)
                    .Then(targets => PolygenicScore.Compute(terms, genotypes, new(options.Missing, frequencies, targets, ThreadsOf(options.Threads))))))
            .Select(ToTable));
    }

    /// <summary>Opens genotypes for the length of one piece of work.</summary>
    private static Parsed<T> Using<T>(string path, Func<IGenotypeSource, Parsed<T>> work)
    {
        var opened = GenotypeFile.Open(path);
        if (!opened.TryGetValue(out var genotypes))
        {
            return Parsed.Failed<T>(opened.Diagnostics, opened.DroppedDiagnostics);
        }

        using (genotypes)
        {
            try
            {
                return opened.Then(_ => work(genotypes));
            }
            catch (InvalidDataException e)
            {
                return Parsed.Failed<T>(Diagnostic.Error("E404", e.Message, new(path), fix: "Copy or write the file again and compare checksums"));
            }
        }
    }

    private static int ThreadsOf(int threads) => threads > 0 ? threads : Environment.ProcessorCount;

    private static Parsed<AlleleFrequencies?> ReadFrequencies(string? path) =>
        path is null ? Parsed.Of<AlleleFrequencies?>(null) : AlleleFrequencies.Read(path).Select(f => (AlleleFrequencies?)f);

    private static Parsed<ScoreTerms> ReadTerms(GeneticsScoreOptions options, IGenotypeSource genotypes, AlleleFrequencies? frequencies)
    {
        if (options.Sets is not null && options.Weights.Count > 1)
        {
            return Parsed.Failed<ScoreTerms>(Diagnostic.Error("E447", "Gene sets are scored with one weight file at a time", new(options.Weights[1]), fix: "Run the verb once for each weight file"));
        }

        var files = Parsed.Of<List<ScoreTerms>>([]);
        foreach (string path in options.Weights)
        {
            files = files.Then(list => WeightReader.Read(path)
                .Select(weights => options.Weights.Count > 1 ? Renamed(weights) : weights)
                .Then(weights => Matched(weights, genotypes, options, frequencies))
                .Select(terms => list.Append(terms).ToList()));
        }

        return files.Select(ScoreTerms.Join);
    }

    /// <summary>Names that stay apart when several files are scored together.</summary>
    private static WeightFile Renamed(WeightFile weights)
    {
        string file = Path.GetFileName(weights.File);
        return weights with { ScoreNames = [.. weights.ScoreNames.Select(n => weights.ScoreNames.Count == 1 ? file : $"{file}.{n}")] };
    }

    private static Parsed<ScoreTerms> Matched(WeightFile weights, IGenotypeSource genotypes, GeneticsScoreOptions options, AlleleFrequencies? frequencies)
    {
        var used = options.LargestP is { } p ? weights with { Rows = [.. weights.Rows.Where(r => r.P <= p)] } : weights;
        return used.Rows.Count == 0
            ? Parsed.Failed<ScoreTerms>(Diagnostic.Error("E448", "No weight passes the p threshold", new(weights.File), fix: "Raise --p-threshold, or give a file with p values"))
            : WeightMatching.Match(used, genotypes, new() { Ambiguous = options.Ambiguous, Frequencies = frequencies });
    }

    private static Parsed<ScoreTargets?> ReadTargets(GeneticsScoreOptions options, ScoreTerms terms, IGenotypeSource genotypes)
    {
        if (options.Sets is null)
        {
            return Parsed.Of<ScoreTargets?>(null);
        }

        if (options.Genes is null)
        {
            return Parsed.Failed<ScoreTargets?>(Diagnostic.Error("E449", "Gene sets need gene locations", Place.Nowhere, fix: "Pass --genes FILE"));
        }

        return GeneSets.Read(options.Sets).Then(sets => GeneLocations.Read(options.Genes, genotypes, terms.Build)
            .Select(locations => (ScoreTargets?)SetTargets.For(terms, genotypes.Variants, new SetMembership(sets, new GeneIndex(locations, options.Window)))));
    }

    /// <summary>One row a person, formed while it is written.</summary>
    private static Table ToTable(ScoreTable scores)
    {
        List<TableColumn> columns =
        [
            TableColumn.Text("FID", i => scores.Samples[i].FamilyId),
            TableColumn.Text("IID", i => scores.Samples[i].IndividualId),
            TableColumn.Whole("ALLELE_CT", i => scores.AlleleCounts[i]),
            TableColumn.Whole("DENOM", i => scores.Denominators[i]),
            TableColumn.Numbers("NAMED_ALLELE_DOSAGE_SUM", i => scores.NamedDosageSums[i]),
        ];
        foreach (var score in scores.Scores)
        {
            columns.Add(TableColumn.Numbers(score.Name + "_SUM", i => score.Sums[i]));
            columns.Add(TableColumn.Numbers(score.Name + "_AVG", score.Average));
        }

        return new(scores.Samples.Count, columns);
    }
}
