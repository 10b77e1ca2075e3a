using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Files;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Sets;
using Etiogrid.Genetics.Weights;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Measures;

/// <summary>Pathway scores of everybody who has genotypes. A person without genotypes is missing, not wrong.</summary>
public static class GeneticsMeasure
{
    private const double NormalQuantile975 = 1.959963984540054;

    /// <summary>Computes the scores; an empty dictionary when the study has no genotypes.</summary>
    public static Parsed<IReadOnlyDictionary<ParticipantId, GeneticsPerson>> Measure(StudyData study, GeneralGrid grid, int threads)
    {
        ArgumentNullException.ThrowIfNull(study);
        ArgumentNullException.ThrowIfNull(grid);
        if (study.Config.Genetics is not { } config)
        {
            return Parsed.Of<IReadOnlyDictionary<ParticipantId, GeneticsPerson>>(new Dictionary<ParticipantId, GeneticsPerson>());
        }

        return GenotypeFile.Open(config.Genotypes).Then(genotypes =>
            WeightReader.Read(config.Weights).Then(weights => IdMatching.Match(weights, genotypes)).Then(terms =>
                Sets(config, grid).Then(sets =>
                    GeneLocations.Read(config.Genes, genotypes).Then(genes =>
                        Options(config, threads).Then(options =>
                            PathwayScores.Compute(terms, genotypes, sets, genes, options).Then(table =>
                                Panel(config, terms, genotypes, sets, genes, options).Then(panel => ByPerson(study, genotypes, table, panel))))))));
    }

    private static Parsed<PathwayScoreOptions> Options(GeneticsConfig config, int threads)
    {
        var window = new GeneWindow(1000 * config.WindowUpstreamKb, 1000 * config.WindowDownstreamKb);
        int workers = threads > 0 ? threads : Environment.ProcessorCount;
        return config.Frequencies is null
            ? Parsed.Of(new PathwayScoreOptions { Window = window, Threads = workers })
            : AlleleFrequencies.Read(config.Frequencies).Select(f => new PathwayScoreOptions { Window = window, Threads = workers, Frequencies = f });
    }

    private static Parsed<IReadOnlyList<GeneSet>> Sets(GeneticsConfig config, GeneralGrid grid)
    {
        if (config.Sets is null)
        {
            return Parsed.Failed<IReadOnlyList<GeneSet>>(Diagnostic.Error("E226", "The study names no gene sets", new(null, null, "genetics.sets"), fix: "Write the built-in ones with 'etiogrid knowledge export DIR' and name the .gmt file under genetics.sets"));
        }

        return GeneSets.Read(config.Sets).Then(sets =>
        {
            var known = grid.Pathways.Select(p => p.Id.Key).ToHashSet(StringComparer.Ordinal);
            Diagnostic[] unknown =
            [
                .. sets.Where(s => !known.Contains(s.Name)).Select(s =>
                    Diagnostic.Warning("E227", "The gene set is no pathway of the knowledge base and is not used", new(config.Sets, null, s.Name), s.Name, null, NearestName.Among(s.Name, known) is { } near ? $"Did you mean '{near}'?" : null)),
            ];
            return Parsed.Of<IReadOnlyList<GeneSet>>([.. sets.Where(s => known.Contains(s.Name))], unknown);
        });
    }

    private static Parsed<GeneticsPanel?> Panel(GeneticsConfig config, ScoreTerms terms, IGenotypeSource genotypes, IReadOnlyList<GeneSet> sets, GeneLocations genes, PathwayScoreOptions options) =>
        config is { Reference: { } reference, Labels: { } labels }
            ? GeneticsPanel.Read(reference, labels, terms, genotypes, sets, genes, options).Select(panel => (GeneticsPanel?)panel)
            : Parsed.Of<GeneticsPanel?>(null);

    private static Parsed<IReadOnlyDictionary<ParticipantId, GeneticsPerson>> ByPerson(StudyData study, IGenotypeSource genotypes, PathwayScoreTable table, GeneticsPanel? panel)
    {
        string sha = InputFile.Sha256(genotypes.File);
        var provenance = new Provenance(study.RelativePath(genotypes.File), sha);
        var known = study.Participants.Select(p => p.Id).ToHashSet();
        Dictionary<ParticipantId, GeneticsPerson> people = [];
        List<Diagnostic> findings = [];
        for (int i = 0; i < table.Samples.Count; i++)
        {
            string id = table.Samples[i].IndividualId;
            if (!ParticipantId.TryParse(id, out var person) || !known.Contains(person))
            {
                findings.Add(Diagnostic.Warning("E228", "A person of the genotypes is not in participants.tsv and is left out", new(genotypes.File, i + 1, "IID"), id, null, "Use the participant labels as individual ids"));
                continue;
            }

            people[person] = Person(table, panel, i, provenance);
        }

        return Parsed.Of<IReadOnlyDictionary<ParticipantId, GeneticsPerson>>(people, findings);
    }

    private static GeneticsPerson Person(PathwayScoreTable table, GeneticsPanel? panel, int person, Provenance provenance)
    {
        List<PathwayScoreValue> scores = [];
        List<int> kept = [];
        for (int s = 0; s < table.Pathways.Count; s++)
        {
            var pathway = table.Pathways[s];
            var adjusted = panel?.Adjusted[s]?[person];
            double z = adjusted?.Norm2 ?? pathway.ReferenceZ[person];
            if (pathway.VariantCount == 0 || !double.IsFinite(z))
            {
                continue;
            }

            int people = adjusted is not null ? panel!.People : table.Reference == ReferenceKind.GenotypeReference ? 0 : table.Samples.Count;
            var reference = new ReferenceSample(table.Reference, people, pathway.ReferenceMean, pathway.ReferenceStandardDeviation);
            double own = pathway.StandardErrors[person] / pathway.ReferenceStandardDeviation;
            double half = NormalQuantile975 * Math.Sqrt((own * own) + (adjusted is { } a ? a.Norm2Error * a.Norm2Error : 0));
            kept.Add(s);
            scores.Add(new(new(pathway.Set), pathway.Scores[person], reference, z, pathway.BackgroundZ[person], pathway.Coverage[person], pathway.VariantCount, provenance)
            {
                HalfWidth = double.IsFinite(half) ? half : 0,
                AncestryAdjusted = adjusted is not null,
                Extrapolated = adjusted is not null && panel!.Extrapolated[person],
            });
        }

        double[] coverage = [.. scores.Select(s => s.Coverage).Where(double.IsFinite)];
        return new(Joint(scores, kept, panel?.Covariance ?? table.Covariance), coverage.Length > 0 ? Moments.Mean(coverage) : double.NaN);
    }

    /// <summary>Sees all scores of a person together: pathways share genes.</summary>
    private static List<PathwayScoreValue> Joint(List<PathwayScoreValue> scores, List<int> sets, Matrix covariance)
    {
        var correlation = new Matrix(sets.Count, sets.Count);
        for (int a = 0; a < sets.Count; a++)
        {
            for (int b = 0; b < sets.Count; b++)
            {
                double scale = Math.Sqrt(covariance[sets[a], sets[a]] * covariance[sets[b], sets[b]]);
                correlation[a, b] = a == b ? 1 : scale > 0 ? covariance[sets[a], sets[b]] / scale : 0;
            }
        }

        var (z, coverage) = JointScores.Join([.. scores.Select(s => s.Z)], [.. scores.Select(s => s.JointCoverage)], correlation);
        return [.. scores.Select((s, k) => coverage[k] > 0 ? s with { JointZ = z[k], JointCoverage = coverage[k] } : s)];
    }
}
