using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Core.Regions;
using Etiogrid.Files;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Calibration;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Imaging.Surfaces;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Studies.Toolbox;

/// <summary>The <c>maps</c> verbs.</summary>
public static partial class MapsTools
{
    private const int DefaultPermutations = 10_000;

    /// <summary>Brings a table to the region order of the maps: by name where both have names, by row where one has none.</summary>
    internal static Parsed<Matrix> Align(NamedMatrix table, string file, IReadOnlyList<string> regions)
    {
        bool named = !IsNumbered(table.RowNames) && !IsNumbered(regions);
        if (named)
        {
            return RegionOrder.Match(table.RowNames, regions, file).Select(order => RegionOrder.TakeRows(table.Values, order));
        }

        if (table.Values.Rows != regions.Count)
        {
            return Parsed.Failed<Matrix>(Diagnostic.Error("E305", "The files have different numbers of regions", new(file), table.Values.Rows.ToString(CultureInfo.InvariantCulture), $"{regions.Count} rows as in the maps", "Give both files region names, or the same rows"));
        }

        return IsNumbered(table.RowNames) == IsNumbered(regions)
            ? Parsed.Of(table.Values)
            : Parsed.Of(table.Values, [Diagnostic.Warning("E306", "Only one of the files has region names; rows were matched by position", new(file), fix: "Give both files region names")]);
    }

    /// <summary>Regions x maps of a matrix file, or vertices x maps of surface files: one hemisphere, or <c>LEFT,RIGHT</c>.</summary>
    internal static Parsed<NamedMatrix> ReadMaps(string files)
    {
        if (!files.EndsWith(".gii", StringComparison.OrdinalIgnoreCase))
        {
            return MatrixFile.Read(files);
        }

        var bag = new DiagnosticBag();
        string[] paths = files.Split(',');
        IReadOnlyList<double[]>?[] sides = [.. paths.Select(p => Read(VertexMap.Read(p), bag))];
        return bag.Finish(() => Vertices([.. sides.Select(s => s!)]));
    }

    private static NamedMatrix Vertices(IReadOnlyList<double[]>[] sides)
    {
        int columns = sides.Min(s => s.Count);
        int rows = sides.Sum(s => s[0].Length);
        var values = new Matrix(rows, columns);
        for (int j = 0; j < columns; j++)
        {
            double[] column = [.. sides.SelectMany(s => s[j])];
            for (int i = 0; i < rows; i++)
            {
                values[i, j] = column[i];
            }
        }

        return new([.. Enumerable.Range(1, rows).Select(i => i.ToString(CultureInfo.InvariantCulture))], [.. Enumerable.Range(1, columns).Select(i => i.ToString(CultureInfo.InvariantCulture))], values);
    }

    internal static bool IsNumbered(IReadOnlyList<string> names) =>
        names.Select((name, i) => name == (i + 1).ToString(CultureInfo.InvariantCulture)).All(same => same);

    /// <summary>The geometry a null needs, in the region order of the maps.</summary>
    internal static Parsed<RegionGeometry> ReadGeometry(MapsNullOptions options, IReadOnlyList<string> regions)
    {
        if (options.Own is { } own)
        {
            return Parsed.Of(own);
        }

        if (options.Coordinates.Count > 0)
        {
            string file = options.Coordinates[0];
            return RegionCoordinates.Read(options.Coordinates).Then(c =>
            {
                var withSides = new Matrix(c.Values.Rows, 4);
                for (int i = 0; i < c.Values.Rows; i++)
                {
                    c.Values.Row(i).CopyTo(withSides.Row(i));
                    withSides[i, 3] = (int)c.Hemispheres[i];
                }

                return Align(new NamedMatrix(c.Names, ["x", "y", "z", "side"], withSides), file, regions).Then(aligned => Geometry(aligned, file));
            });
        }

        if (options.Distances is { } distances)
        {
            return MatrixFile.Read(distances).Then(table => AlignDistances(table, distances, regions)).Then(d => RegionGeometry.FromDistances(d, distances));
        }

        return Parsed.Failed<RegionGeometry>(Diagnostic.Error("E307", $"The null '{options.Null}' needs to know where the regions lie", Place.Nowhere, expected: "--coordinates or --distances", fix: "Give region centres or a distance matrix"));
    }

    /// <summary>Builds the null, or nothing for <c>none</c>.</summary>
    internal static Parsed<ISpatialNull?> ReadNull(MapsNullOptions options, IReadOnlyList<string> regions, bool resample = false)
    {
        if (options.Null == "none")
        {
            return Parsed.Of<ISpatialNull?>(null);
        }

        return ReadGeometry(options, regions).Then(geometry => options.Null switch
        {
            "moran" or "moran-matched" when geometry.Count > RegionGeometry.LargestTable && geometry.Coordinates is not null && !OnSpheres(geometry) => Parsed.Of<ISpatialNull?>(BlockMoranNull.Create(geometry, options.Seed)),
            not "spin" when geometry.Count > RegionGeometry.LargestTable => Parsed.Failed<ISpatialNull?>(Diagnostic.Error("E316", $"The null '{options.Null}' needs all distances, which do not fit", Place.Nowhere, geometry.Count.ToString(CultureInfo.InvariantCulture), $"at most {RegionGeometry.LargestTable}", "For vertices use --null spin with the sphere, or --null moran with the surface in space (midthickness); or parcellate the map")),
            "moran" when geometry.Count >= ColocalizationPlan.FewestRegions => Parsed.Of<ISpatialNull?>(MoranNull.Create(geometry, options.Seed)),
            "moran-matched" when geometry.Count >= ColocalizationPlan.FewestRegions => Parsed.Of<ISpatialNull?>(MatchedMoranNull.Create(SmoothnessModel.Create(geometry), options.Seed)),
            "moran" or "moran-matched" => TooFewRegions(options, geometry, ColocalizationPlan.FewestRegions),
            "spin" => Spin(options, geometry),
            "variogram" => Variogram(options, geometry, resample),
            _ => throw new ArgumentException($"Unknown null '{options.Null}'; known are none, spin, moran, moran-matched and variogram.", nameof(options)),
        });
    }

