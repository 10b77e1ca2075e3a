using System.Numerics;

namespace Etiogrid.Imaging.Internals;

/// <summary>Vector loops over rows of costs and points. Each lane keeps its first least entry and lanes are joined by value, then index, so the answer never depends on the width.</summary>
internal static class VectorScan
{
    private static int Width => Vector<double>.Count;

    /// <summary>Index of the first least value; row has at least one entry.</summary>
    public static int Least(ReadOnlySpan<double> row)
    {
        var leastLanes = new Vector<double>(double.PositiveInfinity);
        var indexLanes = new Vector<double>(-1.0);
        var at = Vector<double>.Indices;
        var step = new Vector<double>((double)Width);
        int j = 0;
        for (; j <= row.Length - Width; j += Width)
        {
            var values = new Vector<double>(row[j..]);
            var less = Vector.LessThan(values, leastLanes);
            leastLanes = Vector.ConditionalSelect(less, values, leastLanes);
            indexLanes = Vector.ConditionalSelect(less, at, indexLanes);
            at += step;
        }

        var (index, value) = Join(leastLanes, indexLanes);
        for (; j < row.Length; j++)
        {
            if (row[j] < value)
            {
                (index, value) = (j, row[j]);
            }
        }

        return index;
    }

    /// <summary>The least of cost - price with its first index, and the second least.</summary>
    public static (int First, double Least, double Second) TwoLeast(ReadOnlySpan<double> costs, ReadOnlySpan<double> prices)
    {
        var leastLanes = new Vector<double>(double.PositiveInfinity);
        var indexLanes = new Vector<double>(-1.0);
        var at = Vector<double>.Indices;
        var step = new Vector<double>((double)Width);
        var second = new Vector<double>(double.PositiveInfinity);
        int j = 0;
        for (; j <= costs.Length - Width; j += Width)
        {
            var reduced = new Vector<double>(costs[j..]) - new Vector<double>(prices[j..]);
            second = Vector.Min(second, Vector.Max(leastLanes, reduced));
            var less = Vector.LessThan(reduced, leastLanes);
            leastLanes = Vector.ConditionalSelect(less, reduced, leastLanes);
            indexLanes = Vector.ConditionalSelect(less, at, indexLanes);
            at += step;
        }

        var (first, least) = Join(leastLanes, indexLanes);
        double next = double.PositiveInfinity;
        bool skipped = false;
        for (int k = 0; k < Width && first >= 0; k++)
        {
            // The lane that holds the least gives its second; the others give their own least.
            bool holds = !skipped && indexLanes[k] == first;
            skipped |= holds;
            next = Math.Min(next, Math.Min(second[k], holds ? double.PositiveInfinity : leastLanes[k]));
        }

        for (; j < costs.Length; j++)
        {
            double reduced = costs[j] - prices[j];
            if (reduced < least)
            {
                (next, least, first) = (least, reduced, j);
            }
            else if (reduced < next)
            {
                next = reduced;
            }
        }

        return (first, least, next);
    }

    /// <summary>Shortens distances by paths through one row and returns the nearest open column.</summary>
    public static int Relax(ReadOnlySpan<double> costs, double offset, ReadOnlySpan<double> prices, Span<double> open, Span<double> predecessor, int row)
    {
        var leastLanes = new Vector<double>(double.PositiveInfinity);
        var indexLanes = new Vector<double>(-1.0);
        var at = Vector<double>.Indices;
        var step = new Vector<double>((double)Width);
        var from = new Vector<double>(offset);
        var through = new Vector<double>(row);
        int j = 0;
        for (; j <= costs.Length - Width; j += Width)
        {
            var known = new Vector<double>(open[j..]);
            var found = from + new Vector<double>(costs[j..]) - new Vector<double>(prices[j..]);
            var shorter = Vector.LessThan(found, known);
            var least = Vector.ConditionalSelect(shorter, found, known);
            least.CopyTo(open[j..]);
            Vector.ConditionalSelect(shorter, through, new Vector<double>(predecessor[j..])).CopyTo(predecessor[j..]);
            var less = Vector.LessThan(least, leastLanes);
            leastLanes = Vector.ConditionalSelect(less, least, leastLanes);
            indexLanes = Vector.ConditionalSelect(less, at, indexLanes);
            at += step;
        }

        var (index, value) = Join(leastLanes, indexLanes);
        for (; j < costs.Length; j++)
        {
            double found = offset + costs[j] - prices[j];
            if (found < open[j])
            {
                (open[j], predecessor[j]) = (found, row);
            }

            if (open[j] < value)
            {
                (index, value) = (j, open[j]);
            }
        }

        return index;
    }

    /// <summary>Squared distances from one point to many, given by axis.</summary>
    public static void SquaredDistances(ReadOnlySpan<double> point, ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> z, Span<double> squares)
    {
        var (px, py, pz) = (new Vector<double>(point[0]), new Vector<double>(point[1]), new Vector<double>(point[2]));
        int j = 0;
        for (; j <= x.Length - Width; j += Width)
        {
            var dx = px - new Vector<double>(x[j..]);
            var dy = py - new Vector<double>(y[j..]);
            var dz = pz - new Vector<double>(z[j..]);
            ((dx * dx) + (dy * dy) + (dz * dz)).CopyTo(squares[j..]);
        }

        for (; j < x.Length; j++)
        {
            double dx = point[0] - x[j];
            double dy = point[1] - y[j];
            double dz = point[2] - z[j];
            squares[j] = (dx * dx) + (dy * dy) + (dz * dz);
        }
    }

    /// <summary>Square roots in place.</summary>
    public static void Roots(Span<double> values)
    {
        int j = 0;
        for (; j <= values.Length - Width; j += Width)
        {
            Vector.SquareRoot(new Vector<double>(values[j..])).CopyTo(values[j..]);
        }

        for (; j < values.Length; j++)
        {
            values[j] = Math.Sqrt(values[j]);
        }
    }

    /// <summary>The least of all lanes; of equals the lowest index.</summary>
    private static (int Index, double Value) Join(Vector<double> values, Vector<double> indices)
    {
        int index = -1;
        double value = double.PositiveInfinity;
        for (int k = 0; k < Width; k++)
        {
            if (indices[k] >= 0 && (values[k] < value || (values[k] == value && indices[k] < index)))
            {
                (index, value) = ((int)indices[k], values[k]);
            }
        }

        return (index, value);
    }
}
