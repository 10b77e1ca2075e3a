using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Genetics.Ancestry;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Sets;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Ancestry.</summary>
public static partial class GeneticsTools
{
    private static readonly string[] NotScores = ["FID", "IID", "ALLELE_CT", "DENOM", "NAMED_ALLELE_DOSAGE_SUM"];

    /// <summary>Components, population probabilities and ancestry-adjusted scores of every target person.</summary>
    /// <param name="genotypesPath">Target genotypes.</param>
    /// <param name="referencePath">Reference genotypes.</param>
    /// <param name="labelsPath">Populations of the reference people: a table with IID and a population column.</param>
    /// <param name="scorePaths">Score tables that together hold the target and the reference people, such as those of <c>genetics score</c>.</param>
    /// <param name="threads">Worker threads, 0 for all cores.</param>
    public static Parsed<Table> Ancestry(string genotypesPath, string referencePath, string labelsPath, IReadOnlyList<string> scorePaths, int threads)
    {
        ArgumentNullException.ThrowIfNull(scorePaths);
        return Using(genotypesPath, target => Using(referencePath, reference => Model(target, reference, labelsPath, ThreadsOf(threads))
            .Then(model => ReadScores(scorePaths)
                .Then(scores => AncestryTable(model, reference, scores, scorePaths)))));
    }

    /// <summary>Ancestry-adjusted (norm2) deviations of pathway scores by set and person; null without a reference.</summary>
    private static Parsed<double[][]?> Ancestry(GeneticsSetsOptions options, ClumpedPathways pathways, int threads)
    {
        if (options.Reference is null || options.Labels is null)
        {
            return Parsed.Of<double[][]?>(null);
        }

        return Using(options.Reference, reference => Model(pathways.Genotypes, reference, options.Labels, threads)
            .Then(model => pathways.ScoreWith(reference, threads)
                .Select(scores => (double[][]?)[.. Enumerable.Range(0, scores.Target.Length).Select(s =>
                    model.Normalise([.. model.ReferencePeople.Select(i => scores.Reference[s][i])], scores.Target[s])?.Select(z => z.Norm2).ToArray()
                    ?? [.. Enumerable.Repeat(double.NaN, pathways.Genotypes.Samples.Count)])])));
    }

    private static Parsed<AncestryModel> Model(IGenotypeSource target, IGenotypeSource reference, string labelsPath, int threads) =>
        PopulationLabels.Read(labelsPath, reference.Samples).Then(labels => AncestryModel.Fit(reference, labels, target, threads));

    private static Parsed<ScoreColumns> ReadScores(IReadOnlyList<string> paths)
    {
        var result = Parsed.Of(new ScoreColumns([], []));
        foreach (string path in paths)
        {
            result = result.Then(soFar => DelimitedTable.Read(path).Then(table => AddScores(soFar, table)));
        }

        return result;
    }

    private static Parsed<ScoreColumns> AddScores(ScoreColumns soFar, DelimitedTable table)
    {
        var bag = new DiagnosticBag();
        int id = Math.Max(table.ColumnOf("IID"), table.ColumnOf("#IID"));
        int family = Math.Max(table.ColumnOf("FID"), table.ColumnOf("#FID"));
        var sums = table.Header.Where(h => h.EndsWith("_SUM", StringComparison.Ordinal) && !NotScores.Contains(h)).ToList();
        var names = sums.Count > 0 ? sums : [.. table.Header.Where(h => !NotScores.Contains(h.TrimStart('#')) && !h.EndsWith("_AVG", StringComparison.Ordinal))];
        if (id < 0 || names.Count == 0 || (soFar.Names.Count > 0 && !names.SequenceEqual(soFar.Names)))
        {
            bag.Add(Diagnostic.Error("E484", "The score table's columns are not as expected", new(table.File, 1), string.Join(' ', table.Header), soFar.Names.Count > 0 ? "IID and " + string.Join(' ', soFar.Names) : "IID and score columns"));
            return bag.Fail<ScoreColumns>();
        }

        Dictionary<string, double>[] values = [.. names.Select(_ => new Dictionary<string, double>(StringComparer.Ordinal))];
        for (int r = 0; r < table.Rows.Count; r++)
        {
            for (int c = 0; c < names.Count; c++)
            {
                string cell = table.Rows[r][table.ColumnOf(names[c])];
                if (!Cell.TryNumber(cell, out double value))
                {
                    bag.Add(Diagnostic.Error("E412", "The score is not a finite number", table.PlaceOf(r, names[c]), cell, "a number", Cell.FixFor(cell)));
                }
                else if (!values[c].TryAdd(ScoreColumns.KeyOf(family < 0 ? null : table.Rows[r][family], table.Rows[r][id]), value))
                {
                    bag.Add(Diagnostic.Error("E485", "The person has two scores", table.PlaceOf(r, "IID"), table.Rows[r][id], "each person (FID and IID) once in a table"));
                }
            }
        }

        return bag.Finish(() => new ScoreColumns(names, [.. soFar.Files, values]));
    }

