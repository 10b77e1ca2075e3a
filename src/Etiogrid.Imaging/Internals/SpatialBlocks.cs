using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Internals;

/// <summary>Compact blocks of places of nearly equal size, by halving along the longest side again and again.</summary>
internal static class SpatialBlocks
{
    /// <summary>For each place its block, 0 to blocks - 1; blocks hold at least two places and are at most <paramref name="most"/> (a power of two).</summary>
    public static int[] Split(Matrix coordinates, int most)
    {
        int[] blockOf = new int[coordinates.Rows];
        int blocks = 1;
        while (2 * blocks <= most && coordinates.Rows >= 4 * blocks)
        {
            blocks *= 2;
        }

        int next = 0;
        Halve(coordinates, Enumerable.Range(0, coordinates.Rows).ToArray(), blocks, blockOf, ref next);
        return blockOf;
    }

    private static void Halve(Matrix coordinates, Span<int> places, int blocks, int[] blockOf, ref int next)
    {
        if (blocks == 1)
        {
            foreach (int p in places)
            {
                blockOf[p] = next;
            }

            next++;
            return;
        }

        int axis = LongestSide(coordinates, places);

        // Places of equal coordinate are parted by their number, so that the blocks do not depend on the sort.
        places.Sort((a, b) => coordinates[a, axis].CompareTo(coordinates[b, axis]) is var order && order != 0 ? order : a.CompareTo(b));
        Halve(coordinates, places[..(places.Length / 2)], blocks / 2, blockOf, ref next);
        Halve(coordinates, places[(places.Length / 2)..], blocks / 2, blockOf, ref next);
    }

    private static int LongestSide(Matrix coordinates, ReadOnlySpan<int> places)
    {
        int longest = 0;
        double length = -1;
        for (int axis = 0; axis < 3; axis++)
        {
            double least = double.PositiveInfinity;
            double largest = double.NegativeInfinity;
            foreach (int p in places)
            {
                least = Math.Min(least, coordinates[p, axis]);
                largest = Math.Max(largest, coordinates[p, axis]);
            }

            (longest, length) = largest - least > length ? (axis, largest - least) : (longest, length);
        }

        return longest;
    }
}
