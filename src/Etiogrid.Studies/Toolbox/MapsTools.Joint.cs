using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Imaging.Regression;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

public static partial class MapsTools
{
    private static readonly string[] JointColumns = ["map", "atlas", "value", "r2", "r2_adj"];

    private static Parsed<Table> Joint(MapsColocalizeOptions options, NamedMatrix maps, NamedMatrix atlas)
    {
        if (options.Method == "dominance" && atlas.Values.Columns > DominanceAnalysis.LargestCount)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E312", "Too many atlas maps for dominance analysis", new(options.Atlas), atlas.Values.Columns.ToString(CultureInfo.InvariantCulture), $"at most {DominanceAnalysis.LargestCount}", "Choose the maps of interest"));
        }

        if (options.SurrogatesOf is "atlas" or "both")
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E324", $"Method {options.Method} tests against surrogates of the maps", Place.Nowhere, options.SurrogatesOf, "maps", "Surrogates of single atlas maps would lose the collinearity of the atlas"));
        }

        return ReadNull(options.Null, maps.RowNames).Then(spatialNull => JointTable(options, maps, atlas, spatialNull)
            .Then(table => Calibrate(options, maps, new() { Method = ColocalizationMethod.Pearson, Surrogates = SurrogateSide.Map, Permutations = options.Null.Permutations ?? DefaultPermutations, Threads = options.Null.Threads }, spatialNull)
                .Select(_ => table)));
    }

    private static Parsed<Table> JointTable(MapsColocalizeOptions options, NamedMatrix maps, NamedMatrix atlas, ISpatialNull? spatialNull)
    {
        var table = new Table(spatialNull is null ? JointColumns : [.. JointColumns, "p_null", "null_mean", "null_sd", "r2_p_null"]);
        var findings = new List<Diagnostic>();
        var models = new Dictionary<string, JointModel?>(StringComparer.Ordinal);
        for (int j = 0; j < maps.Values.Columns; j++)
        {
            double[] column = maps.Values.Column(j);
            int[] regions = CompleteRegions(atlas.Values, column);
            string key = string.Join(',', regions);
            if (!models.TryGetValue(key, out var model))
            {
                models[key] = model = JointModel.TryCreate(Settings(options), RegionOrder.TakeRows(atlas.Values, regions));
            }

            double[] response = [.. regions.Select(i => column[i])];
            var fit = model?.Fit(response);
            if (fit is null)
            {
                findings.Add(Diagnostic.Warning("E311", $"{maps.ColumnNames[j]}: too few regions ({response.Length}), no variance, or atlas maps that are combinations of each other", new(options.Maps, null, maps.ColumnNames[j])));
            }

            var test = fit is null || spatialNull is null ? null : Test(options, maps.ColumnNames[j], model!, fit, regions, response, spatialNull, findings);
            AddJointRows(table, maps.ColumnNames[j], atlas.ColumnNames, fit, spatialNull is not null, test);
        }

        return Parsed.Of(table, findings);
    }

    private static JointNullResult? Test(MapsColocalizeOptions options, string map, JointModel model, JointFit fit, int[] regions, double[] response, ISpatialNull spatialNull, List<Diagnostic> findings)
    {
        var source = (regions.Length == spatialNull.RegionCount ? spatialNull : spatialNull.Restrict(regions)).Fit(response);
        if (source.Fit.Accepted)
        {
            int draws = options.Null.Permutations ?? Math.Min(DefaultPermutations, spatialNull.AvailableDraws);
            return model.Test(fit, source, draws, options.Null.Threads);
        }

        findings.Add(Diagnostic.Warning("E311", $"{map}: {source.Fit.Refusal}", new(options.Maps, null, map)));
        return null;
    }

    private static void AddJointRows(Table table, string map, IReadOnlyList<string> atlases, JointFit? fit, bool withNull, JointNullResult? test)
    {
        for (int a = 0; a < atlases.Count; a++)
        {
            object?[] cells = [map, atlases[a], fit?.Values[a], fit is null ? null : Number(fit.R2), fit is null ? null : Number(fit.AdjustedR2)];
            object?[] tested = withNull ? [test?.P[a], test?.Mean[a], test is null ? null : Number(test.StandardDeviation[a]), test?.R2P] : [];
            table.Add([.. cells, .. tested]);
        }
    }

    private static JointOptions Settings(MapsColocalizeOptions options) => new()
    {
        Method = options.Method switch
        {
            "mlr" => JointMethod.MultipleRegression,
            "dominance" => JointMethod.Dominance,
            "ridge" => JointMethod.Ridge,
            "pls" => JointMethod.PartialLeastSquares,
            _ => throw new ArgumentException($"Unknown method '{options.Method}'.", nameof(options)),
        },
        Adjusted = options.Adjusted,
        Penalty = options.Penalty,
        Components = options.Components,
    };

    /// <summary>Regions with a value in the map and in every atlas map.</summary>
    private static int[] CompleteRegions(Matrix predictors, double[] response) =>
        [.. Enumerable.Range(0, response.Length).Where(i => double.IsFinite(response[i]) && !predictors.Row(i).ContainsAnyExceptInRange(double.MinValue, double.MaxValue))];
}
