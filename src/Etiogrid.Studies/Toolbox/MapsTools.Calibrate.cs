using System.Globalization;
using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Calibration;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Studies.Toolbox;

public static partial class MapsTools
{
    private const int CalibrationDraws = 199;
    private static readonly double[] CalibrationLengths = [5, 15, 30, 45, 60];

    private const int MapsOfCard = 40;
    private const int FewestMapsOfCard = 16;
    private const int MostRegionsOfCard = 1200;

    /// <summary>Writes the calibration cards to their file, if one is named; the table is the one written, or empty.</summary>
    private static Parsed<Table> Calibrate(MapsColocalizeOptions options, NamedMatrix maps, ColocalizationOptions settings, ISpatialNull? spatialNull)
    {
        var table = new Table("map", "null", "length_mm", "nugget", "false_positive_rate", "standard_error", "simulations", "refused", "holds_level");
        if (options.Calibration is not { } file)
        {
            return options.Card && spatialNull is not null
                ? ReadGeometry(options.Null, maps.RowNames).Select(geometry => Card(maps.Values, geometry, settings, spatialNull)).Then(card => Parsed.Of(table, card is null ? [] : [card]))
                : Parsed.Of(table);
        }

        if (settings.Method is ColocalizationMethod.PartialPearson or ColocalizationMethod.PartialSpearman)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E322", "Partial methods have no calibration card", Place.Nowhere, options.Method, "spearman or pearson", "Leave --calibration out"));
        }

