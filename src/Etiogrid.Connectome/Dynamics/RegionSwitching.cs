using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Dynamics;

/// <summary>
/// How each region's own pattern of connections moves between states over time. The functional connectivity dynamics of region i is the
/// matrix of correlations between its connection profiles in pairs of windows (whole-brain form: Hansen et al. 2015,
/// doi 10.1016/j.neuroimage.2014.11.001); a region that switches between distinct patterns has pairs that agree and pairs that do not, so
/// the values vary. The idea of a region-wise switching index is that of Li et al. 2025 (doi 10.1002/advs.202403801); the formula here is
/// ours, made from the abstract: their exact definition was not at hand.
/// </summary>
/// <param name="Index">Variance over pairs of windows that share no volume, one a region; NaN with fewer than two pairs.</param>
/// <param name="Speed">Median of 1 - correlation between windows one width apart, [0, 2]; NaN with no such pair (Battaglia et al. 2020, doi 10.1016/j.neuroimage.2020.117155).</param>
public sealed record RegionSwitching(IReadOnlyList<double> Index, IReadOnlyList<double> Speed)
{
    /// <summary>Measures every region.</summary>
    /// <param name="windows">Window correlations of one recording.</param>
    public static RegionSwitching Of(SlidingWindows windows)
    {
        ArgumentNullException.ThrowIfNull(windows);
        int regions = windows.Correlations[0].Rows;
        double[] index = new double[regions];
        double[] speed = new double[regions];
        Parallel.For(0, regions, i => (index[i], speed[i]) = OfRegion(windows, i));
        return new(index, speed);
    }

    private static (double Index, double Speed) OfRegion(SlidingWindows windows, int region)
    {
        double[][] profiles = [.. windows.Correlations.Select(c => Profile(c, region))];
        List<double> all = [];
        List<double> steps = [];
        for (int s = 0; s < profiles.Length; s++)
        {
            bool first = true;
            for (int t = s + 1; t < profiles.Length; t++)
            {
                if (windows.Starts[t] - windows.Starts[s] < windows.Width)
                {
                    continue;
                }

                double r = Moments.Dot(profiles[s], profiles[t]);
                all.Add(r);
                if (first)
                {
                    steps.Add(1 - r);
                    first = false;
                }
            }
        }

        return (all.Count < 2 ? double.NaN : Moments.Variance([.. all]), steps.Count == 0 ? double.NaN : Quantiles.Median([.. steps]));
    }

    /// <summary>A region's Fisher-z profile over the other regions, centred, of unit length.</summary>
    private static double[] Profile(Matrix correlations, int region)
    {
        var row = correlations.Row(region);
        double[] profile = new double[row.Length - 1];
        for (int j = 0, k = 0; j < row.Length; j++)
        {
            if (j != region)
            {
                // A tapered window of near-identical signals can round to 1.
                profile[k++] = Moments.FisherZ(Math.Clamp(row[j], -1 + 1e-12, 1 - 1e-12));
            }
        }

        double mean = Moments.Mean(profile);
        for (int k = 0; k < profile.Length; k++)
        {
            profile[k] -= mean;
        }

        double length = Math.Sqrt(Moments.Dot(profile, profile));
        return length > 0 ? [.. profile.Select(v => v / length)] : profile;
    }
}
