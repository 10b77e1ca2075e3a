using Etiogrid.Reporting.Figures;
using Etiogrid.Reporting.Tests.Samples;

namespace Etiogrid.Reporting.Tests.Figures;

public sealed class BrainOutlineTests
{
    [Fact]
    public void Every_centre_lies_inside()
    {
        var centres = Enumerable.Range(0, 200).Select(i => (X: 80 * SamplePathways.Wave(i, 1), Y: 45 * SamplePathways.Wave(i, 4))).ToList();
        var outline = BrainOutline.Around(centres, 9);
        foreach (var (x, y) in centres)
        {
            Assert.True(Contains(outline, x, y), $"({x}, {y}) lies outside.");
        }
    }

    [Fact]
    public void Discs_on_a_circle_give_a_circle()
    {
        var centres = Enumerable.Range(0, 720).Select(i => (X: 50 * Math.Cos(i * Math.PI / 360), Y: 50 * Math.Sin(i * Math.PI / 360))).ToList();
        foreach (var (x, y) in BrainOutline.Around(centres, 9))
        {
            NumericAssert.Close(59, Math.Sqrt((x * x) + (y * y)), 1e-3);
        }
    }

    [Fact]
    public void Two_centres_have_no_outline() => Assert.Empty(BrainOutline.Around([(0, 0), (1, 1)], 9));

    [Fact]
    public void The_path_is_closed() => Assert.EndsWith("Z", BrainOutline.PathData(BrainOutline.Around([(0, 0), (10, 0), (5, 8)], 2)), StringComparison.Ordinal);

    private static bool Contains(IReadOnlyList<(double X, double Y)> outline, double x, double y)
    {
        bool inside = false;
        for (int i = 0, k = outline.Count - 1; i < outline.Count; k = i++)
        {
            var (a, b) = (outline[i], outline[k]);
            if (a.Y > y != b.Y > y && x < ((b.X - a.X) * (y - a.Y) / (b.Y - a.Y)) + a.X)
            {
                inside = !inside;
            }
        }

        return inside;
    }
}
