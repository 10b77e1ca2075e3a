using Etiogrid.Inference.Interventions;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Inference.Measurements;

/// <summary>
/// Expected value of sample information (Raiffa and Schlaifer 1961): how much better the best combination becomes on average when it may
/// depend on a measurement not yet made. y is predicted from the states of each posterior draw and everything measured; the draws are
/// re-weighted by the likelihood of y, integrated by quadrature for one marker and over simulated outcomes for a panel. A measurement that changes no choice is worth nothing, however many bits it has.
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
    /// <param name="seed">Seed of the predicted outcomes of panels.</param>
    /// <param name="participant">Participant label that keys them.</param>
    public static IReadOnlyList<DecisionValue> Evaluate(GridModel model, ConfigurationDraws draws, IReadOnlyList<CandidateMeasurement> candidates, CombinationRanking ranking, ulong seed, string participant) =>
        Evaluate(MarkerPrediction.Of(model, draws), candidates, ranking, seed, participant);

    /// <summary>The same from predictions already prepared.</summary>
    public static IReadOnlyList<DecisionValue> Evaluate(MarkerPrediction prediction, IReadOnlyList<CandidateMeasurement> candidates, CombinationRanking ranking, ulong seed, string participant)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(ranking);
        if (ranking.Utilities.Any(u => u.Length != prediction.DrawCount))
        {
            throw new ArgumentException("The combinations were valued under other draws.", nameof(ranking));
        }

        double[][] utilities = [new double[prediction.DrawCount], .. ranking.Utilities.Take(LargestChoice)];
        return [.. candidates.Select(c =>
        {
            var means = prediction.Whitened(c.Markers);
            double[][] byClass = [.. utilities.Select(u => ByClass(means, u))];
            var (value, change) = means.Dimensions == 1 ? OfOneMarker(means, byClass) : OfPanel(means, byClass, Philox.For(seed, participant, "decision-" + c.Name));
            return new DecisionValue(c, value, SymptomsPerCost * c.Cost, change);
        })];
    }

    /// <summary>Utility of a choice summed over the draws of each class, as a share of all draws.</summary>
    private static double[] ByClass(PredictedMeans means, double[] utility)
    {
        double[] sums = new double[means.Count];
        for (int i = 0; i < utility.Length; i++)
        {
            sums[means.ClassOf[i]] += utility[i] / utility.Length;
        }

        return sums;
    }

    /// <summary>Average over outcomes of the best choice's advantage over the choice that is best now, by the trapezoid rule over the one value measured.</summary>
    private static (double Value, double Change) OfOneMarker(PredictedMeans means, double[][] utilities)
    {
        const double step = 0.0625;
        const double reach = 7;
        const double inverseRootTwoPi = 0.3989422804014327;
        int now = Best(utilities, null);
        double low = means.Means.Min() - reach;
        int points = (int)Math.Ceiling((means.Means.Max() + reach - low) / step) + 1;
        double[] densities = new double[means.Count];
        double sum = 0;
        double changes = 0;
        for (int g = 0; g < points; g++)
        {
            means.Densities([low + (g * step)], 0, densities);
            int best = Best(utilities, densities);
            if (best != now)
            {
                sum += Moments.Dot(utilities[best], densities) - Moments.Dot(utilities[now], densities);
                changes += means.Mixture(densities);
            }
        }

        return (sum * step * inverseRootTwoPi, Math.Min(1, changes * step * inverseRootTwoPi));
    }

    /// <summary>The same over simulated outcomes: never negative, and 0 without information.</summary>
    private static (double Value, double Change) OfPanel(PredictedMeans means, double[][] utilities, Philox random)
    {
        int n = means.ClassOf.Length;
        int now = Best(utilities, null);
        double sum = 0;
        double changes = 0;
        double[] densities = new double[means.Count];
        double[] y = new double[means.Dimensions];
        for (int o = 0; o < Outcomes; o++)
        {
            // One stratum of draws and of noise an outcome, so that few outcomes cover both.
            double noise = Outcome(means, means.ClassOf[(int)((o + random.NextDouble()) / Outcomes * n) % n], o, random, y);
            means.Densities(y, 0.5 * noise, densities);
            int best = Best(utilities, densities);
            if (best != now)
            {
                sum += (Moments.Dot(utilities[best], densities) - Moments.Dot(utilities[now], densities)) / means.Mixture(densities);
                changes++;
            }
        }

        return (sum / Outcomes, changes / Outcomes);
    }

    /// <summary>Draws an outcome of a class; returns the squared length of its noise.</summary>
    private static double Outcome(PredictedMeans means, int own, int outcome, Philox random, double[] y)
    {
        // The stride is coprime to the number of outcomes: strata of noise are visited in an order unrelated to the draws'.
        const int stride = 197;
        double square = 0;
        for (int j = 0; j < y.Length; j++)
        {
            double e = j == 0 ? Normal.Quantile(((outcome * stride % Outcomes) + random.NextDouble()) / Outcomes) : random.NextNormal();
            square += e * e;
            y[j] = means.Means[(own * y.Length) + j] + e;
        }

        return square;
    }

    /// <summary>The first of the best choices under the classes' densities; under their shares alone where none are given.</summary>
    private static int Best(double[][] utilities, double[]? densities)
    {
        int best = 0;
        double top = double.NegativeInfinity;
        for (int a = 0; a < utilities.Length; a++)
        {
            double value = densities is null ? Moments.Sum(utilities[a]) : Moments.Dot(utilities[a], densities);
            if (value > top)
            {
                (best, top) = (a, value);
            }
        }

        return best;
    }
}