    /// <summary>Spheres of both hemispheres share their centre: distances between sides mean nothing there.</summary>
    private static bool OnSpheres(RegionGeometry geometry)
    {
        double least = double.PositiveInfinity;
        double largest = 0;
        for (int i = 0; i < geometry.Count; i++)
        {
            double square = Moments.Dot(geometry.Coordinates!.Row(i), geometry.Coordinates.Row(i));
            (least, largest) = (Math.Min(least, square), Math.Max(largest, square));
        }

        return largest <= SpinNull.SphereSpread * SpinNull.SphereSpread * least;
    }

    private static Parsed<RegionGeometry> Geometry(Matrix withSides, string file)
    {
        var coordinates = new Matrix(withSides.Rows, 3);
        for (int i = 0; i < withSides.Rows; i++)
        {
            withSides.Row(i)[..3].CopyTo(coordinates.Row(i));
        }

        return RegionGeometry.FromCoordinates(coordinates, file, [.. withSides.Column(3).Select(s => (Hemisphere)(int)s)]);
    }

    private static Parsed<Matrix> AlignDistances(NamedMatrix table, string file, IReadOnlyList<string> regions) =>
        Align(table, file, regions).Then(rows =>
            Align(new NamedMatrix(IsNumbered(table.RowNames) ? table.RowNames : table.ColumnNames, regions, rows.Transpose()), file, regions).Select(m => m.Transpose()));

    private static Parsed<ISpatialNull?> Variogram(MapsNullOptions options, RegionGeometry geometry, bool resample) =>
        geometry.Count >= VariogramNull.FewestRegions
            ? Parsed.Of<ISpatialNull?>(VariogramNull.Create(geometry, options.Seed, new VariogramOptions { Resample = resample }))
            : TooFewRegions(options, geometry, VariogramNull.FewestRegions);

    private static Parsed<ISpatialNull?> TooFewRegions(MapsNullOptions options, RegionGeometry geometry, int least) =>
        Parsed.Failed<ISpatialNull?>(Diagnostic.Error("E316", $"The null '{options.Null}' needs more regions", Place.Nowhere, geometry.Count.ToString(CultureInfo.InvariantCulture), $"at least {least}"));

    private static Parsed<ISpatialNull?> Spin(MapsNullOptions options, RegionGeometry geometry)
    {
        if (geometry.Hemispheres is null || geometry.Hemispheres.Any(h => h == Hemisphere.None))
        {
            return Parsed.Failed<ISpatialNull?>(Diagnostic.Error("E308", "A spin test needs cortical coordinates with a side for every region", new(options.Coordinates.Count > 0 ? options.Coordinates[0] : null), expected: "--coordinates with x, y, z on both sides of the midline", fix: "Use --null moran for distances, subcortex or cerebellum"));
        }

        var assignment = options.SpinAssignment switch
        {
            "vasa" => SpinAssignment.Vasa,
            "hungarian" => SpinAssignment.Hungarian,
            _ => SpinAssignment.Original,
        };
        if (options.Rotations is not { } file)
        {
            int count = options.Permutations ?? DefaultPermutations;
            return Parsed.Of<ISpatialNull?>(SpinNull.Create(geometry, SpinRotations.Draw(count, options.Seed), assignment, options.Threads));
        }

        return MatrixFile.Read(file).Then(table => CheckRotations(table.Values, file, options.Permutations))
            .Select<ISpatialNull?>(rotations => SpinNull.Create(geometry, rotations, assignment, options.Threads));
    }

    private static Parsed<Matrix> CheckRotations(Matrix rotations, string file, int? wanted)
    {
        var bag = new DiagnosticBag(20);
        if (rotations.Columns != 9)
        {
            bag.Add(Diagnostic.Error("E309", "Rotations need nine columns", new(file), rotations.Columns.ToString(CultureInfo.InvariantCulture), "3 x 3, row by row"));
            return bag.Fail<Matrix>();
        }

        if (wanted > rotations.Rows)
        {
            bag.Add(Diagnostic.Error("E309", "There are fewer rotations than permutations", new(file), rotations.Rows.ToString(CultureInfo.InvariantCulture), $"at least {wanted}", "Lower --permutations or add rotations"));
        }

        for (int d = 0; d < rotations.Rows; d++)
        {
            if (!IsRotation(rotations.Row(d)))
            {
                bag.Add(Diagnostic.Error("E309", "The row is no rotation", new(file, d + 1), expected: "an orthogonal 3 x 3 matrix"));
            }
        }

        return bag.Finish(() => rotations);
    }

    private static bool IsRotation(ReadOnlySpan<double> q)
    {
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                double dot = (q[3 * i] * q[3 * j]) + (q[(3 * i) + 1] * q[(3 * j) + 1]) + (q[(3 * i) + 2] * q[(3 * j) + 2]);
                if (!(Math.Abs(dot - (i == j ? 1 : 0)) < 1e-6))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
