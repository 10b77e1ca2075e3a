using Etiogrid.Core.Regions;

namespace Etiogrid.Imaging.Pictures;

/// <summary>A grid of region numbers seen from one side: <see cref="Empty"/> outside the brain, -1 on brain that belongs to no region.</summary>
internal sealed class RegionRaster
{
    /// <summary>Nothing there.</summary>
    public const int Empty = -2;

    /// <summary>Where only centres are known, brain reaches this many radii around them: gaps between regions close to one silhouette.</summary>
    private const double Reach = 1.4;

    /// <summary>Side of a cell, millimetres.</summary>
    public const double Cell = 0.75;

    private readonly double[] _depth;
    private readonly double _left;
    private readonly double _top;

    private RegionRaster(string name, double left, double top, int columns, int rows)
    {
        Name = name;
        _left = left;
        _top = top;
        Columns = columns;
        Rows = rows;
        Regions = new int[columns * rows];
        Array.Fill(Regions, Empty);
        _depth = new double[Regions.Length];
        Array.Fill(_depth, double.NegativeInfinity);
    }

    public string Name { get; }

    public int Columns { get; }

    public int Rows { get; }

    public int[] Regions { get; }

    /// <summary>Balls around region centres, the nearer hiding the farther.</summary>
    public static RegionRaster OfBalls(string name, IReadOnlyList<Coordinate> centres, IReadOnlyList<int> shown, double radius, Func<Coordinate, (double U, double V, double Depth)> project)
    {
        var points = shown.Select(r => (Region: r, At: project(centres[r]))).ToArray();
        var raster = Around(name, [.. points.Select(p => (p.At.U, p.At.V))], Reach * radius);
        foreach (var (_, at) in points)
        {
            raster.Brain(at.U, at.V, Reach * radius);
        }

        foreach (var (region, at) in points)
        {
            raster.Cells(at.U - radius, at.U + radius, at.V - radius, at.V + radius, (cell, u, v) =>
            {
                double rest = (radius * radius) - ((u - at.U) * (u - at.U)) - ((v - at.V) * (v - at.V));
                if (rest > 0)
                {
                    raster.Draw(cell, at.Depth + Math.Sqrt(rest), region);
                }
            });
        }

        return raster;
    }

    /// <summary>Triangles of a mesh, the nearer hiding the farther; a triangle belongs to the region of two of its corners.</summary>
    public static RegionRaster OfMeshes(string name, IReadOnlyList<RegionMesh> meshes, Func<Coordinate, (double U, double V, double Depth)> project)
    {
        var projected = meshes.Select(m => Enumerable.Range(0, m.Points.Length / 3)
            .Select(i => project(new(m.Points[3 * i], m.Points[(3 * i) + 1], m.Points[(3 * i) + 2]))).ToArray()).ToArray();
        var raster = Around(name, [.. projected.SelectMany(p => p.Select(q => (q.U, q.V)))], 1);
        for (int m = 0; m < meshes.Count; m++)
        {
            int[] t = meshes[m].Triangles;
            for (int k = 0; k < t.Length; k += 3)
            {
                int a = meshes[m].RegionOf[t[k]];
                int b = meshes[m].RegionOf[t[k + 1]];
                int c = meshes[m].RegionOf[t[k + 2]];
                raster.Triangle(projected[m][t[k]], projected[m][t[k + 1]], projected[m][t[k + 2]], b == c ? b : a);
            }
        }

        return raster;
    }

    /// <summary>A slice: every cell belongs to the nearest centre within the radius.</summary>
    public static RegionRaster OfSlice(string name, IReadOnlyList<Coordinate> centres, double z, double radius)
    {
        var raster = Around(name, [.. centres.Select(c => (c.X, -c.Y))], Reach * radius);
        foreach (var c in centres)
        {
            double rest = (Reach * radius * Reach * radius) - ((z - c.Z) * (z - c.Z));
            if (rest > 0)
            {
                raster.Brain(c.X, -c.Y, Math.Sqrt(rest));
            }
        }

        for (int r = 0; r < centres.Count; r++)
        {
            var centre = centres[r];
            int region = r;
            raster.Cells(centre.X - radius, centre.X + radius, -centre.Y - radius, -centre.Y + radius, (cell, u, v) =>
            {
                double square = ((u - centre.X) * (u - centre.X)) + ((v + centre.Y) * (v + centre.Y)) + ((z - centre.Z) * (z - centre.Z));
                if (square <= radius * radius)
                {
                    raster.Draw(cell, -square, region);
                }
            });
        }

        return raster;
    }

    private static RegionRaster Around(string name, (double U, double V)[] points, double margin)
    {
        double left = points.Min(p => p.U) - margin;
        double top = points.Min(p => p.V) - margin;
        int columns = (int)Math.Ceiling((points.Max(p => p.U) + margin - left) / Cell);
        int rows = (int)Math.Ceiling((points.Max(p => p.V) + margin - top) / Cell);
        return new(name, left, top, Math.Clamp(columns, 1, 2000), Math.Clamp(rows, 1, 2000));
    }

    private void Cells(double left, double right, double top, double bottom, Action<int, double, double> visit)
    {
        for (int y = Math.Max(0, (int)((top - _top) / Cell)); y < Rows && _top + (y * Cell) <= bottom; y++)
        {
            for (int x = Math.Max(0, (int)((left - _left) / Cell)); x < Columns && _left + (x * Cell) <= right; x++)
            {
                visit((y * Columns) + x, _left + ((x + 0.5) * Cell), _top + ((y + 0.5) * Cell));
            }
        }
    }

    /// <summary>A disc of brain without a region, behind everything.</summary>
    private void Brain(double centreU, double centreV, double radius) =>
        Cells(centreU - radius, centreU + radius, centreV - radius, centreV + radius, (cell, u, v) =>
        {
            if (Regions[cell] == Empty && ((u - centreU) * (u - centreU)) + ((v - centreV) * (v - centreV)) <= radius * radius)
            {
                Regions[cell] = -1;
            }
        });

    private void Triangle((double U, double V, double Depth) a, (double U, double V, double Depth) b, (double U, double V, double Depth) c, int region)
    {
        double area = ((b.U - a.U) * (c.V - a.V)) - ((c.U - a.U) * (b.V - a.V));
        if (area == 0)
        {
            return;
        }

        Cells(Math.Min(a.U, Math.Min(b.U, c.U)), Math.Max(a.U, Math.Max(b.U, c.U)), Math.Min(a.V, Math.Min(b.V, c.V)), Math.Max(a.V, Math.Max(b.V, c.V)), (cell, u, v) =>
        {
            double wb = (((u - a.U) * (c.V - a.V)) - ((c.U - a.U) * (v - a.V))) / area;
            double wc = (((b.U - a.U) * (v - a.V)) - ((u - a.U) * (b.V - a.V))) / area;
            if (wb >= 0 && wc >= 0 && wb + wc <= 1)
            {
                Draw(cell, a.Depth + (wb * (b.Depth - a.Depth)) + (wc * (c.Depth - a.Depth)), region);
            }
        });
    }

    private void Draw(int cell, double depth, int region)
    {
        if (depth > _depth[cell])
        {
            (_depth[cell], Regions[cell]) = (depth, region);
        }
    }
}
