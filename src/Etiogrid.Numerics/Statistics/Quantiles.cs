namespace Etiogrid.Numerics.Statistics;

/// <summary>Sample quantiles of type 7 (Hyndman and Fan 1996, doi 10.1080/00031305.1996.10473566): linear between order statistics, as in R and numpy.</summary>
public static class Quantiles
{
    /// <summary>The quantile at probability p of values in any order.</summary>
    /// <exception cref="ArgumentException">There are no values, one is not a number, or p is outside [0, 1].</exception>
    public static double Of(ReadOnlySpan<double> values, double p) => OfSorted(SortedCopy(values), p);

    /// <summary>The quantiles at several probabilities; sorts once.</summary>
    /// <exception cref="ArgumentException">There are no values, one is not a number, or a probability is outside [0, 1].</exception>
    public static double[] Of(ReadOnlySpan<double> values, ReadOnlySpan<double> probabilities)
    {
        double[] sorted = SortedCopy(values);
        double[] result = new double[probabilities.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = OfSorted(sorted, probabilities[i]);
        }

        return result;
    }

    /// <summary>The median.</summary>
    /// <exception cref="ArgumentException">There are no values, or one is not a number.</exception>
    public static double Median(ReadOnlySpan<double> values) => Of(values, 0.5);

    /// <summary>Median absolute deviation from the median, not scaled (times 1.4826 estimates a normal's standard deviation).</summary>
    /// <exception cref="ArgumentException">There are no values, or one is not a number.</exception>
    public static double MedianAbsoluteDeviation(ReadOnlySpan<double> values)
    {
        double median = Median(values);
        double[] deviations = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            deviations[i] = Math.Abs(values[i] - median);
        }

        return Median(deviations);
    }

    /// <summary>The quantile at probability p of values in ascending order.</summary>
    /// <exception cref="ArgumentException">There are no values, or p is outside [0, 1].</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double p)
    {
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("A quantile needs at least one value.", nameof(sorted));
        }

        if (!(p is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A probability must lie in [0, 1].");
        }

        double position = p * (sorted.Length - 1);
        int below = (int)position;
        double fraction = position - below;
        if (fraction == 0 || sorted[below] == sorted[below + 1])
        {
            return sorted[below];
        }

        return Math.FusedMultiplyAdd(fraction, sorted[below + 1], (1 - fraction) * sorted[below]);
    }

    private static double[] SortedCopy(ReadOnlySpan<double> values)
    {
        double[] sorted = values.ToArray();
        if (sorted.Any(double.IsNaN))
        {
            throw new ArgumentException("NaN has no place in an order; drop missing values first.", nameof(values));
        }

        Array.Sort(sorted);
        return sorted;
    }
}
