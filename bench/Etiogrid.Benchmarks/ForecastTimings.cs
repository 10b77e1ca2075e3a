using System.Diagnostics;
using System.Globalization;
using Etiogrid.Inference;
using Etiogrid.Inference.Person;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Benchmarks;

/// <summary>What inference says before it starts against what it then does, over different people: <c>--forecast N</c> (N of each kind).</summary>
internal static class ForecastTimings
{
    public static int Run(int count)
    {
        var people = new KnowledgePeople();
        (string Name, Func<int, PersonInputs> Make)[] kinds =
        [
            ("everything measured", i => people.Make(i)),
            ("no maps", i => people.Make(i, m => !m.StartsWith("coloc_", StringComparison.Ordinal))),
            ("maps only, no symptoms", i => people.Make(i, m => m.StartsWith("coloc_", StringComparison.Ordinal)) with { Symptoms = [] }),
            ("symptoms only", i => people.Make(i, _ => false)),
            ("half of the markers", i => people.Make(i, m => (m.Length + i) % 2 == 0)),
        ];
        bool wrong = false;
        foreach (var (name, make) in kinds)
        {
            wrong |= !Compare(name, count, i => people.Builder.Build(make(i + 2000)).Value.Model, 12);
        }

        foreach (var (name, pathways, tied) in new[] { ("10 pathways, all tied", 10, 10), ("13 pathways, all tied", 13, 13), ("16 pathways, all tied", 16, 16), ("35 pathways, 14 tied", 35, 14), ("35 pathways, 20 tied", 35, 20) })
        {
            wrong |= !Compare(name, Math.Max(1, count / 8), i => SignedMaps(i + 100, pathways, tied));
        }

        return wrong ? 1 : 0;
    }

    /// <summary>Three-state pathways of which the first ones are tied by maps that pull either way.</summary>
    private static GridModel SignedMaps(int seed, int pathways, int tied)
    {
        var random = Philox.For((ulong)seed, "maps", "forecast");
        GridPathway[] p = [.. Enumerable.Range(0, pathways).Select(k => GridPathway.ThreeState($"p{k}", 0.05 + (0.2 * random.NextDouble()), 0.05))];
        GridSymptom[] symptoms = [.. Enumerable.Range(0, 6).Select(d => new GridSymptom($"s{d}", 0.05, [.. Enumerable.Range(0, pathways).Where(_ => random.NextBernoulli(0.2)).Select(k => new CausalLink(k, 0, 0.4))], random.NextBernoulli(0.5)))];
        const int maps = 19;
        StateLoading[] Loadings() => [.. Enumerable.Range(0, tied).SelectMany(k =>
        {
            double value = random.NextNormal() * 0.4;
            return new[] { new StateLoading(k, 1, value), new StateLoading(k, 2, value) };
        })];
        GridMarker[] markers = [.. Enumerable.Range(0, maps).Select(m => new GridMarker($"m{m}", "maps", Loadings(), random.NextNormal()))];
        return GridModel.Create(p, [], symptoms, [], markers, Matrix.Identity(maps)).Value;
    }

    private static bool Compare(string name, int count, Func<int, GridModel> make, int warmUp = 2)
    {
        bool right = true;
        var ratios = new List<double>();
        var engines = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int i = -warmUp; i < count; i++)
        {
            var model = make(i);
            var options = new GridInferenceOptions { Threads = 1 };
            var forecast = GridInference.Forecast(model, options).Value;
            long start = Stopwatch.GetTimestamp();
            var posterior = GridInference.Infer(model, options).Value;
            if (i < 0)
            {
                continue;
            }

            ratios.Add(Stopwatch.GetElapsedTime(start).TotalSeconds / forecast.Seconds);
            string key = forecast.Engine == posterior.Engine ? $"{forecast.Engine}" : $"{forecast.Engine} said, {posterior.Engine} ran";
            engines[key] = engines.GetValueOrDefault(key) + 1;
            right &= posterior.Engine == forecast.Engine || posterior.Engine == forecast.Fallback;
        }

        ratios.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{name}: {string.Join(", ", engines.Select(e => $"{e.Key} {e.Value}"))}; measured / forecast {ratios[0]:0.00} to {ratios[^1]:0.00}, median {ratios[count / 2]:0.00}, {ratios.Count(r => r is > 1 / 3.0 and < 3)} of {count} within a factor of 3"));
        return right;
    }
}
