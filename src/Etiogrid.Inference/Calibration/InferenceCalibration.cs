using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Calibration;

/// <summary>
/// Simulates people whose truth is known and checks what the posterior says about them: ranks among posterior draws, calibration
/// of P(altered) at growing collinearity against the naive product, and the same where the world is not the model.
/// Method page: <c>docs/methods/grid-calibration.md</c>.
/// </summary>
public static class InferenceCalibration
{
    private const int RankPathways = 4;
    private const int ScorePathways = 5;
    private const int Bins = 20;
    private const double TailFreedom = 5;

    /// <summary>The whole report.</summary>
    public static CalibrationReport Run(CalibrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var some = CalibrationWorlds.Make(ScorePathways, 0.5);
        return new(
            RankTests(options),
            [
                .. new[] { 0, 0.5, 0.8 }.Select(r2 => AsTheModel(options, r2)),
                Score(options, "markers with heavy tails (Student t, 5 degrees of freedom)", 0.5, some, some, true),
                Score(options, "the same, modelled as heavy tails", 0.5, CalibrationWorlds.WithHeavyTails(some, TailFreedom), CalibrationWorlds.WithHeavyTails(some, TailFreedom), false),
                Score(options, "prevalences twice as high as assumed", 0.5, CalibrationWorlds.WithPrevalence(some, 2), some, false),
                Score(options, "prevalences half as high as assumed", 0.5, CalibrationWorlds.WithPrevalence(some, 0.5), some, false),
                Score(options, "exposures correlated, effects added up unadjusted", 0.5, some, some, false, new ExposureWorld(some)),
                Score(options, "one pathway unknown to the model", 0.5, some, CalibrationWorlds.WithoutLastPathway(some), false),
            ]);
    }

    /// <summary>The scores where the world is the model, at one shared variance.</summary>
    internal static ScenarioScore AsTheModel(CalibrationOptions options, double sharedVariance)
    {
        var model = CalibrationWorlds.Make(ScorePathways, sharedVariance);
        return Score(options, "as the model", sharedVariance, model, model, false);
    }

    private static RankTest[] RankTests(CalibrationOptions options) => Ranks(options, m => m);

    /// <summary>Ranks of the truth among draws of the posterior of a model made from the right one.</summary>
    internal static RankTest[] Ranks(CalibrationOptions options, Func<GridModel, GridModel> analyst)
    {
        var model = CalibrationWorlds.Make(RankPathways, 0.5);
        var sampler = new GridSampler(model);
        int quantities = RankPathways + 3;
        int[][] ranks = new int[options.RankPeople][];
        ForEach(options, options.RankPeople, i => ranks[i] = Ranks(model, sampler, options, i, analyst));
        return [.. Enumerable.Range(0, quantities).Select(q => Uniform(Name(model, q), [.. ranks.Select(r => r[q])], options.Draws))];
    }

    private static string Name(GridModel model, int quantity) =>
        quantity < RankPathways ? $"state of {model.Pathways[quantity].Name}" : quantity == RankPathways ? "number of altered pathways"
        : quantity == RankPathways + 1 ? "log joint probability of states and observations" : "log likelihood of the observations";

    private static int[] Ranks(GridModel model, GridSampler sampler, CalibrationOptions options, int person, Func<GridModel, GridModel> analyst)
    {
        var random = Philox.For(options.Seed, $"rank-{person}", "calibration");
        var sample = sampler.Draw(random);
        var observed = analyst(sample.Observe(model));
        var grid = CompiledGrid.Compile(observed);
        var posterior = EnumerationEngine.Infer(grid, new() { TopCount = (int)grid.Configurations, Threads = 1 })
            ?? throw new InvalidOperationException("A simulated person has probability zero under the model that simulated them.");
        var prior = CompiledGrid.Compile(observed.WithoutObservations());
        double[] truth = Quantities(grid, prior, sample.States, random);
        int[] ranks = new int[truth.Length];
        for (int draw = 0; draw < options.Draws; draw++)
        {
            double[] values = Quantities(grid, prior, Draw(posterior, random), random);
            for (int q = 0; q < ranks.Length; q++)
            {
                ranks[q] += values[q] < truth[q] ? 1 : 0;
            }
        }

        return ranks;
    }

