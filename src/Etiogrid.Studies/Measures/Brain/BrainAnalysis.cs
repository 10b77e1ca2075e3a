using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;
using Etiogrid.Files;
using Etiogrid.Imaging;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Studies.Pipeline;
using Etiogrid.Studies.Reading;

namespace Etiogrid.Studies.Measures.Brain;

/// <summary>Measures the brain data of everybody in a study: maps, connectivity, co-localisation with the atlas maps.</summary>
public static class BrainAnalysis
{
    /// <summary>Version of the measures; part of the cache key.</summary>
    private const string MeasureVersion = "brain/2";

    private const int SessionsAtOnce = 500;

    /// <summary>All measured sessions, ordered by person and session. Files with errors become findings of their person.</summary>
    public static IReadOnlyList<BrainSession> Measure(StudyData study, BrainSpace space, RunFolders folders, int threads, Action<int, int, string> report, CancellationToken cancellation)
    {
        var cache = new ContentCache(folders.Cache);
        var jobs = Jobs(study, space).ToArray();
        var sessions = new BrainSession?[jobs.Length];
        int done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : Environment.ProcessorCount, CancellationToken = cancellation };
        Parallel.For(0, jobs.Length, options, i =>
        {
            sessions[i] = Measure(study, space, cache, jobs[i]);
            report(Interlocked.Increment(ref done), jobs.Length, jobs[i].Person.ToString());
        });
        BrainSession[] measured = [.. sessions.OfType<BrainSession>()];
        return space.Atlas is null ? measured : Colocalize(space, measured, threads);
    }

    private static IEnumerable<Job> Jobs(StudyData study, BrainSpace space)
    {
        foreach (var person in study.Participants.Select(p => p.Id).Order())
        {
            foreach (var (kind, text) in Sources(space))
            {
                var pattern = new PathPattern(text);

                // A file that names no session is one measurement, however many visits the person had.
                SessionId?[] sessions = pattern.HasSessions ? [.. study.Sessions[person].Select(s => (SessionId?)s)] : [null];
                foreach (var session in sessions)
                {
                    string file = pattern.FileOf(person, session);
                    if (File.Exists(file))
                    {
                        yield return new(person, session, kind, file);
                    }
                }
            }
        }
    }

    private static IEnumerable<(BrainMapKind Kind, string Pattern)> Sources(BrainSpace space)
    {
        if (space.Config.Maps is { } maps)
        {
            yield return (BrainMapKind.RegionalMap, maps);
        }

        if (space.Config.TimeSeries is { } series)
        {
            yield return (BrainMapKind.ConnectivityStrength, series);
        }
    }

    private static BrainSession? Measure(StudyData study, BrainSpace space, ContentCache cache, Job job)
    {
        string sha = InputFile.Sha256(job.File);
        string key = ContentCache.Key(MeasureVersion, job.Kind.ToString(), sha, space.Sha256, space.Config.Density.ToString("R", CultureInfo.InvariantCulture), space.Config.MinimumVolumes.ToString(CultureInfo.InvariantCulture));
        var provenance = new Provenance(study.RelativePath(job.File), sha);
        if (cache.TryRead<BrainMeasurement>(key) is { } kept)
        {
            return new(job.Person, job.Session, kept with { Provenance = provenance }, []);
        }

        var parsed = job.Kind == BrainMapKind.RegionalMap
            ? RegionalMapMeasure.Measure(space, job.File, provenance)
            : ConnectivityMeasure.Measure(space, job.File, provenance);
        foreach (var finding in parsed.Diagnostics)
        {
            study.Findings.Add(job.Person, finding);
        }

        if (!parsed.TryGetValue(out var measurement))
        {
            return null;
        }

        if (parsed.Diagnostics.All(d => d.Severity == Severity.Note))
        {
            cache.Write(key, measurement);
        }

        return new(job.Person, job.Session, measurement, []);
    }

    /// <summary>Co-localisation of all sessions, some at a time, so that the results of surrogates do not pile up.</summary>
    private static BrainSession[] Colocalize(BrainSpace space, BrainSession[] sessions, int threads)
    {
        var spearman = ColocalizationPlan.Create(space.Atlas!, new() { Method = ColocalizationMethod.Spearman, Permutations = space.Config.NullCount, Threads = threads }, space.Null);
        var pearson = ColocalizationPlan.Create(space.Atlas!, new() { Method = ColocalizationMethod.Pearson, Threads = threads });
        return [.. sessions.Chunk(SessionsAtOnce).SelectMany(chunk => Colocalize(space, chunk, spearman, pearson))];
    }

    private static BrainSession[] Colocalize(BrainSpace space, BrainSession[] sessions, ColocalizationPlan spearmanPlan, ColocalizationPlan pearsonPlan)
    {
        int regions = space.AtlasRegions.Count;
        var maps = new Matrix(regions, sessions.Length);
        for (int r = 0; r < regions; r++)
        {
            for (int s = 0; s < sessions.Length; s++)
            {
                maps[r, s] = sessions[s].Measurement.Map[space.AtlasRegions[r]];
            }
        }

        string[] names = [.. sessions.Select((_, i) => i.ToString(CultureInfo.InvariantCulture))];
        var spearman = spearmanPlan.Run(maps, names);
        var pearson = pearsonPlan.Run(maps, names);
        int atlases = space.Atlas!.MapNames.Count;
        return [.. sessions.Select((session, i) => session with
        {
            Colocalization =
            [
                .. Enumerable.Range(0, atlases).Select(a => Row(spearman[(i * atlases) + a], pearson[(i * atlases) + a], HalfZ(space, session, a))),
            ],
        })];
    }

    private static AtlasColocalization Row(ColocalizationResult spearman, ColocalizationResult pearson, (double Odd, double Even) halves) =>
        new(spearman.Atlas, spearman.R, spearman.Z, pearson.R, spearman.Null?.P ?? double.NaN, spearman.ParametricP, spearman.N, halves.Odd, halves.Even);

    private static (double Odd, double Even) HalfZ(BrainSpace space, BrainSession session, int atlas)
    {
        if (session.Measurement.OddMap.Length == 0)
        {
            return (double.NaN, double.NaN);
        }

        double[] column = space.Atlas!.Values.Column(atlas);
        return (FisherZ(session.Measurement.OddMap), FisherZ(session.Measurement.EvenMap));

        double FisherZ(double[] map)
        {
            int[] present = [.. Enumerable.Range(0, column.Length).Where(r => double.IsFinite(column[r]) && double.IsFinite(map[space.AtlasRegions[r]]))];
            double[] x = [.. present.Select(r => map[space.AtlasRegions[r]])];
            double[] y = [.. present.Select(r => column[r])];
            return present.Length >= ColocalizationPlan.FewestRegions ? Moments.FisherZ(Moments.Spearman(x, y)) : double.NaN;
        }
    }

    private sealed record Job(ParticipantId Person, SessionId? Session, BrainMapKind Kind, string File);
}
