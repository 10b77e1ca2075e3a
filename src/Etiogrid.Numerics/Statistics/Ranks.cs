namespace Etiogrid.Numerics.Statistics;

/// <summary>Ranks from 1, ties share their mean rank.</summary>
public static class Ranks
{
    /// <summary>Mid-ranks of finite values.</summary>
    public static double[] Of(ReadOnlySpan<double> values)
    {
        double[] ranks = new double[values.Length];
        Of(values, ranks);
        return ranks;
    }

    /// <summary>Mid-ranks of finite values into <paramref name="destination"/> of the same length.</summary>
    /// <exception cref="ArgumentException">The lengths differ, or a value is not a number.</exception>
    public static void Of(ReadOnlySpan<double> values, Span<double> destination)
    {
        if (values.Length != destination.Length)
        {
            throw new ArgumentException($"Values and destination must have the same length; found {values.Length} and {destination.Length}.", nameof(destination));
        }

        double[] sorted = values.ToArray();
        int[] order = new int[values.Length];
        for (int i = 0; i < order.Length; i++)
        {
            if (double.IsNaN(sorted[i]))
            {
                throw new ArgumentException("NaN has no rank; drop missing values first.", nameof(values));
            }

            order[i] = i;
        }

        Array.Sort(sorted, order);
        int start = 0;
        while (start < sorted.Length)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            double rank = 0.5 * (start + end + 1);
            for (int i = start; i < end; i++)
            {
                destination[order[i]] = rank;
            }

            start = end;
        }
    }
}
