using Etiogrid.Reporting.Palettes;

namespace Etiogrid.Reporting.Tests.Palettes;

public sealed class PaletteTests
{
    private const double ReadableContrast = 4.5;
    private const double TellApart = 10;

    public static TheoryData<string> Names => ["diverging, light", "diverging, dark", "probability"];

    /// <summary>Pairs 1, 7 and 17 of Sharma et al. 2005, Table 1.</summary>
    [Theory]
    [InlineData(50.0, 2.6772, -79.7751, 50.0, 0.0, -82.7485, 2.0425)]
    [InlineData(50.0, 0.0, 0.0, 50.0, -1.0, 2.0, 2.3669)]
    [InlineData(50.0, 2.5, 0.0, 73.0, 25.0, -18.0, 27.1492)]
    public void The_colour_distance_is_that_of_the_published_test_pairs(double l1, double a1, double b1, double l2, double a2, double b2, double expected) =>
        NumericAssert.Close(expected, ColourVision.Ciede2000((l1, a1, b1), (l2, a2, b2)), 0, 5e-5);

    [Theory]
    [MemberData(nameof(Names))]
    public void Numbers_on_colours_can_be_read(string name)
    {
        var palette = Find(name);
        for (int i = 0; i < palette.Steps.Count; i++)
        {
            Assert.True(palette.Steps[i].ContrastWith(palette.InkOn(i)) >= ReadableContrast, $"{name} step {i}: {palette.Steps[i].ContrastWith(palette.InkOn(i))}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Neighbouring_classes_can_be_told_apart_by_every_eye(string name)
    {
        var steps = Find(name).Steps;
        for (int i = 1; i < steps.Count; i++)
        {
            double distance = ColourVision.Distance(steps[i - 1], steps[i]);
            Assert.True(distance >= TellApart, $"{name} steps {i - 1} and {i}: {distance}");
        }
    }

    [Fact]
    public void The_two_signs_can_be_told_apart_by_every_eye()
    {
        foreach (var palette in new[] { DivergingScale.Light, DivergingScale.Dark })
        {
            for (int i = 0; i < 4; i++)
            {
                Assert.True(ColourVision.Distance(palette.Steps[i], palette.Steps[10 - i]) >= TellApart, $"steps {i} and {10 - i}");
            }
        }
    }

    [Fact]
    public void Categories_can_be_told_apart_by_every_eye()
    {
        foreach (var surface in new[] { SurfaceColours.Light, SurfaceColours.Dark })
        {
            Assert.True(ColourVision.Distance(Rgb.Parse(surface.First), Rgb.Parse(surface.Second)) >= TellApart);
        }
    }

    [Fact]
    public void The_neutral_class_sinks_into_its_surface()
    {
        Assert.True(ColourVision.Distance(DivergingScale.Light.Steps[5], Rgb.Parse(SurfaceColours.Light.Card)) < TellApart);
        Assert.True(ColourVision.Distance(DivergingScale.Dark.Steps[5], Rgb.Parse(SurfaceColours.Dark.Card)) < TellApart);
    }

    [Fact]
    public void Text_can_be_read_on_every_surface()
    {
        foreach (var colours in new[] { SurfaceColours.Light, SurfaceColours.Dark })
        {
            foreach (string text in new[] { colours.Ink, colours.Mute, colours.Accent, colours.Warn })
            {
                foreach (string surface in new[] { colours.Background, colours.Card, colours.Soft })
                {
                    double contrast = Rgb.Parse(text).ContrastWith(Rgb.Parse(surface));
                    Assert.True(contrast >= ReadableContrast, $"{text} on {surface}: {contrast}");
                }
            }
        }
    }

    [Fact]
    public void Black_on_white_has_the_highest_contrast() => NumericAssert.Close(21, Rgb.Parse("#000000").ContrastWith(Rgb.Parse("#ffffff")), 1e-12);

    [Theory]
    [InlineData(0.0, 5)]
    [InlineData(0.49, 5)]
    [InlineData(0.5, 6)]
    [InlineData(-0.5, 4)]
    [InlineData(3.0, 10)]
    [InlineData(-99.0, 0)]
    [InlineData(double.PositiveInfinity, 10)]
    public void Deviations_fall_into_symmetric_classes(double z, int expected) => Assert.Equal(expected, DivergingScale.ZScore.ClassOf(z));

    [Fact]
    public void A_missing_value_has_no_colour()
    {
        Assert.Throws<ArgumentException>(() => DivergingScale.ZScore.ClassOf(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProbabilityScale.ClassOf(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => ProbabilityScale.ClassOf(1.01));
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.05, 1)]
    [InlineData(0.349, 3)]
    [InlineData(1.0, 6)]
    public void Probabilities_fall_into_seven_classes(double p, int expected) => Assert.Equal(expected, ProbabilityScale.ClassOf(p));

    private static Palette Find(string name) => name switch
    {
        "diverging, light" => DivergingScale.Light,
        "diverging, dark" => DivergingScale.Dark,
        _ => ProbabilityScale.Colours,
    };
}
