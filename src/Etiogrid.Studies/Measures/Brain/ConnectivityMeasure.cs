using Etiogrid.Connectome.Circuits;
using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Recordings;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Measures;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Studies.Measures.Brain;

/// <summary>
/// From a parcellated recording to connectivity strength, network means and global graph metrics.
/// Strength of a region: mean of its positive Fisher-z correlations, negative ones counting as 0 (after global signal regression
/// the mean over both signs is near 0 by construction and carries nothing).
/// Graph metrics: strongest positive Fisher-z edges at the configured density; efficiency and clustering as in the Brain Connectivity Toolbox.
/// </summary>
public static class ConnectivityMeasure
{
    /// <summary>Measures a recording.</summary>
    public static Parsed<BrainMeasurement> Measure(BrainSpace space, string file, Provenance provenance) =>
        TimeSeriesReader.Read(file, space.RegionNames, new TimeSeriesOptions { MinimumVolumes = space.Config.MinimumVolumes })
            .Select(series => Measure(space, series, provenance));

    private static BrainMeasurement Measure(BrainSpace space, TimeSeries series, Provenance provenance)
    {
        var z = FisherZ(series);
        var (odd, even) = SplitHalf.Halves(series);
        return new(
            BrainMapKind.ConnectivityStrength,
            Strength(z),
            Strength(FisherZ(odd)),
            Strength(FisherZ(even)),
            NetworkMeans(z, space.NetworkIndices(), space.NetworkNames.Count),
            Graph(space, z),
            series.Volumes,
            provenance)
        {
            Circuits = Circuits(space, series),
        };
    }

    private static List<(string Name, double Value)> Circuits(BrainSpace space, TimeSeries series)
    {
        double[] values = CircuitScores.Connectivity(series, space.Circuits);
        var (circuits, means) = CircuitScores.Summarise(new Matrix(1, values.Length, values), space.Circuits);
        return [.. circuits.Select((name, c) => (name, means[0, c])).Where(c => double.IsFinite(c.Item2))];
    }

    private static Matrix FisherZ(TimeSeries series) => FunctionalConnectivity.FisherZ(FunctionalConnectivity.Correlation(series));

    private static double[] Strength(Matrix z)
    {
        double[] strength = new double[z.Rows];
        for (int i = 0; i < z.Rows; i++)
        {
            double sum = 0;
            int count = 0;
            for (int j = 0; j < z.Columns; j++)
            {
                if (j != i && double.IsFinite(z[i, j]))
                {
                    sum += Math.Max(z[i, j], 0);
                    count++;
                }
            }

            strength[i] = count > 0 ? sum / count : double.NaN;
        }

        return strength;
    }

    private static double[] NetworkMeans(Matrix z, int[] networks, int count)
    {
        double[] sums = new double[count * count];
        int[] pairs = new int[count * count];
        for (int i = 0; i < z.Rows; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (networks[i] < 0 || networks[j] < 0 || !double.IsFinite(z[i, j]))
                {
                    continue;
                }

                foreach (int cell in (int[])[(networks[i] * count) + networks[j], .. networks[i] == networks[j] ? [] : new[] { (networks[j] * count) + networks[i] }])
                {
                    sums[cell] += z[i, j];
                    pairs[cell]++;
                }
            }
        }

        return [.. sums.Select((s, k) => pairs[k] > 0 ? s / pairs[k] : double.NaN)];
    }

    private static List<(string Name, double Value)> Graph(BrainSpace space, Matrix z)
    {
        var graph = WeightedGraph.FromMatrix(GraphThreshold.Density(PositivePart(z), space.Config.Density));
        List<(string, double)> metrics =
        [
            ("global_efficiency", GraphMetrics.EfficiencyGlobal(graph)),
            ("clustering", Moments.Mean(GraphMetrics.Clustering(graph))),
        ];
        int[] networks = space.NetworkIndices();
        if (space.NetworkNames.Count > 1)
        {
            // Regions outside the named networks form a module of their own.
            int[] modules = [.. networks.Select(n => n < 0 ? space.NetworkNames.Count : n)];
            metrics.Add(("participation", Moments.Mean(GraphMetrics.Participation(graph, modules))));
        }

        return metrics;
    }

    private static Matrix PositivePart(Matrix z)
    {
        var positive = new Matrix(z.Rows, z.Columns);
        for (int i = 0; i < z.Rows; i++)
        {
            for (int j = 0; j < z.Columns; j++)
            {
                positive[i, j] = i != j && z[i, j] > 0 ? z[i, j] : 0;
            }
        }

        return positive;
    }
}
