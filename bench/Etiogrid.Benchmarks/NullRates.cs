using System.Globalization;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Calibration;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Benchmarks;

/// <summary>False-positive rates of the spatial nulls on unrelated maps of known smoothness: the table of docs/methods/imaging-nulls.md.</summary>
internal static class NullRates
{
    private static readonly double[] Lengths = [5, 15, 30, 45, 60];

    /// <summary>Prints the rates over a grid of places in space: all of it at once, and in blocks.</summary>
    public static int Blocks(int step, int maps)
    {
        var grid = Grid(step);
        var model = SmoothnessModel.Create(grid);
        Print($"{grid.Count} places {step} mm apart", model, "moran-matched", () => MatchedMoranNull.Create(model, 5), maps);
        foreach (int blocks in new[] { 64, 128, 256, 512 })
        {
            Print($"{grid.Count} places {step} mm apart", model, $"moran-blocks of {blocks}", () => BlockMoranNull.Create(grid, 5, blocks), maps);
        }

        return 0;
    }

    private static void Print(string where, SmoothnessModel model, string name, Func<ISpatialNull> create, int maps, SurrogateSide side = SurrogateSide.Atlas)
    {
        var spatialNull = create();
        var table = NullCalibrationTable.Create(model, spatialNull, ColocalizationMethod.Spearman, new() { MapsPerSide = maps, Permutations = 199, Surrogates = side });
        foreach (double length in Lengths)
        {
            var card = table.For(new MapSmoothness(length, 0));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{where}\t{name}\t{length}\t{card?.FalsePositiveRate:0.000}\t{card?.StandardError:0.000}\t{card?.Refused}"));
        }
    }

    /// <summary>A brain-sized ellipsoid of both hemispheres.</summary>
    private static RegionGeometry Grid(int step)
    {
        var places = new List<double[]>();
        for (double x = -70 + (step / 2.0); x < 70; x += step)
        {
            for (double y = -90; y < 90; y += step)
            {
                for (double z = -60; z < 60; z += step)
                {
                    if ((x * x / 4900) + (y * y / 8100) + (z * z / 3600) < 1)
                    {
                        places.Add([x, y, z]);
                    }
                }
            }
        }

        var c = new Matrix(places.Count, 3, [.. places.SelectMany(p => p)]);
        return RegionGeometry.FromCoordinates(c, "grid").Value;
    }
}
