using Etiogrid.Core.Regions;
using Etiogrid.Imaging.Internals;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Imaging.Tests;

public sealed class VertexSpinTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(3000)]
    public void The_grid_finds_the_nearest_of_all_points(int count)
    {
        var points = Sphere(count, 1);
        var grid = new PointGrid(points.Column(0), points.Column(1), points.Column(2), 100);
        var asked = Sphere(300, 2);
        for (int q = 0; q < asked.Rows; q++)
        {
            int nearest = Enumerable.Range(0, count).MinBy(p => Square(asked.Row(q), points.Row(p)));
            Assert.Equal(nearest, grid.Nearest(asked.Row(q)));
        }
    }

    [Fact]
    public void Points_crowded_on_one_side_are_still_found()
    {
        var points = Sphere(2000, 3);
        for (int i = 0; i < points.Rows; i++)
        {
            points[i, 2] = Math.Abs(points[i, 2]);
        }

        var grid = new PointGrid(points.Column(0), points.Column(1), points.Column(2), 100);
        double[] south = [1, 2, -99.9];
        Assert.Equal(Enumerable.Range(0, 2000).MinBy(p => Square(south, points.Row(p))), grid.Nearest(south));
    }

    [Fact]
    public void Vertices_are_spun_as_regions_are_without_a_table_of_distances()
    {
        int perSide = SpinNull.ByGrid + 1100;
        var left = Sphere(perSide, 4);
        var coordinates = new Matrix(2 * perSide, 3);
        left.Values.CopyTo(coordinates.Values, 0);
        Sphere(perSide, 5).Values.CopyTo(coordinates.Values, left.Values.Length);
        var geometry = RegionGeometry.FromCoordinates(coordinates, "sphere", [.. Enumerable.Repeat(Hemisphere.Left, perSide), .. Enumerable.Repeat(Hemisphere.Right, perSide)]).Value;
        Assert.Throws<InvalidOperationException>(() => geometry.Distances);
        var rotations = SpinRotations.Draw(2, 1);
        var assignment = SpinNull.Create(geometry, rotations, SpinAssignment.Original).Assignments[1];
        var q = rotations.Row(1).ToArray();
        for (int i = 0; i < perSide; i += 97)
        {
            int nearest = Enumerable.Range(0, perSide).MinBy(p =>
            {
                var r = left.Row(p);
                return Square(left.Row(i), [(r[0] * q[0]) + (r[1] * q[3]) + (r[2] * q[6]), (r[0] * q[1]) + (r[1] * q[4]) + (r[2] * q[7]), (r[0] * q[2]) + (r[1] * q[5]) + (r[2] * q[8])]);
            });
            Assert.Equal(nearest, assignment[i]);
        }
    }

    private static double Square(ReadOnlySpan<double> a, ReadOnlySpan<double> b) => ((a[0] - b[0]) * (a[0] - b[0])) + ((a[1] - b[1]) * (a[1] - b[1])) + ((a[2] - b[2]) * (a[2] - b[2]));

    private static Matrix Sphere(int count, ulong seed)
    {
        var random = new Philox(seed, 9);
        var points = new Matrix(count, 3);
        for (int i = 0; i < count; i++)
        {
            double[] v = [random.NextNormal(), random.NextNormal(), random.NextNormal()];
            double norm = Math.Sqrt(v.Sum(x => x * x));
            for (int a = 0; a < 3; a++)
            {
                points[i, a] = 100 * v[a] / norm;
            }
        }

        return points;
    }
}
