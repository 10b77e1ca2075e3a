using System.Diagnostics;
using System.Globalization;
using Etiogrid.Inference;
using Etiogrid.Inference.Readouts;

namespace Etiogrid.Benchmarks;

/// <summary>Times whole people, readouts included, one after the other: <c>--people N [THREADS]</c>.</summary>
internal static class PersonTimings
{
    private const int WarmUp = 12;

    private static double Quantile(double[] x, double p) => x.Order().ElementAt((int)(p * (x.Length - 1)));

    public static int Run(int count, int threads)
    {
        var people = new KnowledgePeople();
        // The compiler of the runtime has seen everything after a few people; a run over a cohort pays for that once.
        for (int i = 0; i < WarmUp; i++)
        {
            One(people, -1 - i, threads);
        }

        var total = Stopwatch.StartNew();
        double[] each = new double[count];
        var byEngine = new SortedDictionary<string, int>(StringComparer.Ordinal);
        double largest = 0;
        double[] parts = new double[4];
        for (int i = 1; i <= count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            var (posterior, seconds) = One(people, i, threads);
            each[i - 1] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            largest = Math.Max(largest, posterior.Error.Bound);
            byEngine[posterior.Engine.ToString()] = byEngine.GetValueOrDefault(posterior.Engine.ToString()) + 1;
            for (int p = 0; p < parts.Length; p++)
            {
                parts[p] += seconds[p];
            }
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{count} people, {threads} threads: mean {total.Elapsed.TotalSeconds / count:0.000} s, median {Quantile(each, 0.5):0.000}, 95 % below {Quantile(each, 0.95):0.000}, worst {each.Max():0.000} s; posterior {parts[0] / count:0.000}, draws and bands {parts[1] / count:0.000}, decomposition {parts[2] / count:0.000}, leave-one-out {parts[3] / count:0.000} s; largest error {largest:G2}; {string.Join(", ", byEngine.Select(e => $"{e.Key} {e.Value}"))}; peak memory {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:0} MB"));
        return 0;
    }

    private static (GridPosterior Posterior, double[] Seconds) One(KnowledgePeople people, int index, int threads)
    {
        var options = new GridInferenceOptions { Threads = threads, Participant = index.ToString(CultureInfo.InvariantCulture) };
        var person = people.Builder.Build(people.Make(Math.Abs(index) + (index < 0 ? 1_000_000 : 0))).Value;
        var watch = Stopwatch.StartNew();
        var posterior = GridInference.Infer(person.Model, options).Value;
        double infer = watch.Elapsed.TotalSeconds;
        var draws = GridInference.Draw(person.Model, 400, options).Value;
        ParameterBands.Of(person, posterior, draws);
        AmbiguitySets.Of(posterior, draws);
        CausalReadout.Of(person, posterior);
        double bands = watch.Elapsed.TotalSeconds;
        EvidenceDecomposition.Of(people.Builder, person, posterior, options);
        double decomposition = watch.Elapsed.TotalSeconds;
        PosteriorSensitivity.Of(people.Builder, person, options);
        double[] seconds = [infer, bands - infer, decomposition - bands, watch.Elapsed.TotalSeconds - decomposition];
        if (Environment.GetEnvironmentVariable("ETIOGRID_BENCH_VERBOSE") is not null)
        {
            Console.WriteLine($"{index}\t{posterior.Engine}\t{string.Join('\t', seconds.Select(s => s.ToString("0.000", CultureInfo.InvariantCulture)))}\t{person.Model.Symptoms.Count(s => s.Present == true)}\t{posterior.Error.Statement}");
        }

        return (posterior, seconds);
    }
}
