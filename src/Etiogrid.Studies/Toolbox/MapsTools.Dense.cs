using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging.Parcellated;

namespace Etiogrid.Studies.Toolbox;

public static partial class MapsTools
{
    /// <summary>Dense CIFTI files over the regions of a .dlabel.nii file: one pass over the packed values, so a long series needs no more memory than its file.</summary>
    private static Parsed<Table> DenseMeans(MapsParcellateOptions options)
    {
        var bag = new DiagnosticBag();
        string? other = options.Images.FirstOrDefault(i => !DenseCifti.IsName(i));
        if (options.Atlas.Count != 1 || other is not null)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E349", "Dense CIFTI labels parcellate dense CIFTI files", new(other ?? options.Atlas[^1]), expected: ".dscalar.nii or .dtseries.nii files and one .dlabel.nii"));
        }

        if (Read(DenseCifti.Read(options.Atlas[0]), bag) is not { IsLabels: true } atlas)
        {
            bag.Add(Diagnostic.Error("E349", "The atlas holds no labels", new(options.Atlas[0]), expected: "a .dlabel.nii file"));
            return bag.Fail<Table>();
        }

        var columns = new List<DenseColumns>();
        foreach (string path in options.Images)
        {
            if (Read(DenseCifti.Read(path), bag) is { } dense)
            {
                columns.Add(Means(dense, dense.Regions(atlas), options.Images.Count == 1 ? "" : BareName(path) + "_"));
            }
        }

        foreach (var file in columns)
        {
            string[] empty = [.. file.Regions.Where(r => r.Places.Count == 0).Select(r => r.Name)];
            if (empty.Length > 0)
            {
                bag.Add(Diagnostic.Warning("E341", $"{empty.Length} regions have no vertex or voxel in common with {file.Names[0]}", new(options.Atlas[0]), string.Join(", ", empty.Take(5)), fix: "Use labels on the same surface mesh"));
            }
        }

        return bag.Finish(() => DenseTable(options, columns));
    }

    private static DenseColumns Means(DenseCifti dense, IReadOnlyList<DenseRegion> regions, string prefix)
    {
        var sums = regions.Select(_ => new double[dense.ColumnNames.Count]).ToArray();
        var covered = regions.Select(_ => new int[dense.ColumnNames.Count]).ToArray();
        double[] values = new double[dense.ColumnNames.Count];
        for (int r = 0; r < regions.Count; r++)
        {
            foreach (int place in regions[r].Places)
            {
                dense.Values(place, values);
                for (int j = 0; j < values.Length; j++)
                {
                    if (double.IsFinite(values[j]))
                    {
                        sums[r][j] += values[j];
                        covered[r][j]++;
                    }
                }
            }

            for (int j = 0; j < values.Length; j++)
            {
                sums[r][j] = covered[r][j] == 0 ? double.NaN : sums[r][j] / covered[r][j];
            }
        }

        return new([.. dense.ColumnNames.Select(c => prefix + c)], regions, sums, [.. regions.Select((r, k) => covered[k].Min() / (double)r.Count)]);
    }

    private static Table DenseTable(MapsParcellateOptions options, List<DenseColumns> files)
    {
        string[] coverage = files.Count == 1 ? ["coverage"] : [.. options.Images.Select(i => "coverage_" + BareName(i))];
        string[] extra = options.MeansOnly ? [] : ["n_grayordinates", .. coverage];
        var table = new Table(["region", .. files.SelectMany(f => f.Names), .. extra]);
        for (int r = 0; r < files[0].Regions.Count; r++)
        {
            object?[] more = options.MeansOnly ? [] : [files[0].Regions[r].Count, .. files.Select(f => (object?)Number(f.Coverage[r]))];
            table.Add([files[0].Regions[r].Name, .. files.SelectMany(f => f.Means[r]).Select(v => (object?)Number(v)), .. more]);
        }

        return table;
    }

    /// <summary>The means of one file: names of its columns, regions, means a region, and the share of each region with a value in every column.</summary>
    private sealed record DenseColumns(IReadOnlyList<string> Names, IReadOnlyList<DenseRegion> Regions, double[][] Means, double[] Coverage);
}
