using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Circuits;

/// <summary>Personal circuit scores relative to controls (Tozzi et al. 2024, doi 10.1038/s41591-024-03057-9).</summary>
public static class CircuitScores
{
    /// <summary>
    /// (x - mean of controls)/sd of controls for every person and feature, divisor n - 1. A feature without spread among controls, or a
    /// missing value, gives NaN; missing control values are left out.
    /// </summary>
    /// <param name="people">People x features.</param>
    /// <param name="controls">Controls x the same features, at least 2.</param>
    public static Matrix Standardize(Matrix people, Matrix controls)
    {
        ArgumentNullException.ThrowIfNull(people);
        ArgumentNullException.ThrowIfNull(controls);
        if (people.Columns != controls.Columns)
        {
            throw new ArgumentException($"People and controls need the same features; found {people.Columns} and {controls.Columns}.", nameof(controls));
        }

        var result = new Matrix(people.Rows, people.Columns);
        for (int j = 0; j < people.Columns; j++)
        {
            double[] reference = [.. controls.Column(j).Where(double.IsFinite)];
            double mean = Moments.Mean(reference);
            double deviation = reference.Length > 1 ? Moments.StandardDeviation(reference) : 0;
            for (int i = 0; i < people.Rows; i++)
            {
                result[i, j] = deviation > 0 ? (people[i, j] - mean) / deviation : double.NaN;
            }
        }

        return result;
    }

    /// <summary>Fisher z of the correlation between the mean signals of both ends of each feature; NaN when an end has no varying region.</summary>
    public static double[] Connectivity(TimeSeries series, IReadOnlyList<CircuitFeature> features)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(features);
        var index = series.Varying.ToDictionary(j => series.Regions[j], j => j, StringComparer.Ordinal);
        return
        [
            .. features.Select(f =>
            {
                double[]? a = MeanSignal(series, f.RegionsA, index);
                double[]? b = MeanSignal(series, f.RegionsB, index);
                double r = a is null || b is null ? double.NaN : Moments.Pearson(a, b);
                return Math.Abs(r) < 1 ? Moments.FisherZ(r) : double.NaN;
            }),
        ];
    }

    /// <summary>People x circuits: the mean of each circuit's signed feature scores over the features that are there; NaN when none is. Circuits in order of first appearance.</summary>
    public static (IReadOnlyList<string> Circuits, Matrix Scores) Summarise(Matrix scores, IReadOnlyList<CircuitFeature> features)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(features);
        string[] circuits = [.. features.Select(f => f.Circuit).Distinct(StringComparer.Ordinal)];
        var result = new Matrix(scores.Rows, circuits.Length);
        for (int i = 0; i < scores.Rows; i++)
        {
            for (int c = 0; c < circuits.Length; c++)
            {
                double[] members = [.. Enumerable.Range(0, features.Count).Where(j => features[j].Circuit == circuits[c]).Select(j => features[j].Sign * scores[i, j]).Where(double.IsFinite)];
                result[i, c] = members.Length > 0 ? Moments.Mean(members) : double.NaN;
            }
        }

        return (circuits, result);
    }

    private static double[]? MeanSignal(TimeSeries series, IReadOnlyList<string> regions, Dictionary<string, int> index)
    {
        int[] columns = [.. regions.Where(index.ContainsKey).Select(r => index[r])];
        if (columns.Length == 0)
        {
            return null;
        }

        double[] mean = new double[series.Volumes];
        for (int t = 0; t < mean.Length; t++)
        {
            foreach (int j in columns)
            {
                mean[t] += series.Values[t, j] / columns.Length;
            }
        }

        return mean;
    }
}
