using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Groups;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

public static partial class MapsTools
{
    /// <summary>
    /// <c>maps group</c>: a group's maps against an atlas. One row a map and atlas map; modes with a map a person begin with rows <c>group</c>
    /// (mean over people, one-sample t, 95 % interval).
    /// </summary>
    public static Parsed<Table> Group(MapsGroupOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var mode = Mode(options.Mode);
        return MatrixFile.Read(options.Cases).Then(cases => Controls(options, mode, cases).Then(controls =>
            ByRegions(options.Atlas, cases.ColumnNames).Then(atlas => Covariates(options, cases.ColumnNames).Then(covariates => People(options, mode, cases, controls).Then(people => ReadNull(options.Null, cases.ColumnNames).Then(spatialNull =>
            {
                var settings = new GroupOptions
                {
                    Mode = mode,
                    Method = options.Method == "mlr" ? null : Method(options.Method),
                    Permutations = options.Permutations,
                    Null = options.GroupNull == "proportional" ? GroupNull.Proportional : GroupNull.Plain,
                    People = people,
                    SpatialNull = spatialNull,
                    SpatialDraws = options.Null.Permutations ?? Math.Min(DefaultPermutations, spatialNull?.AvailableDraws ?? DefaultPermutations),
                    Seed = options.Seed,
                    Threads = options.Threads,
                };
                return GroupColocalization.TryRun(settings, cases.Values, controls?.Values, atlas.Values, covariates?.Values) is { } run
                    ? Parsed.Of(GroupTable(run, mode, cases.RowNames, atlas.ColumnNames, options.Method == "mlr", spatialNull is not null), [.. Unused(options, mode, run, cases), .. GroupCard(run, options, settings)])
                    : Parsed.Failed<Table>(Diagnostic.Error("E317", "Nothing can be correlated: too few regions with values everywhere, a map without variance, or atlas maps that are combinations of each other", new(options.Cases)));
            }))))));
    }

    /// <summary>Calibration of the spatial null on the maps the mode made.</summary>
    private static IEnumerable<Diagnostic> GroupCard(GroupColocalization run, MapsGroupOptions options, GroupOptions settings)
    {
        if (settings.SpatialNull is not { } whole || !options.Card)
        {
            return [];
        }

        var spatialNull = run.Regions.Length == whole.RegionCount ? whole : whole.Restrict(run.Regions);
        var maps = RegionOrder.TakeRows(run.Maps.Transpose(), run.Regions);
        bool regression = settings.Method is null;
        var card = ReadGeometry(options.Null, [.. Enumerable.Range(1, whole.RegionCount).Select(i => i.ToString(CultureInfo.InvariantCulture))]).Select(g => Card(
            maps,
            run.Regions.Length == g.Count ? g : g.Restrict(run.Regions),
            new() { Method = settings.Method ?? ColocalizationMethod.Pearson, Surrogates = regression ? SurrogateSide.Map : SurrogateSide.Atlas, Permutations = settings.SpatialDraws, Threads = settings.Threads },
            spatialNull));
        return card.TryGetValue(out var finding) && finding is not null ? [finding] : [];
    }

