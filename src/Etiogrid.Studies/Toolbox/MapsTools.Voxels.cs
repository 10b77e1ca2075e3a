using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Volumes;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

public static partial class MapsTools
{
    /// <summary>Voxels and vertices are ranked anew for every draw: with 10,000 draws a pair of volumes would take many minutes.</summary>
    private const int VoxelPermutations = 1000;

    private static bool IsVolume(string files)
    {
        string first = files.Split(',')[0];
        return new[] { ".nii", ".nii.gz", ".mgz", ".mgh", ".hdr" }.Any(e => first.EndsWith(e, StringComparison.OrdinalIgnoreCase))
            && !Imaging.Parcellated.CiftiFile.IsName(first) && !Imaging.Parcellated.DenseCifti.IsName(first);
    }

    /// <summary>
    /// Volumes with volumes, voxel by voxel: the first image's grid and its voxels with values (within the mask); the others are read at the
    /// voxels' centres. Distances between voxels are never tabulated.
    /// </summary>
    private static Parsed<Table> ColocalizeVoxels(MapsColocalizeOptions options)
    {
        if (options.Method is "mlr" or "dominance" or "ridge" or "pls" || options.Side is not null || options.Method.StartsWith("partial", StringComparison.Ordinal) != options.Covariate is not null)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E359", "Voxel by voxel there are correlations and partial correlations of all voxels or of a mask", new(options.Maps), options.Method, "spearman or pearson, or partial-spearman or partial-pearson with --covariate", "Parcellate the images for the other methods; give a mask for one hemisphere"));
        }

        var bag = new DiagnosticBag();
        string[] maps = options.Maps.Split(',');
        string[] atlas = options.Atlas.Split(',');
        string[] covariates = options.Covariate?.Split(',') ?? [];
        var images = maps.Concat(atlas).Concat(covariates).Distinct(StringComparer.Ordinal).ToDictionary(f => f, f => Read(NiftiImage.Read(f), bag), StringComparer.Ordinal);
        var within = options.Mask is { } file ? Read(NiftiImage.Read(file), bag) : null;
        if (bag.HasErrors)
        {
            return bag.Fail<Table>();
        }

        var grid = images[maps[0]]!;
        var mask = VoxelMask.OfValues(grid, v => ImageBackground.Of(grid, v));
        mask = within is null ? mask : mask.Within(within);
        if (mask.Count < ColocalizationPlan.FewestRegions)
        {
            bag.Add(Diagnostic.Error("E359", "There are too few voxels to compare", new(options.Mask ?? maps[0]), mask.Count.ToString(CultureInfo.InvariantCulture), $"at least {ColocalizationPlan.FewestRegions} with a value"));
            return bag.Fail<Table>();
        }

        string[] names = [.. Enumerable.Range(0, mask.Count).Select(k => mask.Index(k) is var (i, j, l) ? string.Create(CultureInfo.InvariantCulture, $"{i}_{j}_{l}") : "")];
        return RegionGeometry.FromCoordinates(mask.Coordinates(), maps[0]).Then(geometry =>
        {
            bool space = geometry.Count > RegionGeometry.LargestTable;
            var own = options with { Null = options.Null with { Own = geometry, Permutations = options.Null.Permutations ?? (space ? VoxelPermutations : null) } };
            var z = covariates.Length == 0 ? null : VoxelValues(covariates, images, mask, names).Values;
            var result = Compare(own, VoxelValues(maps, images, mask, names), VoxelValues(atlas, images, mask, names), z);
            bag.AddRange(result.Diagnostics);
            return result.TryGetValue(out var table) ? bag.Finish(() => table) : bag.Fail<Table>();
        });
    }

    private static NamedMatrix VoxelValues(IReadOnlyList<string> files, Dictionary<string, NiftiImage?> images, VoxelMask mask, string[] names)
    {
        var columns = new List<(string Name, double[] Values)>();
        foreach (string file in files)
        {
            var image = images[file]!;
            for (int v = 0; v < image.VolumeCount; v++)
            {
                string name = BareName(file) + (image.VolumeCount == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"_{v + 1}"));
                columns.Add((name, mask.Sample(image, v, Resampling.Linear, ImageBackground.Of(image, v))));
            }
        }

        var values = new Matrix(mask.Count, columns.Count);
        for (int j = 0; j < columns.Count; j++)
        {
            for (int i = 0; i < mask.Count; i++)
            {
                values[i, j] = columns[j].Values[i];
            }
        }

        bool twice = columns.Select(c => c.Name).Distinct(StringComparer.Ordinal).Count() < columns.Count;
        return new(names, [.. columns.Select((c, j) => twice ? string.Create(CultureInfo.InvariantCulture, $"{c.Name}#{j + 1}") : c.Name)], values);
    }

    /// <summary>Rows of a table outside the mask or on the other side lose their values, so that correlations and nulls leave them out.</summary>
    private static Parsed<NamedMatrix> Restricted(MapsColocalizeOptions options, NamedMatrix maps)
    {
        var result = Parsed.Of(maps);
        if (options.Mask is { } file)
        {
            result = result.Then(m => MatrixFile.Read(file).Then(table => table.Values.Columns == 1 && table.Values.Values.All(v => v is 0 or 1)
                ? Align(table, file, m.RowNames)
                : Parsed.Failed<Matrix>(Diagnostic.Error("E358", "A mask is one column of 0 and 1", new(file), $"{table.Values.Columns} columns", "a region a row, 1 to keep it")))
                .Select(keep => Keep(m, i => keep[i, 0] == 1)));
        }

        return options.Side is { } side ? result.Then(m => Sides(options, m).Then(sides => sides.Contains(side == "left" ? Core.Regions.Hemisphere.Left : Core.Regions.Hemisphere.Right)
            ? Parsed.Of(Keep(m, i => sides[i] == (side == "left" ? Core.Regions.Hemisphere.Left : Core.Regions.Hemisphere.Right)))
            : Parsed.Failed<NamedMatrix>(Diagnostic.Error("E358", "No region lies on this side", new(options.Maps), side, "coordinates, or names with L/LH/left or R/RH/right", "Give --coordinates")))) : result;
    }

    private static Parsed<IReadOnlyList<Core.Regions.Hemisphere>> Sides(MapsColocalizeOptions options, NamedMatrix maps) => options.Null.Coordinates.Count > 0
        ? ReadGeometry(options.Null, maps.RowNames).Select(g => g.Hemispheres!)
        : Parsed.Of<IReadOnlyList<Core.Regions.Hemisphere>>([.. maps.RowNames.Select(RegionCoordinates.SideOf)]);

    private static NamedMatrix Keep(NamedMatrix maps, Func<int, bool> keep)
    {
        var values = maps.Values.Clone();
        for (int i = 0; i < values.Rows; i++)
        {
            if (!keep(i))
            {
                values.Row(i).Fill(double.NaN);
            }
        }

        return new(maps.RowNames, maps.ColumnNames, values);
    }
}
