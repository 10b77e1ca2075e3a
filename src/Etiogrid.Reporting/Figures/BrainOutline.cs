using System.Text;
using Etiogrid.Numerics.Functions;
using Etiogrid.Reporting.Svg;

namespace Etiogrid.Reporting.Figures;

/// <summary>
/// A smooth outline around projected region centres: the farthest reach of discs of fixed radius in 72 directions from their middle,
/// smoothed over neighbouring directions. It is computed from the regions themselves; no template is drawn.
/// </summary>
internal static class BrainOutline
{
    private const int Directions = 72;
    private const int Smoothing = 4;

    /// <summary>The closed outline as points, counter-clockwise; empty for fewer than three centres.</summary>
    /// <param name="centres">Projected centres, any unit.</param>
    /// <param name="margin">Radius of the discs, same unit.</param>
    public static IReadOnlyList<(double X, double Y)> Around(IReadOnlyList<(double X, double Y)> centres, double margin)
    {
        if (centres.Count < 3)
        {
            return [];
        }

        double middleX = (centres.Min(c => c.X) + centres.Max(c => c.X)) / 2;
        double middleY = (centres.Min(c => c.Y) + centres.Max(c => c.Y)) / 2;
        var reach = Smooth(Reach(centres, middleX, middleY, margin), margin);
        var outline = new (double X, double Y)[Directions];
        for (int i = 0; i < Directions; i++)
        {
            var (cos, sin) = Direction(i);
            outline[i] = (middleX + (reach[i] * cos), middleY + (reach[i] * sin));
        }

        return outline;
    }

    /// <summary>A path through the points, rounded by cubic curves (Catmull-Rom).</summary>
    public static string PathData(IReadOnlyList<(double X, double Y)> points)
    {
        var data = new StringBuilder();
        for (int i = 0; i < points.Count; i++)
        {
            var (before, from, to, after) = (points[(i + points.Count - 1) % points.Count], points[i], points[(i + 1) % points.Count], points[(i + 2) % points.Count]);
            data.Append(i == 0 ? $"M{Pair(from.X, from.Y)}" : "");
            data.Append($"C{Pair(from.X + ((to.X - before.X) / 6), from.Y + ((to.Y - before.Y) / 6))} {Pair(to.X - ((after.X - from.X) / 6), to.Y - ((after.Y - from.Y) / 6))} {Pair(to.X, to.Y)}");
        }

        return data.Append('Z').ToString();
    }

    /// <summary>Distance at which the ray of each direction leaves the last disc it meets.</summary>
    private static double[] Reach(IReadOnlyList<(double X, double Y)> centres, double middleX, double middleY, double margin)
    {
        var reach = new double[Directions];
        for (int i = 0; i < Directions; i++)
        {
            var (cos, sin) = Direction(i);
            reach[i] = margin;
            foreach (var (x, y) in centres)
            {
                double along = ((x - middleX) * cos) + ((y - middleY) * sin);
                double across = ((y - middleY) * cos) - ((x - middleX) * sin);
                double half = (margin * margin) - (across * across);
                reach[i] = half > 0 ? Math.Max(reach[i], along + Math.Sqrt(half)) : Math.Max(reach[i], margin);
            }
        }

        return reach;
    }

    /// <summary>Mean over the window, but never inside the reach by more than half a disc: centres stay inside.</summary>
    private static double[] Smooth(double[] reach, double margin)
    {
        var smooth = new double[Directions];
        for (int i = 0; i < Directions; i++)
        {
            double sum = 0;
            for (int k = -Smoothing; k <= Smoothing; k++)
            {
                sum += reach[(i + k + Directions) % Directions];
            }

            smooth[i] = Math.Max(sum / ((2 * Smoothing) + 1), reach[i] - (0.5 * margin));
        }

        return smooth;
    }

    private static (double Cos, double Sin) Direction(int i)
    {
        double angle = 2 * Math.PI * i / Directions;
        return (Elementary.Cos(angle), Elementary.Sin(angle));
    }

    private static string Pair(double x, double y) => $"{SvgWriter.Length(x)} {SvgWriter.Length(y)}";
}