    private static Parsed<Table> AncestryTable(AncestryModel model, IGenotypeSource reference, ScoreColumns scores, IReadOnlyList<string> paths)
    {
        var bag = new DiagnosticBag();
        double[] Of(int score, IEnumerable<GenotypeSample> people, bool target) => [.. people.Select(person =>
        {
            if (scores.Find(score, person, firstFile: target) is { } value)
            {
                return value;
            }

            bag.Add(Diagnostic.Error("E486", $"A {(target ? "target" : "reference")} person has no score", new(paths[0]), $"{person.FamilyId} {person.IndividualId}", "scores of all target and reference people", "Score both with the same weights and give both tables: --scores TARGET REFERENCE"));
            return double.NaN;
        })];
        List<AncestryScore[]?> normalised = [];
        for (int s = 0; s < scores.Names.Count && !bag.HasErrors; s++)
        {
            normalised.Add(model.Normalise(
                Of(s, model.ReferencePeople.Select(i => reference.Samples[i]), target: false),
                Of(s, model.TargetSamples, target: true)));
        }

        return bag.Finish(() => Fill(model, scores.Names, normalised));
    }

    private static Table Fill(AncestryModel model, IReadOnlyList<string> names, List<AncestryScore[]?> normalised)
    {
        string[] kinds = ["Z_MostSimilarPop", "Z_MostSimilarPop_SE", "percentile_MostSimilarPop", "Z_norm1", "Z_norm1_SE", "Z_norm2", "Z_norm2_SE"];
        string Prefix(string name) => names.Count == 1 ? "" : (name.EndsWith("_SUM", StringComparison.Ordinal) ? name[..^4] : name) + "_";
        int components = model.TargetScores.Columns;
        var table = new Table(
        [
            "FID", "IID", .. Enumerable.Range(1, components).Select(k => string.Create(CultureInfo.InvariantCulture, $"PC{k}")),
            "MostSimilarPop", .. model.Populations.Select(p => "P_" + p), "typicality_p", "extrapolated",
            .. names.SelectMany(n => kinds.Select(k => Prefix(n) + k)),
        ]);
        for (int i = 0; i < model.TargetSamples.Count; i++)
        {
            var call = model.Call(i);
            IEnumerable<object?> z = normalised.SelectMany(n => n is null
                ? new object?[7]
                : [n[i].MostSimilar, n[i].MostSimilarError, n[i].Percentile, n[i].Norm1, n[i].Norm1Error, n[i].Norm2, n[i].Norm2Error]);
            table.Add([model.TargetSamples[i].FamilyId, model.TargetSamples[i].IndividualId, .. model.TargetScores.Row(i).ToArray().Cast<object?>(), call.MostSimilar, .. call.Probabilities.Cast<object?>(), call.TypicalityP, call.Extrapolated, .. z]);
        }

        return table;
    }

    /// <summary>Scores by file, column and person. A person may stand in the target and in the reference table: the first table speaks for the target, the last for the reference.</summary>
    private sealed record ScoreColumns(IReadOnlyList<string> Names, IReadOnlyList<Dictionary<string, double>[]> Files)
    {
        /// <summary>Family and person; tables without a family column name the person alone.</summary>
        public static string KeyOf(string? family, string person) => family is null ? person : family + "\t" + person;

        public double? Find(int score, GenotypeSample person, bool firstFile)
        {
            foreach (var file in firstFile ? Files : Files.Reverse())
            {
                if (file[score].TryGetValue(KeyOf(person.FamilyId, person.IndividualId), out double value) || file[score].TryGetValue(person.IndividualId, out value))
                {
                    return value;
                }
            }

            return null;
        }
    }
}
