using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Dynamics;

/// <summary>Weights of the volumes in a sliding window; they sum to 1.</summary>
public static class WindowTaper
{
    /// <summary>Equal weights.</summary>
    public static double[] Rectangular(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        return [.. Enumerable.Repeat(1.0 / width, width)];
    }

    /// <summary>A rectangle convolved with a Gaussian of the given standard deviation in volumes, cut at 3 standard deviations, same length (Allen et al. 2014, doi 10.1093/cercor/bhs352).</summary>
    public static double[] Gaussian(int width, double sigma)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 2);
        if (!(sigma > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(sigma), sigma, "A taper's standard deviation must be positive.");
        }

        int reach = (int)Math.Ceiling(3 * sigma);
        double[] kernel = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(k => Elementary.Exp(-0.5 * k * k / (sigma * sigma)))];
        double[] weights = new double[width];
        for (int t = 0; t < width; t++)
        {
            for (int k = -reach; k <= reach; k++)
            {
                weights[t] += t + k >= 0 && t + k < width ? kernel[k + reach] : 0;
            }
        }

        double total = Moments.Sum(weights);
        return [.. weights.Select(w => w / total)];
    }
}
