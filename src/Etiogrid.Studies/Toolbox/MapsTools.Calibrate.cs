using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Calibration;
using Etiogrid.Imaging.Nulls;

namespace Etiogrid.Studies.Toolbox;

public static partial class MapsTools
{
    private const int CalibrationDraws = 199;

    /// <summary>Writes the calibration cards to their file, if one is named; the table is the one written, or empty.</summary>
    private static Parsed<Table> Calibrate(MapsColocalizeOptions options, NamedMatrix maps, ColocalizationOptions settings, ISpatialNull? spatialNull)
    {
        var table = new Table("map", "null", "length_mm", "nugget", "false_positive_rate", "standard_error", "simulations", "refused", "holds_level");
        if (options.Calibration is not { } file)
        {
            return Parsed.Of(table);
        }

        if (settings.Method is ColocalizationMethod.PartialPearson or ColocalizationMethod.PartialSpearman)
        {
            return Parsed.Failed<Table>(Diagnostic.Error("E322", "Partial methods have no calibration card", Place.Nowhere, options.Method, "spearman or pearson", "Leave --calibration out"));
        }

        return ReadGeometry(options.Null, maps.RowNames).Select(geometry =>
        {
            FillCards(table, maps, geometry, settings, spatialNull);
            AtomicFile.WriteText(file, table.ToTsv());
            return table;
        });
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
