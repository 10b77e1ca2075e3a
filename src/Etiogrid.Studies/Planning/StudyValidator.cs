using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Genetics.Sets;
using Etiogrid.Genetics.Weights;
using Etiogrid.Studies.Configuration;
using Etiogrid.Studies.Measures.Brain;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Planning;

/// <summary>Reads everything a run would read and reports every finding; computes nothing.</summary>
public static class StudyValidator
{
    /// <summary>Validates a study.</summary>
    public static StudyValidation Validate(RunRequest request)
    {
        List<Diagnostic> findings = [];
        var opened = StudyPipeline.Open(request);
        findings.AddRange(opened.Diagnostics);
        if (!opened.TryGetValue(out var study))
        {
            return new(findings, 0);
        }

        findings.AddRange(Genetics(study.Study.Config.Genetics));
        findings.AddRange(Brain(study));
        findings.AddRange(study.Study.Findings.All().Select(f => f.Diagnostic));
        return new(findings, study.Study.Participants.Count);
    }

    private static IEnumerable<Diagnostic> Genetics(GeneticsConfig? config)
    {
        if (config is null)
        {
            return [];
        }

        IEnumerable<Diagnostic> sets = config.Sets is null ? [] : GeneSets.Read(config.Sets).Diagnostics;
        return [.. GenotypeFile.Open(config.Genotypes).Diagnostics, .. WeightReader.Read(config.Weights).Diagnostics, .. GeneLocations.Read(config.Genes).Diagnostics, .. sets];
    }

    private static IReadOnlyList<Diagnostic> Brain(OpenedStudy opened)
    {
        if (opened.Study.Config.Brain is not { } config)
        {
            return [];
        }

        var space = BrainSpace.Read(config, opened.Seed);
        if (!space.HasValue)
        {
            return space.Diagnostics;
        }

        var study = opened.Study;
        Parallel.ForEach(study.Participants, person =>
        {
            SessionId?[] sessions = study.Sessions[person.Id] is { Count: > 0 } named ? [.. named.Select(s => (SessionId?)s)] : [null];
            foreach (var session in sessions)
            {
                foreach (var finding in Files(space.Value, person, session))
                {
                    study.Findings.Add(person.Id, finding);
                }
            }
        });
        return space.Diagnostics;
    }

    private static IEnumerable<Diagnostic> Files(BrainSpace space, Participant person, SessionId? session)
    {
        if (space.Config.TimeSeries is { } series && new PathPattern(series).FileOf(person.Id, session) is var recording && File.Exists(recording))
        {
            foreach (var finding in TimeSeriesReader.Read(recording, space.RegionNames, new TimeSeriesOptions { MinimumVolumes = space.Config.MinimumVolumes }).Diagnostics)
            {
                yield return finding;
            }
        }

        if (space.Config.Maps is { } maps && new PathPattern(maps).FileOf(person.Id, session) is var map && File.Exists(map))
        {
            foreach (var finding in RegionalMapMeasure.Measure(space, map, new Provenance(map, "")).Diagnostics)
            {
                yield return finding;
            }
        }
    }
}
