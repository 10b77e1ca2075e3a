using Etiogrid.Core.Regions;
using Etiogrid.Core.Units;

namespace Etiogrid.Core.Tests;

public sealed class ParcellationTests
{
    [Fact]
    public void Regions_are_found_by_exact_name()
    {
        var parcellation = new Parcellation("test", [Make("a"), Make("b")]);
        Assert.Equal((0, 1, -1), (parcellation.IndexOf("a"), parcellation.IndexOf("b"), parcellation.IndexOf("A")));
        Assert.Equal("test", parcellation.Name);
        Assert.Equal(2, parcellation.Regions.Count);
    }

    [Fact]
    public void Duplicate_names_and_no_regions_are_refused()
    {
        Assert.Contains("'a'", Assert.Throws<ArgumentException>(() => new Parcellation("test", [Make("a"), Make("a")])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new Parcellation("test", []));
    }

    [Fact]
    public void Log_odds_add_compare_and_refuse_what_is_no_number()
    {
        Assert.Equal(1.5, (new LogOdds(1) + new LogOdds(0.5)).Value);
        Assert.Equal(0.5, (new LogOdds(1) - new LogOdds(0.5)).Value);
        Assert.True(new LogOdds(double.NegativeInfinity) < default(LogOdds));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LogOdds(double.NaN));
    }

    [Fact]
    public void Distance_is_euclidean_and_symmetric()
    {
        Assert.Equal(13, new Coordinate(1, 2, 3).DistanceTo(new(4, 6, 15)));
        Assert.Equal(13, new Coordinate(4, 6, 15).DistanceTo(new(1, 2, 3)));
    }

    private static Region Make(string name) => new(name, Hemisphere.None, null, null);
}
