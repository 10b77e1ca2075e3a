using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Imaging.Atlases;

/// <summary>
/// A folder of maps with provenance: <c>atlas.tsv</c> and the files it names. Tracers differ in unit and scale, so maps are z-scored over regions before
/// those of one target are averaged, weighted by the number of people (Hansen et al. 2022, doi 10.1038/s41593-022-01186-3).
/// </summary>
public sealed class AtlasPack
{
    private AtlasPack(string folder, IReadOnlyList<AtlasMap> maps, NamedMatrix values)
    {
        Folder = folder;
        Maps = maps;
        Values = values;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Maps in the manifest's order.</summary>
    public IReadOnlyList<AtlasMap> Maps { get; }

    /// <summary>Regions x maps as stored; NaN = missing.</summary>
    public NamedMatrix Values { get; }

    /// <summary>True for a folder with a manifest.</summary>
    public static bool IsPack(string path) => File.Exists(Path.Combine(path, AtlasManifest.FileName));

    /// <summary>
    /// Reads and verifies a pack. Errors: those of <see cref="AtlasManifest.Read"/> and of matrix files, E351 checksum, E352 no such column or several maps
    /// in a file without column, E353 files with different regions, E354 a map without spread.
    /// </summary>
    public static Parsed<AtlasPack> Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return AtlasManifest.Read(folder).Then(maps =>
        {
            var bag = new DiagnosticBag();
            var files = new Dictionary<string, NamedMatrix?>(StringComparer.Ordinal);
            var columns = new List<double[]>();
            NamedMatrix? first = null;
            foreach (var map in maps)
            {
                string path = Path.Combine(folder, map.File);
                if (!files.TryGetValue(map.File, out var table))
                {
                    files[map.File] = table = Open(path, bag);
                }

                if (table is null || !SumFits(map, path, bag) || ColumnOf(map, table, path, bag) is not { } values)
                {
                    continue;
                }

                first ??= table;
                if (Align(values, table, first, path, bag) is { } aligned)
                {
                    columns.Add(aligned);
                    CheckSpread(map, aligned, path, bag);
                }
            }

            return bag.Finish(() => new AtlasPack(folder, maps, Join(first!, maps, columns)));
        });
    }

    /// <summary>One map a target: the mean of its maps' z scores weighted by people, over the maps that have the region; targets in order of first appearance.</summary>
    public NamedMatrix Targets()
    {
        string[] targets = [.. Maps.Select(m => m.Target).Distinct(StringComparer.Ordinal)];
        var combined = new Matrix(Values.Values.Rows, targets.Length);
        double[][] z = [.. Enumerable.Range(0, Maps.Count).Select(j => ZScores(Values.Values.Column(j)))];
        for (int t = 0; t < targets.Length; t++)
        {
            int[] members = [.. Enumerable.Range(0, Maps.Count).Where(j => Maps[j].Target == targets[t])];
            for (int i = 0; i < combined.Rows; i++)
            {
                double weight = 0;
                double sum = 0;
                foreach (int j in members.Where(j => double.IsFinite(z[j][i])))
                {
                    weight += Maps[j].N;
                    sum = Math.FusedMultiplyAdd(Maps[j].N, z[j][i], sum);
                }

                combined[i, t] = weight > 0 ? sum / weight : double.NaN;
            }
        }

        return new(Values.RowNames, targets, combined);
    }

    private static double[] ZScores(double[] values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        double mean = Moments.Mean(finite);
        double deviation = Moments.StandardDeviation(finite);
        return [.. values.Select(v => (v - mean) / deviation)];
    }

    private static NamedMatrix? Open(string path, DiagnosticBag bag)
    {
        var parsed = MatrixFile.Read(path);
        bag.AddRange(parsed.Diagnostics);

        // A single line of numbers is a map written across.
        return !parsed.TryGetValue(out var table) ? null
            : table.Values.Rows == 1 && table.Values.Columns > 1 ? new(table.ColumnNames, table.RowNames, table.Values.Transpose())
            : table;
    }

    private static bool SumFits(AtlasMap map, string path, DiagnosticBag bag)
    {
        if (map.Sha256.Length == 0 || InputFile.Sha256(path).Equals(map.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        bag.Add(Diagnostic.Error("E351", "The file is not the one of the manifest: its checksum differs", new(path), InputFile.Sha256(path), map.Sha256, "Copy the pack again, or add it again after a deliberate change"));
        return false;
    }

    private static double[]? ColumnOf(AtlasMap map, NamedMatrix table, string path, DiagnosticBag bag)
    {
        int column = map.Column.Length > 0 ? table.ColumnNames.ToList().IndexOf(map.Column) : table.ColumnNames.Count == 1 ? 0 : -1;
        if (column >= 0)
        {
            return table.Values.Column(column);
        }

        bag.Add(Diagnostic.Error("E352", $"The file has no column for map '{map.Name}'", new(path), map.Column.Length > 0 ? map.Column : $"{table.ColumnNames.Count} columns and no column named", string.Join(", ", table.ColumnNames.Take(20))));
        return null;
    }

    private static double[]? Align(double[] values, NamedMatrix table, NamedMatrix first, string path, DiagnosticBag bag)
    {
        if (table.RowNames.SequenceEqual(first.RowNames, StringComparer.Ordinal))
        {
            return values;
        }

        if (table.RowNames.Count == first.RowNames.Count && table.RowNames.ToHashSet(StringComparer.Ordinal).SetEquals(first.RowNames))
        {
            var order = RegionOrder.Match(table.RowNames, first.RowNames, path).Value;
            return [.. order.Select(i => values[i])];
        }

        bag.Add(Diagnostic.Error("E353", "The file has other regions than the first file of the pack", new(path), table.RowNames.Count.ToString(CultureInfo.InvariantCulture), $"the {first.RowNames.Count} regions of the first file", "A pack has one parcellation; make another pack"));
        return null;
    }

    private static void CheckSpread(AtlasMap map, double[] values, string path, DiagnosticBag bag)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        if (finite.Length < ColocalizationPlan.FewestRegions || !(Moments.StandardDeviation(finite) > 0))
        {
            bag.Add(Diagnostic.Error("E354", $"Map '{map.Name}' does not vary, or has too few regions", new(path), finite.Length.ToString(CultureInfo.InvariantCulture), $"at least {ColocalizationPlan.FewestRegions} regions with different values"));
        }
    }

    private static NamedMatrix Join(NamedMatrix first, IReadOnlyList<AtlasMap> maps, List<double[]> columns)
    {
        var values = new Matrix(first.Values.Rows, columns.Count);
        for (int j = 0; j < columns.Count; j++)
        {
            for (int i = 0; i < values.Rows; i++)
            {
                values[i, j] = columns[j][i];
            }
        }

        return new(first.RowNames, [.. maps.Select(m => m.Name)], values);
    }
}