    /// <summary>Covariates of people for modes that compare two unpaired groups.</summary>
    private static Parsed<PeopleCovariates?> People(MapsGroupOptions options, GroupMode mode, NamedMatrix cases, NamedMatrix? controls)
    {
        if (options.People is not { } file)
        {
            return Parsed.Of<PeopleCovariates?>(null);
        }

        if (mode is not (GroupMode.CohenBetween or GroupMode.Z))
        {
            return Parsed.Failed<PeopleCovariates?>(Diagnostic.Error("E325", $"Mode {options.Mode} takes no covariates of people", Place.Nowhere, file, "cohen-between or z", "Leave --people out"));
        }

        bool named = !IsNumbered(cases.RowNames) && !IsNumbered(controls!.RowNames);
        string[] everybody = named ? [.. cases.RowNames, .. controls!.RowNames] : [.. Enumerable.Range(1, cases.Values.Rows + controls!.Values.Rows).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        return MatrixFile.Read(file).Then(table => table.Values.Rows == everybody.Length || named
            ? Align(table, file, everybody)
            : Parsed.Failed<Matrix>(Diagnostic.Error("E325", "The covariates do not have a row for everybody", new(file), table.Values.Rows.ToString(CultureInfo.InvariantCulture), $"{everybody.Length} rows: cases, then controls"))).Then(values =>
        {
            int missing = Array.FindIndex(values.Values, v => !double.IsFinite(v));
            return missing >= 0
                ? Parsed.Failed<PeopleCovariates?>(Diagnostic.Error("E325", "A covariate is missing", new(file, (missing / values.Columns) + 1), everybody[missing / values.Columns], "a number for everybody", "Leave the person out, or fill the value in"))
                : PeopleCovariates.TryCreate(values, cases.Values.Rows, mode == GroupMode.Z) is { } people
                    ? Parsed.Of<PeopleCovariates?>(people)
                    : Parsed.Failed<PeopleCovariates?>(Diagnostic.Error("E325", "The covariates cannot be used: too few people, a covariate that does not vary within the groups, or combinations of each other", new(file)));
        });
    }

    private static GroupMode Mode(string name) => name switch
    {
        "cohen-between" => GroupMode.CohenBetween,
        "cohen-within" => GroupMode.CohenWithin,
        "mean" => GroupMode.Mean,
        "each" => GroupMode.Each,
        "z" => GroupMode.Z,
        "pairdiff" => GroupMode.PairDifference,
        "loo" => GroupMode.LeaveOneOut,
        "null" => GroupMode.Null,
        _ => throw new ArgumentException($"Unknown mode '{name}'.", nameof(name)),
    };

    private static Parsed<NamedMatrix?> Controls(MapsGroupOptions options, GroupMode mode, NamedMatrix cases)
    {
        var bag = new DiagnosticBag();
        if (GroupMaps.NeedsControls(mode) && options.Controls is null)
        {
            bag.Add(Diagnostic.Error("E318", $"Mode {options.Mode} compares two groups", Place.Nowhere, expected: "--controls FILE"));
        }

        if (options.Paired && !GroupMaps.IsPaired(mode) && GroupMaps.NeedsControls(mode))
        {
            bag.Add(Diagnostic.Error("E318", $"Mode {options.Mode} does not use pairs", Place.Nowhere, "--paired", "cohen-within or pairdiff", "Leave --paired out or choose a paired mode"));
        }

        int least = mode is GroupMode.Mean or GroupMode.Each or GroupMode.PairDifference or GroupMode.Z or GroupMode.Null ? 1 : mode == GroupMode.LeaveOneOut ? 3 : 2;
        if (cases.Values.Rows < least)
        {
            bag.Add(Diagnostic.Error("E319", "There are too few cases", new(options.Cases), cases.Values.Rows.ToString(CultureInfo.InvariantCulture), $"at least {least}"));
        }

        if (bag.HasErrors)
        {
            return bag.Fail<NamedMatrix?>();
        }

        return !GroupMaps.NeedsControls(mode)
            ? Parsed.Of<NamedMatrix?>(null)
            : MatrixFile.Read(options.Controls!).Then(controls => AlignControls(options, mode, cases, controls));
    }

    private static Parsed<NamedMatrix?> AlignControls(MapsGroupOptions options, GroupMode mode, NamedMatrix cases, NamedMatrix controls)
    {
        int least = GroupMaps.IsPaired(mode) ? cases.Values.Rows : 2;
        if (controls.Values.Rows < least || (GroupMaps.IsPaired(mode) && controls.Values.Rows != cases.Values.Rows))
        {
            return Parsed.Failed<NamedMatrix?>(Diagnostic.Error("E319", "The number of controls does not fit", new(options.Controls), controls.Values.Rows.ToString(CultureInfo.InvariantCulture), GroupMaps.IsPaired(mode) ? $"{least}, one for each case" : "at least 2"));
        }

        return Align(new NamedMatrix(controls.ColumnNames, controls.RowNames, controls.Values.Transpose()), options.Controls!, cases.ColumnNames).Select<NamedMatrix?>(m => controls with { ColumnNames = cases.ColumnNames, Values = m.Transpose() });
    }

    private static Parsed<NamedMatrix?> Covariates(MapsGroupOptions options, IReadOnlyList<string> regions)
    {
        bool partial = options.Method.StartsWith("partial", StringComparison.Ordinal);
        if (!partial)
        {
            return Parsed.Of<NamedMatrix?>(null);
        }

        return options.Covariate is null
            ? Parsed.Failed<NamedMatrix?>(Diagnostic.Error("E310", $"Method {options.Method} needs a covariate", Place.Nowhere, expected: "--covariate FILE"))
            : ByRegions(options.Covariate, regions).Select<NamedMatrix?>(m => m);
    }

    /// <summary>A table of regions x maps; maps x regions is turned round where only that fits the number of regions.</summary>
    private static Parsed<NamedMatrix> ByRegions(string file, IReadOnlyList<string> regions) => AtlasStore.Read(file).Then(table =>
    {
        if (table.Values.Rows != regions.Count && table.Values.Columns == regions.Count)
        {
            table = new NamedMatrix(table.ColumnNames, table.RowNames, table.Values.Transpose());
        }

        return Align(table, file, regions).Select(values => new NamedMatrix(regions, table.ColumnNames, values));
    });

    private static List<Diagnostic> Unused(MapsGroupOptions options, GroupMode mode, GroupColocalization run, NamedMatrix cases)
    {
        var findings = new List<Diagnostic>();
        int missing = cases.ColumnNames.Count - run.Regions.Length;
        if (missing > 0)
        {
            findings.Add(Diagnostic.Warning("E320", "Regions without a value somewhere were left out everywhere", new(options.Cases), missing.ToString(CultureInfo.InvariantCulture)));
        }

        foreach (var refused in run.Results.Select(r => r.Spatial?.Refusal).OfType<string>().Distinct())
        {
            findings.Add(Diagnostic.Warning("E311", $"no p_null: {refused}", new(options.Atlas)));
        }

        if (options.Permutations > 0 && options.Null.Null == "none" && !GroupMaps.NeedsControls(mode))
        {
            findings.Add(Diagnostic.Warning("E321", $"Mode {options.Mode} has no people to exchange; p_null is empty", Place.Nowhere, fix: "Give --null moran-matched and --coordinates or --distances: surrogates of the atlas maps"));
        }

        return findings;
    }

    private static Table GroupTable(GroupColocalization run, GroupMode mode, IReadOnlyList<string> people, IReadOnlyList<string> atlases, bool coefficients, bool spatial)
    {
        string[] value = coefficients ? ["value"] : ["r", "z"];
        bool exchanged = GroupMaps.NeedsControls(mode);
        string[] extra = spatial && exchanged ? ["p_spatial", "spatial_mean", "spatial_sd"] : [];
        var table = new Table(["map", "atlas", .. value, "p_parametric", "p_null", "null_mean", "null_sd", "n", "ci_low", "ci_high", .. extra]);
        bool single = run.Maps.Rows == 1 && !GroupMaps.HasGroupResult(mode) && mode != GroupMode.Each;
        if (single || GroupMaps.HasGroupResult(mode))
        {
            for (int a = 0; a < atlases.Count; a++)
            {
                var r = run.Results[a];
                double p = single ? r.P[0] : r.MeanP;
                object?[] surrogates = r.Spatial is { } s ? [Number(s.MeanP), Number(s.Mean), Number(s.StandardDeviation)] : [null, null, null];
                object?[] nulls = exchanged ? [r.PermutationP, r.NullMean, r.NullStandardDeviation] : surrogates;
                table.Add(["group", atlases[a], .. Numbers(r.Mean, coefficients), Number(p), .. nulls, run.Regions.Length, Number(r.Low), Number(r.High), .. extra.Length > 0 ? surrogates : []]);
            }
        }

        for (int i = 0; i < run.Maps.Rows && !single; i++)
        {
            for (int a = 0; a < atlases.Count; a++)
            {
                var r = run.Results[a];
                object?[] surrogates = r.Spatial is { Refusal: null } s ? [Number(s.P[i]), Number(s.Means[i]), Number(s.Deviations[i])] : [null, null, null];
                object?[] nulls = exchanged ? [null, null, null] : surrogates;
                table.Add([people[i], atlases[a], .. Numbers(r.Values[i], coefficients), Number(r.P[i]), .. nulls, run.Regions.Length, null, null, .. extra.Length > 0 ? surrogates : []]);
            }
        }

        return table;
    }

    private static object?[] Numbers(double value, bool coefficient) =>
        coefficient ? [Number(value)] : [Number(Elementary.Tanh(value)), Number(value)];
}
