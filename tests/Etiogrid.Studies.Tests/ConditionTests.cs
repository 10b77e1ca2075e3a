using Etiogrid.Studies.Configuration;

namespace Etiogrid.Studies.Tests;

public sealed class ConditionTests
{
    [Theory]
    [InlineData(">=1", "1", true)]
    [InlineData(">=1", "0.99", false)]
    [InlineData("<50", "49.9", true)]
    [InlineData("<50", "50", false)]
    [InlineData(">2", "2", false)]
    [InlineData("<=2", "2", true)]
    [InlineData("==yes", "YES", true)]
    [InlineData("!=yes", "no", true)]
    [InlineData("==1", "1.0", true)]
    public void A_cell_meets_the_condition_as_written(string condition, string cell, bool met)
    {
        Assert.True(Condition.TryParse(condition, out var parsed));
        Assert.Equal(met, parsed.IsMetBy(cell));
    }

    [Fact]
    public void A_column_may_stand_before_the_operator()
    {
        Assert.True(Condition.TryParse("group == control", out var parsed));
        Assert.Equal("group", parsed.Column);
        Assert.True(parsed.IsMetBy("Control"));
    }

    [Theory]
    [InlineData("control")]
    [InlineData(">=")]
    [InlineData(">=high")]
    [InlineData("")]
    public void What_is_no_condition_is_refused(string text) => Assert.False(Condition.TryParse(text, out _));
}
