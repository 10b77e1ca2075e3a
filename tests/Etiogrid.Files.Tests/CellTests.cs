namespace Etiogrid.Files.Tests;

public sealed class CellTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData(" -1.5e3 ", -1500)]
    [InlineData("+.5", 0.5)]
    [InlineData("5.", 5)]
    [InlineData("1E-5", 1e-5)]
    public void Numbers_with_a_point_are_read(string text, double expected)
    {
        Assert.True(Cell.TryNumber(text, out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("1,000")]
    [InlineData("1 000")]
    [InlineData("inf")]
    [InlineData("Infinity")]
    [InlineData("∞")]
    [InlineData("NaN")]
    [InlineData("1e999")]
    [InlineData("0x10")]
    [InlineData("1.2.3")]
    [InlineData("(5)")]
    [InlineData("5 mg")]
    [InlineData("")]
    [InlineData("--5")]
    [InlineData("1\0")]
    public void Anything_else_is_no_number(string text) => Assert.False(Cell.TryNumber(text, out _), text);

    [Theory]
    [InlineData("n/a", true)]
    [InlineData("N/A", true)]
    [InlineData("NA", true)]
    [InlineData(" nan ", true)]
    [InlineData("", true)]
    [InlineData("none", false)]
    [InlineData("0", false)]
    [InlineData("-", false)]
    public void Missing_has_four_spellings(string text, bool missing) => Assert.Equal(missing, Cell.IsMissing(text));

    [Fact]
    public void Fixes_name_the_decimal_comma()
    {
        Assert.Equal("Decimal comma? Write 2.5", Cell.FixFor(" 2,5"));
        Assert.DoesNotContain("comma", Cell.FixFor("1,000,000"), StringComparison.Ordinal);
    }
}
