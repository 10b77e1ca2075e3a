using Etiogrid.Core.Regions;
using Etiogrid.Imaging.Internals;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Nulls;

/// <summary>
/// Spin test: the cortex is rotated on the sphere, the same rotation mirrored for the right hemisphere, and every region takes the value
/// of the rotated region assigned to it. Subcortical regions have no place on the sphere.
/// </summary>
public sealed class SpinNull : ISpatialNull
{
    /// <summary>Spread (largest to smallest) of the distances from the origin below which coordinates are taken as points of a sphere.</summary>
    public const double SphereSpread = 1.35;

    /// <summary>More regions a hemisphere than this are searched by a grid.</summary>
    internal const int ByGrid = 1500;

    private readonly RegionGeometry _geometry;
    private readonly Matrix _rotations;
    private readonly SpinAssignment _assignment;
    private readonly int _threads;
    private readonly Lazy<int[][]> _assignments;
    private readonly MaskCache<SpinNull> _restricted = new();

    private SpinNull(RegionGeometry geometry, Matrix rotations, SpinAssignment assignment, int threads)
    {
        _geometry = geometry;
        _rotations = rotations;
        _assignment = assignment;
        _threads = threads;
        _assignments = new(Assign);
    }

    /// <inheritdoc/>
    public string Name => "spin";

    /// <inheritdoc/>
    public int RegionCount => _geometry.Count;

    /// <inheritdoc/>
    public int AvailableDraws => _rotations.Rows;

    /// <summary>For each rotation, for each region, the region whose value it takes (0-based).</summary>
    public IReadOnlyList<int[]> Assignments => _assignments.Value;

    /// <summary>
    /// Prepares a spin test. Coordinates of a sphere (all about equally far from the origin, as FreeSurfer's) are used as they are;
    /// others (MNI centres) are centred and put on the unit sphere, hemisphere by hemisphere, which is a proxy.
    /// </summary>
    /// <param name="geometry">Regions with coordinates and sides.</param>
    /// <param name="rotations">Rotations x 9.</param>
    /// <param name="assignment">The assignment rule.</param>
    /// <param name="threads">Worker threads, 0 = all; never changes results.</param>
    /// <exception cref="ArgumentException">No coordinates, a region without a side, or rotations that are not x 9.</exception>
    public static SpinNull Create(RegionGeometry geometry, Matrix rotations, SpinAssignment assignment, int threads = 0)
    {
        ArgumentNullException.ThrowIfNull(geometry);
        ArgumentNullException.ThrowIfNull(rotations);
        if (geometry.Hemispheres is null || geometry.Hemispheres.Any(h => h == Hemisphere.None))
        {
            throw new ArgumentException("A spin test needs coordinates and a hemisphere for every region.", nameof(geometry));
        }

        if (rotations.Columns != 9)
        {
            throw new ArgumentException($"Rotations need 9 columns; found {rotations.Columns}.", nameof(rotations));
        }

        return new(geometry, rotations, assignment, threads);
    }

    /// <inheritdoc/>
    public ISpatialNull Restrict(IReadOnlyList<int> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        return _restricted.Get(regions, () => new SpinNull(_geometry.Restrict(regions), _rotations, _assignment, _threads));
    }

    /// <inheritdoc/>
    public FittedNull Fit(ReadOnlySpan<double> map) => new SpinSurrogates(Assignments, map);

    private int[][] Assign()
    {
        int[][] sides = [Indices(Hemisphere.Left), Indices(Hemisphere.Right)];
        Matrix[] points = [.. sides.Select(OnSphere)];
        int[][] result = new int[_rotations.Rows][];
        var options = new ParallelOptions { MaxDegreeOfParallelism = _threads > 0 ? _threads : -1 };

        // Distance buffers are kept a thread: a fresh one a rotation would be most of the work.
        Parallel.For(0, result.Length, options, () => Array.ConvertAll(points, p => IsByGrid(p) ? new Matrix(0, 0) : new Matrix(p.Rows, p.Rows)), (d, _, buffers) =>
        {
            int[] map = new int[_geometry.Count];
            for (int side = 0; side < 2; side++)
            {
                int[] regions = sides[side];
                int[] chosen = AssignSide(points[side], Mirrored(_rotations.Row(d), side == 1), buffers[side]);
                for (int i = 0; i < regions.Length; i++)
                {
                    map[regions[i]] = regions[chosen[i]];
                }
            }

            result[d] = map;
            return buffers;
        }, _ => { });
        return result;
    }

    private int[] Indices(Hemisphere side) => [.. Enumerable.Range(0, _geometry.Count).Where(i => _geometry.Hemispheres![i] == side)];

