using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
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
            ByRegions(options.Atlas, cases.ColumnNames).Then(atlas => Covariates(options, cases.ColumnNames).Then(covariates =>
            {
                var settings = new GroupOptions
                {
                    Mode = mode,
                    Method = options.Method == "mlr" ? null : Method(options.Method),
                    Permutations = options.Permutations,
                    Null = options.GroupNull == "proportional" ? GroupNull.Proportional : GroupNull.Plain,
                    Seed = options.Seed,
                    Threads = options.Threads,
                };
                return GroupColocalization.TryRun(settings, cases.Values, controls, atlas.Values, covariates?.Values) is { } run
                    ? Parsed.Of(GroupTable(run, mode, cases.RowNames, atlas.ColumnNames, options.Method == "mlr"), Unused(options, mode, run, cases))
                    : Parsed.Failed<Table>(Diagnostic.Error("E317", "Nothing can be correlated: too few regions with values everywhere, a map without variance, or atlas maps that are combinations of each other", new(options.Cases)));
            }))));
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

    private static Parsed<Matrix?> Controls(MapsGroupOptions options, GroupMode mode, NamedMatrix cases)
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
            return bag.Fail<Matrix?>();
        }

        return !GroupMaps.NeedsControls(mode)
            ? Parsed.Of<Matrix?>(null)
            : MatrixFile.Read(options.Controls!).Then(controls => AlignControls(options, mode, cases, controls));
    }

    private static Parsed<Matrix?> AlignControls(MapsGroupOptions options, GroupMode mode, NamedMatrix cases, NamedMatrix controls)
    {
        int least = GroupMaps.IsPaired(mode) ? cases.Values.Rows : 2;
        if (controls.Values.Rows < least || (GroupMaps.IsPaired(mode) && controls.Values.Rows != cases.Values.Rows))
        {
            return Parsed.Failed<Matrix?>(Diagnostic.Error("E319", "The number of controls does not fit", new(options.Controls), controls.Values.Rows.ToString(CultureInfo.InvariantCulture), GroupMaps.IsPaired(mode) ? $"{least}, one for each case" : "at least 2"));
        }

        return Align(new NamedMatrix(controls.ColumnNames, controls.RowNames, controls.Values.Transpose()), options.Controls!, cases.ColumnNames).Select<Matrix?>(m => m.Transpose());
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
    private static Parsed<NamedMatrix> ByRegions(string file, IReadOnlyList<string> regions) => MatrixFile.Read(file).Then(table =>
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

        if (options.Permutations > 0 && !GroupMaps.NeedsControls(mode))
        {
            findings.Add(Diagnostic.Warning("E321", $"Mode {options.Mode} has no people to exchange; p_null is empty", Place.Nowhere, fix: "Use maps colocalize with a spatial null on the maps"));
        }

        return findings;
    }

    private static Table GroupTable(GroupColocalization run, GroupMode mode, IReadOnlyList<string> people, IReadOnlyList<string> atlases, bool coefficients)
    {
        string[] value = coefficients ? ["value"] : ["r", "z"];
        var table = new Table(["map", "atlas", .. value, "p_parametric", "p_null", "null_mean", "null_sd", "n", "ci_low", "ci_high"]);
        bool single = run.Maps.Rows == 1 && !GroupMaps.HasGroupResult(mode) && mode != GroupMode.Each;
        if (single || GroupMaps.HasGroupResult(mode))
        {
            for (int a = 0; a < atlases.Count; a++)
            {
                var r = run.Results[a];
                double p = single ? r.P[0] : r.MeanP;
                table.Add(["group", atlases[a], .. Numbers(r.Mean, coefficients), Number(p), r.PermutationP, r.NullMean, r.NullStandardDeviation, run.Regions.Length, Number(r.Low), Number(r.High)]);
            }
        }

        for (int i = 0; i < run.Maps.Rows && !single; i++)
        {
            for (int a = 0; a < atlases.Count; a++)
            {
                var r = run.Results[a];
                table.Add([people[i], atlases[a], .. Numbers(r.Values[i], coefficients), Number(r.P[i]), null, null, null, run.Regions.Length, null, null]);
            }
        }

        return table;
    }

    private static object?[] Numbers(double value, bool coefficient) =>
        coefficient ? [Number(value)] : [Number(Elementary.Tanh(value)), Number(value)];
}
