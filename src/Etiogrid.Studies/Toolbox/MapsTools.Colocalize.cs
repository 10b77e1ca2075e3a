using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

public static partial class MapsTools
{
    /// <summary>
    /// <c>maps colocalize</c>: correlation of every map with every atlas map, with a spatial null; or multiple regression or dominance
    /// analysis of every map on all atlas maps together.
    /// </summary>
    public static Parsed<Table> Colocalize(MapsColocalizeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (IsVolume(options.Maps))
        {
            return ColocalizeVoxels(options);
        }

        return ReadMaps(options.Maps).Then(maps => Restricted(options, maps)).Then(maps => AtlasStore.Read(options.Atlas)
            .Then(atlas => Align(atlas, options.Atlas, maps.RowNames).Select(values => new NamedMatrix(maps.RowNames, atlas.ColumnNames, values)))
            .Then(atlas => options.Method is "mlr" or "dominance" or "ridge" or "pls" ? Joint(options, maps, atlas) : Pairwise(options, maps, atlas)));
    }

    private static Parsed<Table> Pairwise(MapsColocalizeOptions options, NamedMatrix maps, NamedMatrix atlas)
    {
        var method = Method(options.Method);
        bool partial = method is ColocalizationMethod.PartialPearson or ColocalizationMethod.PartialSpearman;
        if (partial && options.Covariate is null)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E310", $"Method {options.Method} needs a covariate", Place.Nowhere, expected: "--covariate FILE"));
        }

        var covariate = partial
            ? MatrixFile.Read(options.Covariate!).Then(c => Align(c, options.Covariate!, maps.RowNames)).Select<Matrix?>(m => m)
            : Parsed.Of<Matrix?>(null);
        return covariate.Then(z => Compare(options, maps, atlas, z));
    }

    /// <summary>Every map with every atlas map, aligned; covariates where the method is partial.</summary>
    private static Parsed<Table> Compare(MapsColocalizeOptions options, NamedMatrix maps, NamedMatrix atlas, Matrix? z)
    {
        var method = Method(options.Method);
        return AtlasSet.From(atlas, options.Atlas).Then(set => ReadNull(options.Null, maps.RowNames).Then(spatialNull =>
        {
            var settings = new ColocalizationOptions
            {
                Method = method,
                Surrogates = Side(options.SurrogatesOf, options.Null.Null),
                Permutations = Draws(options.Null, method, spatialNull),
                Threads = options.Null.Threads,
            };
            var results = ColocalizationPlan.Create(set, settings, spatialNull, z).Run(maps.Values, maps.ColumnNames);
            var cards = Calibrate(options, maps, settings, spatialNull);
            if (!cards.HasValue)
            {
                return cards;
            }

            return Parsed.Of(PairTable(results, settings.Surrogates == SurrogateSide.Both && spatialNull is not null), Refusals(results, options.Maps).Concat(cards.Diagnostics));
        }));
    }

    private static ColocalizationMethod Method(string name) => name switch
    {
        "pearson" => ColocalizationMethod.Pearson,
        "spearman" => ColocalizationMethod.Spearman,
        "partial-pearson" => ColocalizationMethod.PartialPearson,
        "partial-spearman" => ColocalizationMethod.PartialSpearman,
        _ => throw new ArgumentException($"Unknown method '{name}'; known are spearman, pearson, partial-spearman, partial-pearson, mlr and dominance.", nameof(name)),
    };

    /// <summary>Spin tests rotate the map by convention; the other nulls make surrogates of the atlas once for all maps.</summary>
    private static SurrogateSide Side(string? asked, string spatialNull) => asked switch
    {
        "maps" => SurrogateSide.Map,
        "atlas" => SurrogateSide.Atlas,
        "both" => SurrogateSide.Both,
        _ => spatialNull == "spin" ? SurrogateSide.Map : SurrogateSide.Atlas,
    };

    private static int Draws(MapsNullOptions options, ColocalizationMethod method, ISpatialNull? spatialNull) => spatialNull switch
    {
        SpinNull spin => options.Permutations ?? spin.AvailableDraws,
        MoranNull when method == ColocalizationMethod.Pearson => options.Permutations ?? 0,
        _ => options.Permutations ?? DefaultPermutations,
    };

    private static Table PairTable(IReadOnlyList<ColocalizationResult> results, bool bothSides)
    {
        string[] columns = ["map", "atlas", "r", "z", "p_parametric", "p_null", "null_mean", "null_sd", "n"];
        var table = new Table(bothSides ? [.. columns, "p_null_maps", "p_null_atlas"] : columns);
        foreach (var r in results)
        {
            object?[] cells = [r.Map, r.Atlas, Number(r.R), Number(r.Z), Number(r.ParametricP), r.Null?.P, r.Null?.Mean, r.Null?.StandardDeviation, r.N];
            table.Add(bothSides ? [.. cells, r.Null?.MapSideP, r.Null?.AtlasSideP] : cells);
        }

        return table;
    }

    private static double? Number(double value) => double.IsFinite(value) ? value : null;

    private static IEnumerable<Diagnostic> Refusals(IReadOnlyList<ColocalizationResult> results, string file) =>
        results.Where(r => r.Refusal is not null).Select(r =>
            Diagnostic.Warning("E311", $"{r.Map} with {r.Atlas}: {r.Refusal}", new(file, null, r.Map)));
}
