using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Networks;

/// <summary>
/// Individual networks by iterative reassignment (Wang et al. 2015, doi 10.1038/nn.4164): regions, voxels or vertices move to the network whose
/// reference signal they follow most; references are renewed from each network's confident core.
/// </summary>
/// <remarks>
/// The paper lets the group's influence fall with iterations, modulated by maps of inter-subject variability and signal quality. Without such maps
/// the reference after iteration t is (group signal + t core signal)/(t + 1) here: equal shares first, the person's own core increasingly after.
/// </remarks>
public static class IterativeParcellation
{
    /// <summary>Confidence above which a region belongs to its network's core.</summary>
    public const double CoreConfidence = 1.1;

    private const int MaximumIterations = 10;
    private const double StableShare = 0.98;

    /// <summary>Reassigns the varying regions; constant and missing ones keep the group's label with confidence NaN.</summary>
    /// <param name="series">The person's recording.</param>
    /// <param name="groupLabels">The group atlas: one label a region.</param>
    public static IndividualNetworks Fit(TimeSeries series, IReadOnlyList<int> groupLabels)
    {
        ArgumentNullException.ThrowIfNull(series);
        int[] all = GraphMetrics.CompactLabels(groupLabels, series.Regions.Count);
        int[] names = [.. groupLabels.Distinct().Order()];
        var signals = Covariance.UnitColumns(FunctionalConnectivity.Varying(series));
        int[] group = [.. series.Varying.Select(j => all[j])];
        var groupReference = References(signals, group, Enumerable.Repeat(double.PositiveInfinity, group.Length).ToArray(), null, names.Length);
        var reference = groupReference;
        int[] current = group;
        int[] before = group;
        double[] confidence = [];
        bool converged = false;
        int iteration = 0;
        while (iteration < MaximumIterations && !converged)
        {
            iteration++;
            var (next, clear) = Assign(signals, reference);
            converged = iteration > 1 && Unchanged(next, current) >= StableShare && Unchanged(next, before) >= StableShare;
            (before, current, confidence) = (current, next, clear);
            reference = Blend(groupReference, References(signals, current, confidence, reference, names.Length), iteration);
        }

        int[] labels = [.. groupLabels];
        double[] certain = [.. Enumerable.Repeat(double.NaN, labels.Length)];
        for (int k = 0; k < current.Length; k++)
        {
            labels[series.Varying[k]] = names[current[k]];
            certain[series.Varying[k]] = confidence[k];
        }

        return new() { Labels = labels, Confidence = certain, Iterations = iteration, HasConverged = converged };
    }

    private static double Unchanged(int[] a, int[] b) => a.Length == 0 ? 1 : (double)a.Zip(b).Count(p => p.First == p.Second) / a.Length;

    /// <summary>Networks x volumes: unit mean signals of confident members; a network without any keeps its previous reference.</summary>
    private static Matrix References(Matrix signals, int[] labels, double[] confidence, Matrix? previous, int networks)
    {
        var sums = new Matrix(networks, signals.Rows);
        bool[] any = new bool[networks];
        for (int j = 0; j < labels.Length; j++)
        {
            if (confidence[j] >= CoreConfidence)
            {
                any[labels[j]] = true;
                for (int t = 0; t < signals.Rows; t++)
                {
                    sums[labels[j], t] += signals[t, j];
                }
            }
        }

        for (int m = 0; m < networks; m++)
        {
            if (!any[m] && previous is not null)
            {
                previous.Row(m).CopyTo(sums.Row(m));
            }

            Normalise(sums.Row(m));
        }

        return sums;
    }

    private static Matrix Blend(Matrix group, Matrix core, int iteration)
    {
        var result = new Matrix(group.Rows, group.Columns);
        for (int m = 0; m < group.Rows; m++)
        {
            for (int t = 0; t < group.Columns; t++)
            {
                result[m, t] = (group[m, t] + (iteration * core[m, t])) / (iteration + 1);
            }

            Normalise(result.Row(m));
        }

        return result;
    }

    private static (int[] Labels, double[] Confidence) Assign(Matrix signals, Matrix reference)
    {
        var correlations = reference.Multiply(signals);
        int[] labels = new int[signals.Columns];
        double[] confidence = new double[signals.Columns];
        for (int j = 0; j < labels.Length; j++)
        {
            double first = double.NegativeInfinity;
            double second = double.NegativeInfinity;
            for (int m = 0; m < reference.Rows; m++)
            {
                double r = correlations[m, j];
                if (r > first)
                {
                    (second, first, labels[j]) = (first, r, m);
                }
                else
                {
                    second = Math.Max(second, r);
                }
            }

            confidence[j] = first <= 0 ? 0 : second > 0 ? first / second : double.PositiveInfinity;
        }

        return (labels, confidence);
    }

    private static void Normalise(Span<double> vector)
    {
        double length = Math.Sqrt(Moments.Dot(vector, vector));
        foreach (ref double value in vector)
        {
            value = length > 0 ? value / length : 0;
        }
    }
}