    private Matrix OnSphere(int[] regions)
    {
        var points = RegionOrder.TakeRows(_geometry.Coordinates!, regions);
        if (IsSphere(points))
        {
            return points;
        }

        for (int axis = 0; axis < 3; axis++)
        {
            double mean = Moments.Mean(points.Column(axis));
            for (int i = 0; i < points.Rows; i++)
            {
                points[i, axis] -= mean;
            }
        }

        for (int i = 0; i < points.Rows; i++)
        {
            double norm = Norm(points.Row(i));
            for (int axis = 0; axis < 3; axis++)
            {
                points[i, axis] /= norm;
            }
        }

        return points;
    }

    private static bool IsSphere(Matrix points)
    {
        double least = double.PositiveInfinity;
        double largest = 0;
        for (int i = 0; i < points.Rows; i++)
        {
            double norm = Norm(points.Row(i));
            (least, largest) = (Math.Min(least, norm), Math.Max(largest, norm));
        }

        return largest <= SphereSpread * least;
    }

    private static double Norm(ReadOnlySpan<double> p) => Math.Sqrt((p[0] * p[0]) + (p[1] * p[1]) + (p[2] * p[2]));

    /// <summary>I1 Q I1 with I1 = diag(-1, 1, 1) for the right hemisphere.</summary>
    private static double[] Mirrored(ReadOnlySpan<double> q, bool mirror)
    {
        double[] result = q.ToArray();
        if (mirror)
        {
            (result[1], result[2], result[3], result[6]) = (-q[1], -q[2], -q[3], -q[6]);
        }

        return result;
    }

    private int[] AssignSide(Matrix points, double[] q, Matrix distances)
    {
        // Nearest and farthest-first compare distances only, for which squares do; the least total needs the distances themselves.
        if (IsByGrid(points))
        {
            var (x, y, z) = Rotated(points, q);
            var grid = new PointGrid(x, y, z, points.Rows == 0 ? 1 : Enumerable.Range(0, points.Rows).Max(i => Norm(points.Row(i))));
            return [.. Enumerable.Range(0, points.Rows).Select(i => grid.Nearest(points.Row(i)))];
        }

        SquaredDistances(points, q, distances);
        if (_assignment == SpinAssignment.Hungarian)
        {
            VectorScan.Roots(distances.Values);
            return LinearAssignment.Solve(distances);
        }

        return _assignment == SpinAssignment.Original ? Nearest(distances) : FarthestFirst(distances);
    }

    private static (double[] X, double[] Y, double[] Z) Rotated(Matrix points, double[] q)
    {
        int n = points.Rows;
        double[] x = new double[n];
        double[] y = new double[n];
        double[] z = new double[n];
        for (int j = 0; j < n; j++)
        {
            var p = points.Row(j);
            x[j] = (p[0] * q[0]) + (p[1] * q[3]) + (p[2] * q[6]);
            y[j] = (p[0] * q[1]) + (p[1] * q[4]) + (p[2] * q[7]);
            z[j] = (p[0] * q[2]) + (p[1] * q[5]) + (p[2] * q[8]);
        }

        return (x, y, z);
    }

    private static void SquaredDistances(Matrix points, double[] q, Matrix distances)
    {
        int n = points.Rows;
        var (x, y, z) = Rotated(points, q);
        for (int i = 0; i < n; i++)
        {
            VectorScan.SquaredDistances(points.Row(i), x, y, z, distances.Row(i));
        }

    }

    /// <summary>Vertices: a table of all distances would not fit.</summary>
    private bool IsByGrid(Matrix points) => _assignment == SpinAssignment.Original && points.Rows > ByGrid;

    private static int[] Nearest(Matrix distances)
    {
        int[] chosen = new int[distances.Rows];
        for (int i = 0; i < chosen.Length; i++)
        {
            chosen[i] = VectorScan.Least(distances.Row(i));
        }

        return chosen;
    }

    /// <summary>Repeats: of all free rows the one whose nearest free column is farthest takes that column.</summary>
    private static int[] FarthestFirst(Matrix distances)
    {
        int n = distances.Rows;
        int[] nearest = Nearest(distances);
        int[] chosen = new int[n];

        // Negative distances of free rows, so that the least is the farthest; infinity for rows and columns that are done.
        double[] farness = [.. Enumerable.Range(0, n).Select(i => -distances[i, nearest[i]])];
        double[] taken = new double[n];
        for (int step = 0; step < n; step++)
        {
            int row = VectorScan.Least(farness);
            int column = nearest[row];
            chosen[row] = column;
            farness[row] = double.PositiveInfinity;
            nearest[row] = -1;
            taken[column] = double.NegativeInfinity;
            for (int i = Array.IndexOf(nearest, column); i >= 0 && step < n - 1; i = Array.IndexOf(nearest, column))
            {
                nearest[i] = VectorScan.TwoLeast(distances.Row(i), taken).First;
                farness[i] = -distances[i, nearest[i]];
            }
        }

        return chosen;
    }
}
