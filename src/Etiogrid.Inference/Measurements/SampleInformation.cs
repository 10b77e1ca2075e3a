using Etiogrid.Inference.Interventions;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Inference.Measurements;

/// <summary>
/// Expected value of sample information (Raiffa and Schlaifer 1961): how much better the best combination becomes on average when it may
/// depend on a measurement not yet made. y is drawn from its prediction given the states of a posterior draw and everything measured; the
/// draws are re-weighted by the likelihood of y. A measurement that changes no choice is worth nothing, however many bits it has.
/// </summary>
public static class SampleInformation
{
    /// <summary>Symptoms that one unit of cost (a blood test) weighs; elicited: a fortieth of the burden of a drug (burden .2 at .1 symptoms a unit).</summary>
    public const double SymptomsPerCost = 0.0005;

    private const int Outcomes = 512;
    private const int LargestChoice = 100;

    /// <summary>The value of each candidate, in the given order.</summary>
    /// <param name="model">All markers, measured ones with values, candidates without.</param>
    /// <param name="draws">Posterior draws.</param>
    /// <param name="candidates">What could be measured.</param>
    /// <param name="ranking">Combinations with utilities in the same draws; doing nothing is always a choice.</param>
    /// <param name="seed">Seed of the predicted outcomes.</param>
    /// <param name="participant">Participant label that keys them.</param>
    public static IReadOnlyList<DecisionValue> Evaluate(GridModel model, ConfigurationDraws draws, IReadOnlyList<CandidateMeasurement> candidates, CombinationRanking ranking, ulong seed, string participant)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(draws);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(ranking);
        if (ranking.Utilities.Any(u => u.Length != draws.Count))
        {
            throw new ArgumentException("The combinations were valued under other draws.", nameof(ranking));
        }

        int[] measured = [.. Enumerable.Range(0, model.Markers.Count).Where(m => model.Markers[m].Value is not null)];
        double[][] utilities = [new double[draws.Count], .. ranking.Utilities.Take(LargestChoice)];
        return [.. candidates.Select(c =>
        {
            double[][] means = MarkerPrediction.WhitenedMeans(model, draws, measured, c.Markers);
            var (value, change) = Value(means, utilities, Philox.For(seed, participant, "decision-" + c.Name));
            return new DecisionValue(c, value, SymptomsPerCost * c.Cost, change);
        })];
    }

    /// <summary>Average over outcomes of the best choice's advantage over the choice that is best now: never negative, and 0 without information.</summary>
    private static (double Value, double Change) Value(double[][] means, double[][] utilities, Philox random)
    {
        int n = means.Length;
        int now = Best(utilities, null);
        double sum = 0;
        double changes = 0;
        double[] weights = new double[n];
        for (int o = 0; o < Outcomes; o++)
        {
            // One stratum of draws and of noise an outcome, so that few outcomes cover both.
            double[] y = Outcome(means[(int)((o + random.NextDouble()) / Outcomes * n) % n], o, random);
            Reweight(means, y, weights);
            int best = Best(utilities, weights);
            if (best != now)
            {
                sum += Moments.Dot(utilities[best], weights) - Moments.Dot(utilities[now], weights);
                changes++;
            }
        }

        return (sum / Outcomes, changes / Outcomes);
    }

    private static double[] Outcome(double[] mean, int outcome, Philox random)
    {
        // The stride is coprime to the number of outcomes: strata of noise are visited in an order unrelated to the draws'.
        const int stride = 197;
        double[] y = new double[mean.Length];
        for (int j = 0; j < y.Length; j++)
        {
            double e = j == 0 ? Normal.Quantile(((outcome * stride % Outcomes) + random.NextDouble()) / Outcomes) : random.NextNormal();
            y[j] = mean[j] + e;
        }

        return y;
    }

    private static void Reweight(double[][] means, double[] y, double[] weights)
    {
        double max = double.NegativeInfinity;
        for (int i = 0; i < means.Length; i++)
        {
            double square = 0;
            for (int j = 0; j < y.Length; j++)
            {
                double d = y[j] - means[i][j];
                square += d * d;
            }

            weights[i] = -0.5 * square;
            max = Math.Max(max, weights[i]);
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Elementary.Exp(weights[i] - max);
        }

        double total = Moments.Sum(weights);
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] /= total;
        }
    }

    /// <summary>The first of the best choices under weighted draws; equally weighted where no weights are given.</summary>
    private static int Best(double[][] utilities, double[]? weights)
    {
        int best = 0;
        double top = double.NegativeInfinity;
        for (int a = 0; a < utilities.Length; a++)
        {
            double value = weights is null ? Moments.Mean(utilities[a]) : Moments.Dot(utilities[a], weights);
            if (value > top)
            {
                (best, top) = (a, value);
            }
        }

        return best;
    }
}
