using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Simulation.Cohorts;

/// <summary>
/// Makes time series with first-order autoregressive noise whose connectivity strength map (the sum over the other regions
/// of Pearson correlations, in this very sample) and mean within-network correlations are prescribed. Each region follows a
/// global signal with its own weight and the signal of its network; both weights are found by fixed-point iteration on what
/// the sample shows, so no sampling error of the finite series stands between the prescription and the file.
/// </summary>
public sealed class TimeSeriesShaper
{
    private const double Autocorrelation = 0.3;
    private const int MostIterations = 300;

    /// <summary>In units of strength, which lies near 30 with a standard deviation near 7 over regions.</summary>
    private const double Tolerance = 1e-4;
    private readonly int[] _network;
    private readonly int _volumes;

    /// <summary>A shaper for regions of given networks.</summary>
    /// <param name="networks">Network of each region.</param>
    /// <param name="volumes">Volumes.</param>
    public TimeSeriesShaper(IReadOnlyList<string> networks, int volumes)
    {
        ArgumentNullException.ThrowIfNull(networks);
        string[] names = [.. networks.Distinct(StringComparer.Ordinal)];
        _network = [.. networks.Select(n => Array.IndexOf(names, n))];
        NetworkNames = names;
        _volumes = volumes;
    }

    /// <summary>Networks in order of first appearance.</summary>
    public IReadOnlyList<string> NetworkNames { get; }

    /// <summary>Regions x volumes, each row with mean 0 and length 1, so that rows' products are correlations.</summary>
    /// <param name="strengths">Prescribed strength of each region.</param>
    /// <param name="withinNetwork">Prescribed mean correlation of two regions of each network, one a name of <see cref="NetworkNames"/>; NaN leaves it free, and a network of one region has none.</param>
    /// <param name="random">Source of noise.</param>
    /// <param name="largestError">Largest remaining deviation from a prescribed strength, and from a within-network mean times the number of regions.</param>
    public Matrix Shape(ReadOnlySpan<double> strengths, ReadOnlySpan<double> withinNetwork, Philox random, out double largestError)
    {
        double[] global = Noise(random);
        double[][] networkSignals = [.. NetworkNames.Select(_ => Noise(random))];
        double[][] own = [.. _network.Select(_ => Noise(random))];
        double[] weights = new double[_network.Length];
        double[] networkVariance = new double[NetworkNames.Count];
        Array.Fill(weights, 0.5);
        Array.Fill(networkVariance, 0.15);
        var series = new Matrix(_network.Length, _volumes);
        largestError = double.PositiveInfinity;
        for (int iteration = 0; iteration < MostIterations && largestError > Tolerance; iteration++)
        {
            Mix(series, weights, networkVariance, global, networkSignals, own);
            largestError = Math.Max(CorrectStrengths(series, strengths, weights), CorrectNetworks(series, withinNetwork, networkVariance));
        }

        return series;
    }

    private void Mix(Matrix series, double[] weights, double[] networkVariance, double[] global, double[][] networkSignals, double[][] own)
    {
        for (int i = 0; i < series.Rows; i++)
        {
            double variance = networkVariance[_network[i]];
            double b = Math.Sqrt(variance);
            double c = Math.Sqrt(Math.Max(0.02, 1 - (weights[i] * weights[i]) - variance));
            var row = series.Row(i);
            double[] network = networkSignals[_network[i]];
            for (int t = 0; t < row.Length; t++)
            {
                row[t] = (weights[i] * global[t]) + (b * network[t]) + (c * own[i][t]);
            }

            Normalise(row);
        }
    }

    /// <summary>One damped step of the weights towards the prescribed strengths; the derivative of a strength is about the sum of weights.</summary>
    private static double CorrectStrengths(Matrix series, ReadOnlySpan<double> strengths, double[] weights)
    {
        double[] total = SumOfRows(series, _ => true);
        double slope = Moments.Sum(weights);
        double largest = 0;
        for (int i = 0; i < series.Rows; i++)
        {
            double error = strengths[i] - (Moments.Dot(series.Row(i), total) - 1);
            largest = Math.Max(largest, Math.Abs(error));
            weights[i] = Math.Clamp(weights[i] + (0.6 * error / slope), -0.9, 0.95);
        }

        return largest;
    }

    /// <summary>One damped step of the network signals' variances; the mean of k (k - 1) correlations is (|sum of rows|^2 - k) / (k (k - 1)).</summary>
    private double CorrectNetworks(Matrix series, ReadOnlySpan<double> withinNetwork, double[] networkVariance)
    {
        double largest = 0;
        for (int g = 0; g < networkVariance.Length; g++)
        {
            int size = _network.Count(n => n == g);
            if (size < 2 || double.IsNaN(withinNetwork[g]))
            {
                continue;
            }

            double[] total = SumOfRows(series, i => _network[i] == g);
            double error = withinNetwork[g] - ((Moments.Dot(total, total) - size) / (size * (size - 1.0)));
            largest = Math.Max(largest, series.Rows * Math.Abs(error));
            networkVariance[g] = Math.Clamp(networkVariance[g] + (0.5 * error), 0.0, 0.6);
        }

        return largest;
    }

    private static double[] SumOfRows(Matrix series, Func<int, bool> includes)
    {
        double[] total = new double[series.Columns];
        for (int i = 0; i < series.Rows; i++)
        {
            if (includes(i))
            {
                var row = series.Row(i);
                for (int t = 0; t < total.Length; t++)
                {
                    total[t] += row[t];
                }
            }
        }

        return total;
    }

    /// <summary>Stationary AR(1) noise with mean 0 and length 1.</summary>
    private double[] Noise(Philox random)
    {
        double[] noise = new double[_volumes];
        double previous = random.NextNormal() / Math.Sqrt(1 - (Autocorrelation * Autocorrelation));
        for (int t = 0; t < noise.Length; t++)
        {
            noise[t] = previous = (Autocorrelation * previous) + random.NextNormal();
        }

        Normalise(noise);
        return noise;
    }

    private static void Normalise(Span<double> values)
    {
        double mean = Moments.Mean(values);
        for (int t = 0; t < values.Length; t++)
        {
            values[t] -= mean;
        }

        double scale = 1 / Math.Sqrt(Moments.Dot(values, values));
        for (int t = 0; t < values.Length; t++)
        {
            values[t] *= scale;
        }
    }
}
