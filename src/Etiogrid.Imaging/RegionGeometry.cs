using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Regions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging;

/// <summary>Where the regions lie: centres (millimetres) with hemispheres, or only their distances.</summary>
public sealed class RegionGeometry
{
    /// <summary>Beyond this many regions (vertices, voxels) no table of all distances is made.</summary>
    public const int LargestTable = 5000;

    private readonly Lazy<Matrix> _distances;

    private RegionGeometry(Lazy<Matrix> distances, int count, Matrix? coordinates, Hemisphere[]? hemispheres)
    {
        _distances = distances;
        Count = count;
        Coordinates = coordinates;
        Hemispheres = hemispheres;
    }

    /// <summary>Regions x regions, symmetric, zero diagonal.</summary>
    /// <exception cref="InvalidOperationException">There are more than <see cref="LargestTable"/> regions.</exception>
    public Matrix Distances => Count <= LargestTable
        ? _distances.Value
        : throw new InvalidOperationException($"A table of all distances between {Count} regions is not made; at most {LargestTable}.");

    /// <summary>Regions x 3 (x right, y front, z up), or null where only distances are known.</summary>
    public Matrix? Coordinates { get; }

    /// <summary>Side of each region, or null where only distances are known.</summary>
    public IReadOnlyList<Hemisphere>? Hemispheres { get; }

    /// <summary>Number of regions.</summary>
    public int Count { get; }

    /// <summary>
    /// Straight-line distances between centres. Sides: as given, or from the sign of x.
    /// Errors: E304 not three columns, a missing number, or two regions at the same point.
    /// </summary>
    public static Parsed<RegionGeometry> FromCoordinates(Matrix coordinates, string file, IReadOnlyList<Hemisphere>? hemispheres = null)
    {
        ArgumentNullException.ThrowIfNull(coordinates);
        var bag = new DiagnosticBag(20);
        if (coordinates.Columns != 3)
        {
            bag.Add(Diagnostic.Error("E304", "Coordinates need three columns", new(file), coordinates.Columns.ToString(CultureInfo.InvariantCulture), "x, y and z in millimetres"));
            return bag.Fail<RegionGeometry>();
        }

        for (int k = 0; k < coordinates.Values.Length; k++)
        {
            if (!double.IsFinite(coordinates.Values[k]))
            {
                bag.Add(Diagnostic.Error("E304", "A coordinate is missing", new(file, (k / 3) + 1, "xyz"[k % 3].ToString()), expected: "a number"));
            }
        }

        Hemisphere[] sides = [.. hemispheres ?? BySign(coordinates)];
        if (coordinates.Rows > LargestTable)
        {
            CheckPlaces(coordinates, sides, file, bag);
            return bag.Finish(() => new RegionGeometry(new(() => Between(coordinates)), coordinates.Rows, coordinates, sides));
        }

        var distances = Between(coordinates);
        CheckDistances(distances, file, bag);
        return bag.Finish(() => new RegionGeometry(new(distances), coordinates.Rows, coordinates, sides));
    }

    /// <summary>A distance matrix as given. Errors: E304 not square, not symmetric, negative, or zero off the diagonal.</summary>
    public static Parsed<RegionGeometry> FromDistances(Matrix distances, string file)
    {
        ArgumentNullException.ThrowIfNull(distances);
        var bag = new DiagnosticBag(20);
        if (distances.Rows != distances.Columns)
        {
            bag.Add(Diagnostic.Error("E304", "A distance matrix must be square", new(file), string.Create(CultureInfo.InvariantCulture, $"{distances.Rows} x {distances.Columns}")));
            return bag.Fail<RegionGeometry>();
        }

        CheckDistances(distances, file, bag);
        return bag.Finish(() => new RegionGeometry(new(distances), distances.Rows, null, null));
    }