    /// <summary>What is ranked; ties are broken by a small random number.</summary>
    private static double[] Quantities(CompiledGrid grid, CompiledGrid prior, IReadOnlyList<int> states, Philox random)
    {
        int[] indices = [.. states.Select((s, k) => Enumerable.Range(grid.Offset[k], grid.Count(k)).First(i => grid.FullState[i] == s))];
        return
        [
            .. states.Select(s => s + random.NextDouble()),
            states.Count(s => s != 0) + random.NextDouble(),
            grid.LogJoint(indices) + (1e-9 * random.NextDouble()),
            grid.LogJoint(indices) - prior.LogJoint(indices) + (1e-9 * random.NextDouble()),
        ];
    }

    private static IReadOnlyList<int> Draw(GridPosterior posterior, Philox random)
    {
        double u = random.NextDouble();
        foreach (var configuration in posterior.Top)
        {
            u -= configuration.Probability;
            if (u < 0)
            {
                return configuration.States;
            }
        }

        return posterior.Top[^1].States;
    }

    private static RankTest Uniform(string quantity, int[] ranks, int draws)
    {
        double[] counts = new double[Bins];
        foreach (int rank in ranks)
        {
            counts[rank * Bins / (draws + 1)]++;
        }

        double expected = ranks.Length / (double)Bins;
        double chiSquared = counts.Sum(c => (c - expected) * (c - expected) / expected);
        return new(quantity, chiSquared, ChiSquared.UpperTail(chiSquared, Bins - 1), [.. counts.Select(c => (int)c)]);
    }

    private static ScenarioScore Score(CalibrationOptions options, string scenario, double sharedVariance, GridModel world, GridModel model, bool heavyTails, ExposureWorld? exposures = null)
    {
        int n = model.Pathways.Count;
        var sampler = new GridSampler(world);
        double[] joint = new double[options.People * n];
        double[] naive = new double[joint.Length];
        bool[] truth = new bool[joint.Length];
        ForEach(options, options.People, i =>
        {
            var random = Philox.For(options.Seed, $"score-{i}", scenario);
            int pattern = exposures?.Draw(random) ?? 0;
            var sample = (exposures is null ? sampler : new GridSampler(exposures.For(pattern, true))).Draw(random);
            var observed = (heavyTails ? WithHeavyTails(world, sample, random) : sample).Observe(exposures?.For(pattern, false) ?? model);
            var posterior = GridInference.Infer(observed, new() { Threads = 1 }).Value;
            var product = NaiveProduct.Altered(observed);
            for (int k = 0; k < n; k++)
            {
                joint[(i * n) + k] = posterior.Altered(k);
                naive[(i * n) + k] = product[k];
                truth[(i * n) + k] = sample.States[k] != 0;
            }
        });
        return new(scenario, sharedVariance, ProbabilityScore.Of(joint, truth), ProbabilityScore.Of(naive, truth));
    }

    /// <summary>Scales a person's marker noise: Student t of unit variance.</summary>
    private static GridSample WithHeavyTails(GridModel world, GridSample sample, Philox random)
    {
        double scale = GridSampler.TailScale(TailFreedom, random);
        double[] markers = new double[world.Markers.Count];
        for (int m = 0; m < markers.Length; m++)
        {
            double mean = world.Markers[m].Loadings.Where(l => sample.States[l.Pathway] == l.State).Sum(l => l.Value);
            markers[m] = mean + (scale * (sample.Markers[m] - mean));
        }

        return sample with { Markers = markers };
    }

    private static void ForEach(CalibrationOptions options, int count, Action<int> action)
    {
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Threads > 0 ? options.Threads : Environment.ProcessorCount, CancellationToken = options.Cancellation };
        Parallel.For(0, count, parallel, action);
    }
}
