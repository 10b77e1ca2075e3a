using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Measurements;

/// <summary>
/// Expected information I(states; y) of measurements not yet made (Lindley 1956, doi 10.1214/aoms/1177728069), given everything measured:
/// y given the states and the measured markers is normal with the conditional mean and covariance, so a near-duplicate of a measured
/// marker has next to nothing left to say. States come from posterior draws; draws with the same mean are one class.
/// </summary>
public static class InformationGain
{
    private const int NoiseDrawsOfOneMarker = 64;
    private const int NoiseDrawsOfPanel = 4;

    /// <summary>The value of each candidate, in the given order.</summary>
    /// <param name="model">All markers, measured ones with values, candidates without.</param>
    /// <param name="draws">Posterior draws.</param>
    /// <param name="candidates">What could be measured.</param>
    /// <param name="sets">Pathway sets whose members the measurement might tell apart.</param>
    /// <param name="seed">Seed of the noise.</param>
    /// <param name="participant">Participant label that keys it.</param>
    public static IReadOnlyList<MeasurementValue> Evaluate(GridModel model, ConfigurationDraws draws, IReadOnlyList<CandidateMeasurement> candidates, IReadOnlyList<IReadOnlyList<int>> sets, ulong seed, string participant)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(draws);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(sets);
        int[] measured = [.. Enumerable.Range(0, model.Markers.Count).Where(m => model.Markers[m].Value is not null)];
        return [.. candidates.Select(candidate =>
        {
            double[][] means = MarkerPrediction.WhitenedMeans(model, draws, measured, candidate.Markers);
            var random = Philox.For(seed, participant, "information-" + candidate.Name);
            int[][] patterns = [.. sets.Select(set => Patterns(model, draws, set))];
            return Information(candidate, means, patterns, random);
        })];
    }

    /// <summary>Which members of the set are altered, as a bit pattern a draw.</summary>
    private static int[] Patterns(GridModel model, ConfigurationDraws draws, IReadOnlyList<int> set) =>
        [.. draws.States.Select(states => set.Select((k, bit) => model.Pathways[k].KindOf(states[k]) == AlterationKind.None ? 0 : 1 << bit).Sum())];

    private static MeasurementValue Information(CandidateMeasurement candidate, double[][] means, int[][] patterns, Philox random)
    {
        var classes = Classes(means, patterns);
        int noise = candidate.Markers.Count == 1 ? NoiseDrawsOfOneMarker : NoiseDrawsOfPanel;
        double total = 0;
        double[] sets = new double[patterns.Length];
        double[] log = new double[classes.Count];
        double[] densities = new double[classes.Count];
        foreach (var (own, c) in classes.Select((own, c) => (own, c)))
        {
            for (int r = 0; r < noise; r++)
            {
                double logOwn = LogDensities(classes, own.Mean, random, r, noise, log, c);
                double weight = own.Weight / noise;
                double max = WeightedDensities(classes, log, densities);
                double mixture = Mixture(classes, densities, max, null, 0);
                total += weight * (logOwn - mixture);
                for (int s = 0; s < sets.Length; s++)
                {
                    sets[s] += weight * (Mixture(classes, densities, max, s, own.Patterns[s]) - mixture);
                }
            }
        }

        const double bitsPerNat = 1.4426950408889634;
        return new(candidate, Math.Max(0, total * bitsPerNat), [.. sets.Select(s => Math.Max(0, s * bitsPerNat))]);
    }

    /// <summary>log densities (up to the constant) of one noisy y under every class; one marker takes stratified noise.</summary>
    private static double LogDensities(List<MeanClass> classes, double[] mean, Philox random, int draw, int noise, double[] log, int own)
    {
        double[] y = new double[mean.Length];
        for (int j = 0; j < y.Length; j++)
        {
            double e = mean.Length == 1 ? Numerics.Distributions.Normal.Quantile((draw + random.NextDouble()) / noise) : random.NextNormal();
            y[j] = mean[j] + e;
        }

        for (int c = 0; c < classes.Count; c++)
        {
            double sum = 0;
            for (int j = 0; j < y.Length; j++)
            {
                double d = y[j] - classes[c].Mean[j];
                sum += d * d;
            }

            log[c] = -0.5 * sum;
        }

        return log[own];
    }

    /// <summary>Weight times density of every class, relative to the largest density; returns the logarithm of that.</summary>
    private static double WeightedDensities(List<MeanClass> classes, double[] log, double[] densities)
    {
        double max = double.NegativeInfinity;
        foreach (double value in log)
        {
            max = Math.Max(max, value);
        }

        for (int c = 0; c < log.Length; c++)
        {
            densities[c] = classes[c].Weight * Elementary.Exp(log[c] - max);
        }

        return max;
    }

    /// <summary>log of the mixture over all classes, or over those with a pattern of a set (renormalised).</summary>
    private static double Mixture(List<MeanClass> classes, double[] densities, double max, int? set, int pattern)
    {
        double sum = 0;
        double weight = 0;
        for (int c = 0; c < densities.Length; c++)
        {
            if (set is null || classes[c].Patterns[set.Value] == pattern)
            {
                sum += densities[c];
                weight += classes[c].Weight;
            }
        }

        return max + Elementary.Log(sum / weight);
    }

    /// <summary>Draws with the same means and patterns, joined.</summary>
    private static List<MeanClass> Classes(double[][] means, int[][] patterns)
    {
        Dictionary<string, MeanClass> classes = new(StringComparer.Ordinal);
        for (int i = 0; i < means.Length; i++)
        {
            int[] own = [.. patterns.Select(p => p[i])];
            string key = string.Join(',', means[i].Select(m => Math.Round(m, 12).ToString("R", System.Globalization.CultureInfo.InvariantCulture))) + "|" + string.Join(',', own);
            if (!classes.TryGetValue(key, out var found))
            {
                classes[key] = found = new(means[i], own);
            }

            found.Weight += 1.0 / means.Length;
        }

        return [.. classes.Values];
    }

    private sealed class MeanClass(double[] mean, int[] patterns)
    {
        public double[] Mean { get; } = mean;

        public int[] Patterns { get; } = patterns;

        public double Weight { get; set; }
    }
}
