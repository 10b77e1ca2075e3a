using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Files;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Harmonisation;
using Etiogrid.Genetics.Scoring;
using Etiogrid.Genetics.Sets;
using Etiogrid.Genetics.Weights;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Measures;

/// <summary>Scores of pathways and further units of everybody who has genotypes. A person without genotypes is missing, not wrong.</summary>
public static class GeneticsMeasure
{
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
            Options(config, threads).Then(options =>
                WeightReader.Read(config.Weights).Then(weights => WeightMatching.Match(weights, genotypes, new() { Ambiguous = config.Ambiguous, Frequencies = options.Frequencies })).Then(terms =>
                    GeneticSets.Read(config, grid).Then(sets =>
                        GeneLocations.Read(config.Genes, genotypes).Then(genes =>
                            PathwayScores.Compute(terms, genotypes, sets.Sets, genes, options).Then(table =>
                                Panel(config, terms, genotypes, sets.Sets, genes, options).Then(panel =>
                                    ByPerson(study, genotypes, new PersonScores(table, sets, panel, options.Frequencies is not null, grid)))))))));
    }

    private static Parsed<PathwayScoreOptions> Options(GeneticsConfig config, int threads)
    {
        var window = new GeneWindow(1000 * config.WindowUpstreamKb, 1000 * config.WindowDownstreamKb);
        int workers = threads > 0 ? threads : Environment.ProcessorCount;
        return config.Frequencies is null
            ? Parsed.Of(new PathwayScoreOptions { Window = window, Threads = workers })
            : AlleleFrequencies.Read(config.Frequencies).Select(f => new PathwayScoreOptions { Window = window, Threads = workers, Frequencies = f });
    }

    private static Parsed<GeneticsPanel?> Panel(GeneticsConfig config, ScoreTerms terms, IGenotypeSource genotypes, IReadOnlyList<GeneSet> sets, GeneLocations genes, PathwayScoreOptions options) =>
        config is { Reference: { } reference, Labels: { } labels }
            ? GeneticsPanel.Read(reference, labels, terms, genotypes, sets, genes, options).Select(panel => (GeneticsPanel?)panel)
            : Parsed.Of<GeneticsPanel?>(null);

    private static Parsed<IReadOnlyDictionary<ParticipantId, GeneticsPerson>> ByPerson(StudyData study, IGenotypeSource genotypes, PersonScores scores)
    {
        string sha = InputFile.Sha256(genotypes.File);
        var provenance = new Provenance(study.RelativePath(genotypes.File), sha);
        var known = study.Participants.Select(p => p.Id).ToHashSet();
        Dictionary<ParticipantId, GeneticsPerson> people = [];
        List<Diagnostic> findings = [];
        for (int i = 0; i < genotypes.Samples.Count; i++)
        {
            string id = genotypes.Samples[i].IndividualId;
            if (!ParticipantId.TryParse(id, out var person) || !known.Contains(person))
            {
                findings.Add(Diagnostic.Warning("E228", "A person of the genotypes is not in participants.tsv and is left out", new(genotypes.File, i + 1, "IID"), id, null, "Use the participant labels as individual ids"));
                continue;
            }

            people[person] = scores.Of(i, provenance);
        }

        return Parsed.Of<IReadOnlyDictionary<ParticipantId, GeneticsPerson>>(people, findings);
    }
}
