using Etiogrid.Connectome.Connectivity;
using Etiogrid.Connectome.Graph;
using Etiogrid.Connectome.Recordings;

namespace Etiogrid.Connectome.Networks;

/// <summary>How well a parcellation into networks describes a recording it was not made from.</summary>
public static class NetworkQuality
{
    /// <summary>
    /// Homogeneity: the mean correlation among each network's regions, averaged over networks with their sizes as weights
    /// (Schaefer et al. 2018, doi 10.1093/cercor/bhx179). Networks of one region are left out; NaN without others.
    /// </summary>
    public static double Homogeneity(TimeSeries series, IReadOnlyList<int> labels)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(labels);
        _ = GraphMetrics.CompactLabels(labels, series.Regions.Count);
        var r = FunctionalConnectivity.Correlation(series);
        double sum = 0;
        int regions = 0;
        foreach (var network in series.Varying.GroupBy(i => labels[i]).Select(g => g.ToArray()).Where(g => g.Length > 1))
        {
            double within = 0;
            foreach (int i in network)
            {
                foreach (int j in network)
                {
                    within += j < i ? r[i, j] : 0;
                }
            }

            sum += within / (0.5 * (network.Length - 1));
            regions += network.Length;
        }

        return regions > 0 ? sum / regions : double.NaN;
    }

    /// <summary>Adjusted Rand index of two partitions (Hubert and Arabie 1985): 1 equal, 0 as expected by chance; 1 when both are trivial in the same way.</summary>
    public static double AdjustedRand(IReadOnlyList<int> first, IReadOnlyList<int> second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Count != second.Count)
        {
            throw new ArgumentException($"Partitions need as many labels; found {first.Count} and {second.Count}.", nameof(second));
        }

        double both = Enumerable.Range(0, first.Count).GroupBy(i => (first[i], second[i])).Sum(g => Pairs(g.Count()));
        double a = first.GroupBy(v => v).Sum(g => Pairs(g.Count()));
        double b = second.GroupBy(v => v).Sum(g => Pairs(g.Count()));
        double all = Pairs(first.Count);
        double expected = all > 0 ? a * b / all : 0;
        double largest = 0.5 * (a + b);
        return largest == expected ? 1 : (both - expected) / (largest - expected);
    }

    private static double Pairs(int n) => 0.5 * n * (n - 1.0);
}
