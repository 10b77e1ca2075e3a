using System.Globalization;
using System.Text;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Nulls;

namespace Etiogrid.Studies.Toolbox;

public static partial class MapsTools
{
    /// <summary><c>maps nulls</c>: surrogates of one map, regions in rows, and how well they keep its autocorrelation.</summary>
    public static Parsed<MapsNulls> Nulls(MapsNullsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return MatrixFile.Read(options.Map).Then(file => Column(file, options)).Then(map =>
            ReadNull(options.Null, map.Names, options.Resample).Then(spatialNull => Surrogates(options, map.Names, map.Values, spatialNull!)));
    }

    /// <summary><c>maps similarity</c>: every pair of atlas maps.</summary>
    public static Parsed<Table> Similarity(string atlasFile, string method, double threshold) =>
        AtlasStore.Read(atlasFile).Then(table => AtlasSet.From(table, atlasFile)).Select(atlas =>
        {
            var similarity = AtlasSimilarity.Compute(atlas, Method(method), threshold);
            var table = new Table("atlas", "other", "r", "shared_variance", "n", "ambiguity_set");
            for (int i = 0; i < atlas.MapNames.Count; i++)
            {
                for (int j = 0; j < atlas.MapNames.Count; j++)
                {
                    var set = similarity.AmbiguitySets.FirstOrDefault(s => s.Members.Contains(atlas.MapNames[i]) && s.Members.Contains(atlas.MapNames[j]));
                    table.Add(
                        atlas.MapNames[i], atlas.MapNames[j], Number(similarity.Correlation[i, j]), Number(similarity.SharedVariance(i, j)),
                        similarity.Regions[i, j], set is null ? null : string.Join(',', set.Members));
                }
            }

            return table;
        });

    /// <summary>A matrix as TSV, with names in the header and the first column unless <paramref name="bare"/>.</summary>
    public static string ToTsv(NamedMatrix matrix, string corner, bool bare)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var text = new StringBuilder();
        if (!bare)
        {
            text.Append(corner).Append('\t').AppendJoin('\t', matrix.ColumnNames).Append('\n');
        }

        for (int i = 0; i < matrix.Values.Rows; i++)
        {
            if (!bare)
            {
                text.Append(matrix.RowNames[i]).Append('\t');
            }

            var row = matrix.Values.Row(i);
            for (int j = 0; j < row.Length; j++)
            {
                text.Append(j == 0 ? "" : "\t").Append(Cell.Format(row[j]));
            }

            text.Append('\n');
        }

        return text.ToString();
    }

    private static Parsed<(IReadOnlyList<string> Names, double[] Values)> Column(NamedMatrix file, MapsNullsOptions options)
    {
        int column = options.Column is null ? 0 : file.ColumnNames.ToList().IndexOf(options.Column);
        if (column < 0 || (options.Column is null && file.Values.Columns != 1))
        {
            return Parsed.Failed<(IReadOnlyList<string>, double[])>(Diagnostic.Error(
                "E313", "Which map is meant?", new(options.Map), options.Column ?? $"{file.Values.Columns} columns", "one of the columns " + string.Join(", ", file.ColumnNames.Take(20)), "Give --column NAME"));
        }

        double[] values = file.Values.Column(column);
        int missing = values.ToList().FindIndex(v => !double.IsFinite(v));
        return missing < 0
            ? Parsed.Of<(IReadOnlyList<string>, double[])>((file.RowNames, values))
            : Parsed.Failed<(IReadOnlyList<string>, double[])>(Diagnostic.Error("E314", "A region has no value", new(options.Map, missing + 1, file.ColumnNames[column]), expected: "a number for every region", fix: "Leave the region out of the map and of the coordinates"));
    }

    private static Parsed<MapsNulls> Surrogates(MapsNullsOptions options, IReadOnlyList<string> regions, double[] map, ISpatialNull spatialNull)
    {
        int count = options.Null.Permutations ?? (spatialNull is SpinNull spin ? spin.AvailableDraws : DefaultPermutations);
        var fitted = spatialNull.Fit(map);
        var draws = fitted.DrawAll(count, map.Length, options.Null.Threads);
        string[] names = [.. Enumerable.Range(1, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"surrogate_{i}"))];
        Diagnostic[] findings = fitted.Fit.Accepted ? [] : [Diagnostic.Warning("E315", $"These surrogates must not be used for a test: {fitted.Fit.Refusal}", new(options.Map))];
        return Parsed.Of(new MapsNulls(new(regions, names, draws.Transpose()), fitted.Fit), findings);
    }
}