    /// <summary>The centres of a parcellation. Error E304 where a region has none.</summary>
    public static Parsed<RegionGeometry> FromParcellation(Parcellation parcellation)
    {
        ArgumentNullException.ThrowIfNull(parcellation);
        var bag = new DiagnosticBag(20);
        var coordinates = new Matrix(parcellation.Regions.Count, 3);
        for (int i = 0; i < coordinates.Rows; i++)
        {
            if (parcellation.Regions[i].Centre is not { } centre)
            {
                bag.Add(Diagnostic.Error("E304", "The region has no centre", new(parcellation.Name, i + 1, parcellation.Regions[i].Name), expected: "x, y and z in millimetres", fix: "Add coordinates to the atlas table"));
                continue;
            }

            (coordinates[i, 0], coordinates[i, 1], coordinates[i, 2]) = (centre.X, centre.Y, centre.Z);
        }

        Hemisphere[] sides = [.. parcellation.Regions.Select((r, i) => r.Hemisphere == Hemisphere.None ? Side(coordinates[i, 0]) : r.Hemisphere)];
        return bag.HasErrors ? bag.Fail<RegionGeometry>() : FromCoordinates(coordinates, parcellation.Name, sides);
    }

    /// <summary>The geometry of some of the regions, in the given order.</summary>
    public RegionGeometry Restrict(IReadOnlyList<int> regions)
    {
        ArgumentNullException.ThrowIfNull(regions);
        return new(
            new(() => Restricted(regions)),
            regions.Count,
            Coordinates is null ? null : RegionOrder.TakeRows(Coordinates, regions),
            Hemispheres is null ? null : [.. regions.Select(r => Hemispheres[r])]);
    }

    private Matrix Restricted(IReadOnlyList<int> regions)
    {
        if (Count > LargestTable)
        {
            return Between(RegionOrder.TakeRows(Coordinates!, regions));
        }

        var all = Distances;
        var distances = new Matrix(regions.Count, regions.Count);
        for (int i = 0; i < regions.Count; i++)
        {
            for (int j = 0; j < regions.Count; j++)
            {
                distances[i, j] = all[regions[i], regions[j]];
            }
        }

        return distances;
    }

    /// <summary>Two places may be the same on both hemispheres' spheres, which share their centre.</summary>
    private static void CheckPlaces(Matrix coordinates, Hemisphere[] sides, string file, DiagnosticBag bag)
    {
        var seen = new HashSet<(Hemisphere, double, double, double)>();
        for (int i = 0; i < coordinates.Rows; i++)
        {
            if (!seen.Add((sides[i], coordinates[i, 0], coordinates[i, 1], coordinates[i, 2])))
            {
                bag.Add(Diagnostic.Error("E304", $"Region {i + 1} lies where another one does", new(file, i + 1), expected: "every region at a place of its own"));
            }
        }
    }

    private static Matrix Between(Matrix c)
    {
        var distances = new Matrix(c.Rows, c.Rows);
        for (int i = 0; i < c.Rows; i++)
        {
            for (int j = 0; j < i; j++)
            {
                double dx = c[i, 0] - c[j, 0];
                double dy = c[i, 1] - c[j, 1];
                double dz = c[i, 2] - c[j, 2];
                double d = Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
                distances[i, j] = d;
                distances[j, i] = d;
            }
        }

        return distances;
    }

    private static void CheckDistances(Matrix d, string file, DiagnosticBag bag)
    {
        for (int i = 0; i < d.Rows; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!(d[i, j] > 0) || !(Math.Abs(d[i, j] - d[j, i]) <= 1e-6 * d[i, j]) || !double.IsFinite(d[i, j]))
                {
                    bag.Add(Diagnostic.Error("E304", $"The distance between regions {j + 1} and {i + 1} cannot be used", new(file, i + 1, (j + 1).ToString(CultureInfo.InvariantCulture)), string.Create(CultureInfo.InvariantCulture, $"{d[i, j]} and {d[j, i]}"), "the same positive number both ways", "Two regions at one point, or a matrix that is not symmetric"));
                }
            }
        }
    }

    private static Hemisphere[] BySign(Matrix coordinates) => [.. Enumerable.Range(0, coordinates.Rows).Select(i => Side(coordinates[i, 0]))];

    private static Hemisphere Side(double x) => x < 0 ? Hemisphere.Left : x > 0 ? Hemisphere.Right : Hemisphere.None;
}
