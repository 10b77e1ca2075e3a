using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Regression;

/// <summary>Partial least squares of one response, from correlations alone (Wold et al. 1984, doi 10.1137/0905052).</summary>
internal static class LatentRegression
{
    /// <summary>Standardised coefficients; components stop when nothing of the response is left to explain.</summary>
    /// <param name="correlations">Predictors x predictors.</param>
    /// <param name="response">Correlations of the response with the predictors.</param>
    /// <param name="components">Largest number of components.</param>
    public static double[] Coefficients(Matrix correlations, ReadOnlySpan<double> response, int components)
    {
        int p = correlations.Rows;
        var rest = correlations.Clone();
        double[] s = response.ToArray();
        double start = Moments.Dot(s, s);
        var rotations = new List<double[]>();
        var loadings = new List<double[]>();
        double[] beta = new double[p];
        for (int c = 0; c < Math.Min(components, p); c++)
        {
            double length = Math.Sqrt(Moments.Dot(s, s));
            if (!(length * length > 1e-24 * start))
            {
                break;
            }

            double[] w = [.. s.Select(v => v / length)];
            double[] image = rest.Multiply(w);
            double variance = Moments.Dot(w, image);
            if (!(variance > 1e-14))
            {
                break;
            }

            double q = Moments.Dot(s, w) / variance;
            double[] loading = [.. image.Select(v => v / variance)];
            double[] rotation = Rotate(w, rotations, loadings);
            Deflate(rest, s, loading, variance, q);
            rotations.Add(rotation);
            loadings.Add(loading);
            for (int j = 0; j < p; j++)
            {
                beta[j] = Math.FusedMultiplyAdd(q, rotation[j], beta[j]);
            }
        }

        return beta;
    }

    /// <summary>The weights of a component on the predictors as they were before deflation.</summary>
    private static double[] Rotate(double[] w, List<double[]> rotations, List<double[]> loadings)
    {
        double[] rotation = (double[])w.Clone();
        for (int k = 0; k < rotations.Count; k++)
        {
            double along = Moments.Dot(loadings[k], w);
            for (int j = 0; j < rotation.Length; j++)
            {
                rotation[j] = Math.FusedMultiplyAdd(-along, rotations[k][j], rotation[j]);
            }
        }

        return rotation;
    }

    private static void Deflate(Matrix rest, double[] s, double[] loading, double variance, double q)
    {
        for (int i = 0; i < s.Length; i++)
        {
            s[i] = Math.FusedMultiplyAdd(-q * variance, loading[i], s[i]);
            for (int j = 0; j < s.Length; j++)
            {
                rest[i, j] = Math.FusedMultiplyAdd(-variance * loading[i], loading[j], rest[i, j]);
            }
        }
    }
}
