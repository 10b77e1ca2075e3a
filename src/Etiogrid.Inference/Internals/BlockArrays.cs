using System.Collections.Concurrent;

namespace Etiogrid.Inference;

/// <summary>
/// Arrays of exact lengths that are used again: the tables of one person have the sizes of the last one's, and fresh megabytes would cost
/// more time than the sums over them. Holds at most <see cref="LargestHeld"/> numbers.
/// </summary>
internal static class BlockArrays
{
    private const long LargestHeld = 24_000_000;
    private const int WorthKeeping = 512;
    private static readonly ConcurrentDictionary<int, ConcurrentBag<double[]>> Free = new();
    private static long _held;

    /// <summary>An array of this length with unspecified content.</summary>
    public static double[] Rent(int length)
    {
        if (length >= WorthKeeping && Free.TryGetValue(length, out var bag) && bag.TryTake(out double[]? array))
        {
            Interlocked.Add(ref _held, -length);
            return array;
        }

        return new double[length];
    }

    /// <summary>Gives an array back; the caller must not use it again.</summary>
    public static void Return(double[] array)
    {
        if (array.Length < WorthKeeping)
        {
            return;
        }

        if (Interlocked.Add(ref _held, array.Length) > LargestHeld)
        {
            Interlocked.Add(ref _held, -array.Length);
            return;
        }

        Free.GetOrAdd(array.Length, _ => []).Add(array);
    }
}
