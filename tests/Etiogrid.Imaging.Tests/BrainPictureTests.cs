using System.Xml.Linq;
using Etiogrid.Core.Regions;
using Etiogrid.Imaging.Pictures;

namespace Etiogrid.Imaging.Tests;

public sealed class BrainPictureTests
{
    private static readonly string[] Names = ["L_a", "L_b", "R_a", "R_b"];
    private static readonly Coordinate[] Centres = [new(-30, 40, 10), new(-30, -40, 10), new(30, 40, 10), new(30, -40, 10)];
    private static readonly Hemisphere[] Sides = [Hemisphere.Left, Hemisphere.Left, Hemisphere.Right, Hemisphere.Right];

    [Fact]
    public void Every_region_is_drawn_with_its_name_value_and_colour()
    {
        var svg = XDocument.Parse(BrainPicture.FromCentres(Names, Centres, Sides, PictureView.Surface).ToSvg([new("map <1> & more", [-2, 0, 2, double.NaN])]));
        XNamespace ns = "http://www.w3.org/2000/svg";
        var regions = svg.Descendants(ns + "path").Where(p => p.Element(ns + "title") is not null).ToLookup(p => p.Element(ns + "title")!.Value, p => p.Attribute("fill")!.Value);

        // Outside, inside and above.
        Assert.Equal(3, regions["L_a: -2"].Count());
        Assert.Equal(["#214b90"], regions["L_a: -2"].Distinct());
        Assert.Equal(["#f7f7f5"], regions["L_b: 0"].Distinct());
        Assert.Equal(["#9e4a0c"], regions["R_a: 2"].Distinct());
        Assert.Equal(["#b9b9b9"], regions["R_b: no value"].Distinct());
        Assert.Contains("map <1> & more", svg.Descendants(ns + "text").Select(t => t.Value));
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes_and_slices_keep_left_on_the_left()
    {
        var picture = BrainPicture.FromCentres(Names, Centres, Sides, PictureView.Axial);
        PicturePanel[] panels = [new("m", [1, 2, 3, 4])];
        Assert.Equal(picture.ToSvg(panels), BrainPicture.FromCentres(Names, Centres, Sides, PictureView.Axial).ToSvg(panels));
        var slice = RegionRaster.OfSlice("z", Centres, 10, 20);
        int first = Array.FindIndex(slice.Regions, r => r >= 0);

        // The first row from above is the front.
        Assert.Contains(slice.Regions[first], new[] { 0, 2 });
        Assert.Equal(0, slice.Regions[(slice.Rows / 4 * slice.Columns) + (slice.Columns / 5)]);
        Assert.Equal(3, slice.Regions[(slice.Rows * 3 / 4 * slice.Columns) + (slice.Columns * 4 / 5)]);
    }

    [Fact]
    public void Nearer_triangles_hide_farther_ones()
    {
        // Two squares facing left; the one at x = -10 is nearer to an eye on the left.
        double[] points = [-10, 0, 0, -10, 10, 0, -10, 10, 10, -10, 0, 10, 0, 0, 0, 0, 10, 0, 0, 10, 10, 0, 0, 10];
        int[] triangles = [0, 1, 2, 0, 2, 3, 4, 5, 6, 4, 6, 7];
        var mesh = new RegionMesh(points, triangles, [0, 0, 0, 0, 1, 1, 1, 1], IsLeft: true);
        var outside = RegionRaster.OfMeshes("o", [mesh], c => (-c.Y, -c.Z, -c.X));
        Assert.DoesNotContain(1, outside.Regions);
        Assert.Contains(0, outside.Regions);
        Assert.DoesNotContain(0, RegionRaster.OfMeshes("i", [mesh], c => (c.Y, -c.Z, c.X)).Regions);
    }
}
