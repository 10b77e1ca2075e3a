using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Genetics.Ancestry;

/// <summary>Normal distributions of the reference populations in the space of the first components.</summary>
internal sealed class PopulationModel
{
    private readonly (double[] Mean, Cholesky Factor)[] _populations;

    private PopulationModel(string[] names, int components, (double[] Mean, Cholesky Factor)[] populations)
    {
        Names = names;
        Components = components;
        _populations = populations;
    }

    public string[] Names { get; }

    public int Components { get; }

    /// <summary>Fits a mean and covariance to each population; small populations (at most twice as many people as components) take the pooled covariance.</summary>
    public static PopulationModel? Fit(Matrix scores, string[] labels, int components)
    {
        string[] names = [.. labels.Distinct().Order(StringComparer.Ordinal)];
        int[][] members = [.. names.Select(n => Enumerable.Range(0, labels.Length).Where(i => labels[i] == n).ToArray())];
        double[][] means = [.. members.Select(m => Enumerable.Range(0, components).Select(k => m.Average(i => scores[i, k])).ToArray())];
        var pooled = new Matrix(components, components);
        for (int p = 0; p < names.Length; p++)
        {
            Accumulate(scores, members[p], means[p], pooled, 1.0 / Math.Max(1, labels.Length - names.Length));
        }

        var populations = new (double[], Cholesky)[names.Length];
        for (int p = 0; p < names.Length; p++)
        {
            var covariance = pooled;
            if (members[p].Length > 2 * components)
            {
                covariance = new Matrix(components, components);
                Accumulate(scores, members[p], means[p], covariance, 1.0 / (members[p].Length - 1));
            }

            if (!Cholesky.TryFactorise(covariance, out var factor))
            {
                return null;
            }

            populations[p] = (means[p], factor);
        }

        return new(names, components, populations);
    }

    /// <summary>Posterior probability of each population with equal priors, the most similar one, and the chance that one of its people lies as far out.</summary>
    public (double[] Probabilities, int MostSimilar, double TypicalityP) Classify(ReadOnlySpan<double> scores)
    {
        double[] logs = new double[Names.Length];
        double[] distances = new double[Names.Length];
        for (int p = 0; p < logs.Length; p++)
        {
            double[] difference = new double[Components];
            for (int k = 0; k < Components; k++)
            {
                difference[k] = scores[k] - _populations[p].Mean[k];
            }

            distances[p] = _populations[p].Factor.SolveLower(difference).Sum(v => v * v);
            logs[p] = -0.5 * (distances[p] + _populations[p].Factor.LogDeterminant);
        }

        double total = Logit.LogSumExp(logs);
        int best = Array.IndexOf(logs, logs.Max());
        return (Array.ConvertAll(logs, l => Elementary.Exp(l - total)), best, SpecialFunctions.GammaQ(0.5 * Components, 0.5 * distances[best]));
    }

    /// <summary>
    /// A score against those of one population: deviation (divisor n), its standard error (1/n + z^2 / 2n)^1/2, and the percentile by rank,
    /// where a tie gives the middle of the ranks it spans.
    /// </summary>
    public static (double Z, double Error, double Percentile) Against(double[] members, double value)
    {
        double n = members.Length;
        double mean = members.Average();
        double deviation = Math.Sqrt(members.Average(v => (v - mean) * (v - mean)));
        double z = deviation > 0 ? (value - mean) / deviation : double.NaN;
        int below = members.Count(v => v < value);
        int upTo = members.Count(v => v <= value);
        return (z, Math.Sqrt((1 / n) + (z * z / (2 * n))), 50 * (below + upTo + (upTo > below ? 1 : 0)) / n);
    }

    private static void Accumulate(Matrix scores, int[] members, double[] mean, Matrix covariance, double scale)
    {
        foreach (int i in members)
        {
            for (int a = 0; a < mean.Length; a++)
            {
                for (int b = 0; b < mean.Length; b++)
                {
                    covariance[a, b] += (scores[i, a] - mean[a]) * (scores[i, b] - mean[b]) * scale;
                }
            }
        }
    }
}
