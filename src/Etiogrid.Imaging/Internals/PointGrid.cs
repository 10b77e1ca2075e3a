namespace Etiogrid.Imaging.Internals;

/// <summary>
/// Nearest of many points on a sphere by a grid of cells: a search looks at 27 cells and is exact when it finds a point within one cell's side,
/// else it looks at all points. Memory grows with the number of points, not its square.
/// </summary>
internal sealed class PointGrid
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _z;
    private readonly int[] _start;
    private readonly int[] _members;
    private readonly double _radius;
    private readonly double _side;
    private readonly int _cells;

    /// <summary>Sorts points (given by axis, on a sphere of the radius around the origin) into cells.</summary>
    public PointGrid(double[] x, double[] y, double[] z, double radius)
    {
        (_x, _y, _z) = (x, y, z);
        _radius = radius * 1.001;

        // About two points a cell: the sphere's area over the number of points, with a margin.
        _side = Math.Max(radius * Math.Sqrt(4 * Math.PI / x.Length) * 1.5, radius / 64);
        _cells = (int)Math.Ceiling(2 * _radius / _side) + 1;
        _start = new int[(_cells * _cells * _cells) + 1];
        _members = new int[x.Length];
        for (int p = 0; p < x.Length; p++)
        {
            _start[CellOf(p) + 1]++;
        }

        for (int c = 1; c < _start.Length; c++)
        {
            _start[c] += _start[c - 1];
        }

        int[] next = _start[..^1];
        for (int p = 0; p < x.Length; p++)
        {
            _members[next[CellOf(p)]++] = p;
        }
    }

    /// <summary>Index of the nearest point; the lowest where several are equally near.</summary>
    public int Nearest(ReadOnlySpan<double> point)
    {
        int ci = Along(point[0]);
        int cj = Along(point[1]);
        int ck = Along(point[2]);
        int best = -1;
        double least = double.PositiveInfinity;
        for (int i = Math.Max(0, ci - 1); i <= Math.Min(_cells - 1, ci + 1); i++)
        {
            for (int j = Math.Max(0, cj - 1); j <= Math.Min(_cells - 1, cj + 1); j++)
            {
                int row = ((i * _cells) + j) * _cells;
                int first = _start[row + Math.Max(0, ck - 1)];
                int last = _start[row + Math.Min(_cells - 1, ck + 1) + 1];
                Scan(point, _members.AsSpan(first, last - first), ref best, ref least);
            }
        }

        if (!(least <= _side * _side))
        {
            for (int p = 0; p < _x.Length; p++)
            {
                Scan(point, [p], ref best, ref least);
            }
        }

        return best;
    }

    private void Scan(ReadOnlySpan<double> point, ReadOnlySpan<int> members, ref int best, ref double least)
    {
        foreach (int p in members)
        {
            double dx = point[0] - _x[p];
            double dy = point[1] - _y[p];
            double dz = point[2] - _z[p];
            double square = (dx * dx) + (dy * dy) + (dz * dz);
            if (square < least || (square == least && p < best))
            {
                (best, least) = (p, square);
            }
        }
    }

    private int CellOf(int p) => (((Along(_x[p]) * _cells) + Along(_y[p])) * _cells) + Along(_z[p]);

    private int Along(double v) => Math.Clamp((int)((v + _radius) / _side), 0, _cells - 1);
}
