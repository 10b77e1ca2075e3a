using Etiogrid.Reporting.Markup;
using Etiogrid.Studies.Results;

namespace Etiogrid.Reporting.Tests.Markup;

public sealed class PrintedTests
{
    [Theory]
    [InlineData(0.0, "0 %")]
    [InlineData(0.0004, "<1 %")]
    [InlineData(0.005, "1 %")]
    [InlineData(0.614, "61 %")]
    [InlineData(0.615, "62 %")]
    [InlineData(0.996, ">99 %")]
    [InlineData(1.0, "100 %")]
    [InlineData(double.NaN, "n/a")]
    public void Percent_never_claims_certainty_it_does_not_have(double p, string expected) =>
        Assert.Equal(expected, Printed.Percent(p).Replace('\u00A0', ' '));

    [Theory]
    [InlineData(0.94, "+0.9")]
    [InlineData(-0.31, "−0.3")]
    [InlineData(-0.04, "0.0")]
    [InlineData(0.04, "0.0")]
    [InlineData(double.NaN, "n/a")]
    [InlineData(double.PositiveInfinity, "n/a")]
    public void Signed_numbers_have_true_signs_and_no_negative_zero(double value, string expected) =>
        Assert.Equal(expected, Printed.Signed(value));

    [Fact]
    public void A_range_says_percent_once() => Assert.Equal("38–80\u00A0%", Printed.PercentRange(new Band(0.38, 0.8)));

    [Fact]
    public void A_range_without_width_is_one_number() => Assert.Equal("49\u00A0%", Printed.PercentRange(new Band(0.49, 0.49)));

    [Theory]
    [InlineData(0.0, "<0.001")]
    [InlineData(0.0123, "0.012")]
    [InlineData(0.41, "0.41")]
    [InlineData(double.NaN, "n/a")]
    public void A_p_value_is_never_zero(double p, string expected) => Assert.Equal(expected, Printed.PValue(p));

    [Theory]
    [InlineData(0.5, 0.1, "5 to 1")]
    [InlineData(0.25, 0.1, "2.5 to 1")]
    [InlineData(0.5, 0.0, "more than 20 to 1")]
    public void Odds_read_as_words(double larger, double smaller, string expected) =>
        Assert.Equal(expected, Printed.Odds(larger, smaller).Replace('\u00A0', ' '));

    [Fact]
    public void Lists_read_as_sentences()
    {
        Assert.Equal("", Printed.List([]));
        Assert.Equal("a", Printed.List(["a"]));
        Assert.Equal("a, b and c", Printed.List(["a", "b", "c"]));
        Assert.Equal("a; b; and c, d", Printed.List(["a", "b", "c, d"]));
    }

    [Fact]
    public void Counts_are_grouped_by_thin_spaces() => Assert.Equal("20\u202F000", Printed.Count(20_000));
}
