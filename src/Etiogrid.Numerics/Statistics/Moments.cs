using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Numerics.Statistics;

/// <summary>Sums, means, variances and correlations in a fixed order of operations.</summary>
public static class Moments
{
    private const int PairwiseLeaf = 512;

    /// <summary>Pairwise sum: the tree, and the lanes of its leaves, depend on the length only.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        if (values.Length <= PairwiseLeaf)
        {
            return VectorKernels.Sum(values);
        }

        int half = values.Length / 2;
        return Sum(values[..half]) + Sum(values[half..]);
    }

    /// <summary>Pairwise dot product of two spans of equal length.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"Both must have the same length; found {x.Length} and {y.Length}.", nameof(y));
        }

        if (x.Length <= PairwiseLeaf)
        {
            return VectorKernels.Dot(x, y);
        }

        int half = x.Length / 2;
        return Dot(x[..half], y[..half]) + Dot(x[half..], y[half..]);
    }

    /// <summary>Arithmetic mean; NaN for no values.</summary>
    public static double Mean(ReadOnlySpan<double> values) => Sum(values) / values.Length;

    /// <summary>Variance with divisor n - <paramref name="deltaDegreesOfFreedom"/>, two passes.</summary>
    public static double Variance(ReadOnlySpan<double> values, int deltaDegreesOfFreedom = 1)
    {
        double mean = Mean(values);
        double[] deviations = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            deviations[i] = values[i] - mean;
        }

        return Dot(deviations, deviations) / (values.Length - deltaDegreesOfFreedom);
    }

    /// <summary>Standard deviation with divisor n - <paramref name="deltaDegreesOfFreedom"/>.</summary>
    public static double StandardDeviation(ReadOnlySpan<double> values, int deltaDegreesOfFreedom = 1) =>
        Math.Sqrt(Variance(values, deltaDegreesOfFreedom));

    /// <summary>Pearson correlation in [-1, 1]; NaN when one side has no variance.</summary>
    public static double Pearson(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"Both must have the same length; found {x.Length} and {y.Length}.", nameof(y));
        }

        double[] a = Centred(x);
        double[] b = Centred(y);
        double denominator = Math.Sqrt(Dot(a, a)) * Math.Sqrt(Dot(b, b));
        return denominator > 0 ? Math.Clamp(Dot(a, b) / denominator, -1, 1) : double.NaN;
    }

    /// <summary>Spearman correlation: Pearson on mid-ranks.</summary>
    public static double Spearman(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => Pearson(Ranks.Of(x), Ranks.Of(y));

    /// <summary>Fisher's z of a correlation: atanh(r).</summary>
    public static double FisherZ(double correlation) => Elementary.Atanh(correlation);

    private static double[] Centred(ReadOnlySpan<double> values)
    {
        double mean = Mean(values);
        double[] result = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            result[i] = values[i] - mean;
        }

        return result;
    }
}