        return ReadGeometry(options.Null, maps.RowNames).Then(geometry =>
        {
            FillCards(table, maps, geometry, settings, spatialNull);
            AtomicFile.WriteText(file, table.ToTsv());
            string[] failing = [.. table.Rows.Where(r => r[^1] is false).Select(r => (string)r[0]!)];
            return Parsed.Of(table, failing.Length == 0 ? [] : [Diagnostic.Warning("E323", $"The null does not hold its level on maps as smooth as {failing.Length} of these", new(file), string.Join(", ", failing.Take(5)), fix: "Use --null moran-matched")]);
        });
    }

    /// <summary>The false-positive rate of a null on unrelated maps as smooth as the smoothest of these, where nulls fail first; null where it cannot be told.</summary>
    private static Diagnostic? Card(Matrix maps, RegionGeometry geometry, ColocalizationOptions settings, ISpatialNull spatialNull)
    {
        if (spatialNull is BlockMoranNull)
        {
            return Diagnostic.Note("E323", "calibration of 'moran-blocks' is not simulated for each analysis: its false-positive rate was .042 to .056 on unrelated maps of 5 to 60 mm smoothness with 128 blocks or more (docs/methods/imaging-nulls.md)", Place.Nowhere);
        }

        if (geometry.Count > MostRegionsOfCard)
        {
            return Diagnostic.Note("E323", string.Create(CultureInfo.InvariantCulture, $"calibration of '{spatialNull.Name}' is not simulated for {geometry.Count} regions (at most {MostRegionsOfCard}); calibrate on a parcellation of the same surface"), Place.Nowhere);
        }

        var model = SmoothnessModel.Create(geometry);
        MapSmoothness[] found = [.. Enumerable.Range(0, maps.Columns).Select(maps.Column)
            .Where(m => Array.TrueForAll(m, double.IsFinite)).Select(m => model.Estimate(m)).OfType<MapSmoothness>()];
        if (found.Length == 0)
        {
            return null;
        }

        var smoothest = found.MaxBy(s => s.LengthMillimetres * (1 - s.Nugget));
        bool closedForm = settings.Permutations == 0;
        var method = settings.Method is ColocalizationMethod.Pearson or ColocalizationMethod.PartialPearson ? ColocalizationMethod.Pearson : ColocalizationMethod.Spearman;
        var cards = NullCalibrationTable.Create(model, spatialNull, method, new()
        {
            MapsPerSide = spatialNull is VariogramNull ? FewestMapsOfCard : MapsOfCard,
            Permutations = closedForm ? 0 : Math.Min(CalibrationDraws, spatialNull.AvailableDraws),
            Surrogates = settings.Surrogates,
            Threads = settings.Threads,
        });
        if (cards.For(smoothest) is not { } card || double.IsNaN(card.FalsePositiveRate))
        {
            return Diagnostic.Warning("E323", $"The null '{spatialNull.Name}' refused every simulated map of {smoothest.LengthMillimetres:0.#} mm smoothness: its calibration is unknown", Place.Nowhere, fix: "Use --null moran-matched");
        }

        string text = string.Create(CultureInfo.InvariantCulture, $"calibration of '{spatialNull.Name}': false-positive rate {card.FalsePositiveRate:0.000} (standard error {card.StandardError:0.000}, nominal 0.05) on {card.Simulations} pairs of unrelated maps as smooth as the smoothest map ({smoothest.LengthMillimetres:0.#} mm, nugget {smoothest.Nugget:0.##})");
        return card.HoldsLevel
            ? Diagnostic.Note("E323", text, Place.Nowhere)
            : Diagnostic.Warning("E323", text + "; it does not hold its level here", Place.Nowhere, fix: spatialNull is MatchedMoranNull ? "Read p values with that in mind" : "Use --null moran-matched");
    }

    /// <summary>
    /// <c>maps calibrate</c>: false-positive rates of a null over given regions for maps of 5 to 60 mm smoothness, before any data are seen.
    /// </summary>
    /// <param name="nulls">The null and the regions (coordinates or distances).</param>
    /// <param name="method">spearman or pearson.</param>
    /// <param name="mapsPerSide">Simulated maps on each side, at least 2.</param>
    public static Parsed<Table> CalibrateNull(MapsNullOptions nulls, string method, int mapsPerSide)
    {
        ArgumentNullException.ThrowIfNull(nulls);
        var names = nulls.Coordinates.Count > 0 ? RegionCoordinates.Read(nulls.Coordinates).Select(c => c.Names)
            : nulls.Distances is { } file ? MatrixFile.Read(file).Select(m => m.RowNames)
            : Parsed.Of<IReadOnlyList<string>>([]);
        return names.Then(regions => ReadGeometry(nulls, regions).Then(geometry => ReadNull(nulls, regions).Select(spatialNull =>
        {
            var table = new Table("null", "length_mm", "false_positive_rate", "standard_error", "simulations", "refused", "holds_level");
            bool closedForm = spatialNull is MoranNull && method == "pearson" && nulls.Permutations is null;
            var cards = NullCalibrationTable.Create(SmoothnessModel.Create(geometry), spatialNull, Method(method), new()
            {
                MapsPerSide = mapsPerSide,
                Permutations = closedForm ? 0 : Math.Min(nulls.Permutations ?? CalibrationDraws, spatialNull?.AvailableDraws ?? int.MaxValue),
                Surrogates = Side(null, nulls.Null),
                Seed = nulls.Seed,
                Threads = nulls.Threads,
            });
            foreach (double length in CalibrationLengths)
            {
                var card = cards.For(new MapSmoothness(length, 0));
                table.Add(spatialNull?.Name ?? "none", length, card is null ? null : Number(card.FalsePositiveRate), card is null ? null : Number(card.StandardError), card?.Simulations, card?.Refused, card?.HoldsLevel);
            }

            return table;
        })));
    }

    private static void FillCards(Table table, NamedMatrix maps, RegionGeometry geometry, ColocalizationOptions settings, ISpatialNull? spatialNull)
    {
        int draws = settings.Permutations == 0 ? 0 : Math.Min(CalibrationDraws, spatialNull?.AvailableDraws ?? CalibrationDraws);
        var cards = NullCalibrationTable.Create(
            SmoothnessModel.Create(geometry), spatialNull, settings.Method, new() { Permutations = draws, Surrogates = settings.Surrogates, Threads = settings.Threads });
        for (int j = 0; j < maps.ColumnNames.Count; j++)
        {
            double[] map = maps.Values.Column(j);
            var card = Array.TrueForAll(map, double.IsFinite) ? cards.For(map) : null;
            table.Add(
                maps.ColumnNames[j], spatialNull?.Name ?? "none", card?.Smoothness.LengthMillimetres, card?.Smoothness.Nugget,
                card is null ? null : Number(card.FalsePositiveRate), card is null ? null : Number(card.StandardError), card?.Simulations, card?.Refused, card?.HoldsLevel);
        }
    }
}
