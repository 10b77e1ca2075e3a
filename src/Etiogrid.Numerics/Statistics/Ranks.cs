using System.Buffers;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Numerics.Statistics;

/// <summary>Ranks from 1, ties share their mean rank.</summary>
public static class Ranks
{
    private const int InsertionLimit = 48;
    private const int Buckets = 256;

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

        var rented = ArrayPool<Item>.Shared.Rent(2 * values.Length);
        try
        {
            var items = rented.AsSpan(0, values.Length);
            Fill(values, items);
            Share(Sorted(items, rented.AsSpan(values.Length, values.Length)), destination);
        }
        finally
        {
            ArrayPool<Item>.Shared.Return(rented);
        }
    }

    /// <summary>Mid-ranks within each row of a matrix (a vector a row), into a matrix of the same shape, which may be the same one.</summary>
    /// <exception cref="ArgumentException">The shapes differ, or a value is not a number.</exception>
    public static void OfRows(Matrix values, Matrix destination)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(destination);
        if (values.Rows != destination.Rows || values.Columns != destination.Columns)
        {
            throw new ArgumentException($"Both must have the same shape; found {values.Rows} x {values.Columns} and {destination.Rows} x {destination.Columns}.", nameof(destination));
        }

        for (int i = 0; i < values.Rows; i++)
        {
            Of(values.Row(i), destination.Row(i));
        }
    }

    /// <summary>Keys whose unsigned order is the order of the numbers; both zeros get the same key.</summary>
    private static void Fill(ReadOnlySpan<double> values, Span<Item> items)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (double.IsNaN(values[i]))
            {
                throw new ArgumentException("NaN has no rank; drop missing values first.", nameof(values));
            }

            long bits = BitConverter.DoubleToInt64Bits(values[i] + 0.0);
            items[i] = new(unchecked((ulong)(bits ^ ((bits >> 63) | long.MinValue))), i);
        }
    }

    /// <summary>
    /// Sorted by key: insertion for short inputs, otherwise radix passes over the upper four bytes, which tell nearly all
    /// real measurements apart, and over all eight only where they do not.
    /// </summary>
    private static Span<Item> Sorted(Span<Item> items, Span<Item> spare)
    {
        if (items.Length <= InsertionLimit)
        {
            Insert(items);
            return items;
        }

        bool swapped = RadixPasses(items, spare, 4);
        var sorted = swapped ? spare : items;
        if (IsSorted(sorted))
        {
            return sorted;
        }

        // Least significant bytes first: a radix sort is stable.
        var other = swapped ? items : spare;
        return RadixPasses(sorted, other, 0)
            ? (RadixPasses(other, sorted, 4) ? sorted : other)
            : (RadixPasses(sorted, other, 4) ? other : sorted);
    }

    /// <summary>Four passes from a byte on, skipping bytes that are all equal; true when the result lies in <paramref name="to"/>.</summary>
    private static bool RadixPasses(Span<Item> from, Span<Item> to, int firstByte)
    {
        Span<int> counts = stackalloc int[4 * Buckets];
        counts.Clear();
        foreach (var item in from)
        {
            ulong key = item.Key >> (8 * firstByte);
            counts[(int)(key & 255)]++;
            counts[Buckets + (int)((key >> 8) & 255)]++;
            counts[(2 * Buckets) + (int)((key >> 16) & 255)]++;
            counts[(3 * Buckets) + (int)((key >> 24) & 255)]++;
        }

        bool swapped = false;
        for (int digit = 0; digit < 4; digit++)
        {
            var bucket = counts.Slice(digit * Buckets, Buckets);
            int shift = 8 * (firstByte + digit);
            if (bucket[(int)((from[0].Key >> shift) & 255)] == from.Length)
            {
                continue;
            }

            Distribute(from, to, bucket, shift);
            var exchange = from;
            from = to;
            to = exchange;
            swapped = !swapped;
        }

        return swapped;
    }

    private static void Distribute(ReadOnlySpan<Item> from, Span<Item> to, Span<int> bucket, int shift)
    {
        int start = 0;
        foreach (ref int count in bucket)
        {
            int next = start + count;
            count = start;
            start = next;
        }

        foreach (var item in from)
        {
            ref int place = ref bucket[(int)((item.Key >> shift) & 255)];
            to[place] = item;
            place++;
        }
    }

    private static bool IsSorted(ReadOnlySpan<Item> items)
    {
        for (int i = 1; i < items.Length; i++)
        {
            if (items[i].Key < items[i - 1].Key)
            {
                return false;
            }
        }

        return true;
    }

    private static void Insert(Span<Item> items)
    {
        for (int i = 1; i < items.Length; i++)
        {
            var item = items[i];
            int j = i - 1;
            while (j >= 0 && items[j].Key > item.Key)
            {
                items[j + 1] = items[j];
                j--;
            }

            items[j + 1] = item;
        }
    }

    private static void Share(ReadOnlySpan<Item> sorted, Span<double> destination)
    {
        int start = 0;
        while (start < sorted.Length)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end].Key == sorted[start].Key)
            {
                end++;
            }

            double rank = 0.5 * (start + end + 1);
            for (int i = start; i < end; i++)
            {
                destination[sorted[i].Index] = rank;
            }

            start = end;
        }
    }

    private readonly record struct Item(ulong Key, int Index);
}
