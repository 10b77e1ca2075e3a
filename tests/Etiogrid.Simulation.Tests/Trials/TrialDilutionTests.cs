using Etiogrid.Simulation.Trials;

namespace Etiogrid.Simulation.Tests.Trials;

public sealed class TrialDilutionTests
{
    [Theory]
    [InlineData(1, 63)]
    [InlineData(0.5, 251)]
    [InlineData(0.3, 698)]
    [InlineData(0.1, 6279)]
    public void Unmatched_participants_inflate_the_trial_by_the_square(double matched, double perArm) =>
        Assert.Equal(perArm, Math.Round(TrialDilution.Compute(0.5, matched, 1, 0).PerArmAll));

    [Fact]
    public void The_matched_size_is_rpact_s_normal_approximation() =>
        NumericAssert.Close(125.5820757 / 2, TrialDilution.Compute(0.5, 1, 1, 0).PerArmMatched, 1e-9);

    [Theory]
    [InlineData(0.7, 0.9, 0.75, 112, 399)]
    [InlineData(0.8, 0.8, 0.6316, 157, 414)]
    public void Selection_trades_randomised_people_for_screened_ones(double sensitivity, double specificity, double ppv, double randomised, double screened)
    {
        var d = TrialDilution.Compute(0.5, 0.3, sensitivity, specificity);
        Assert.Equal(ppv, d.PredictiveValue, 4);
        Assert.Equal((randomised, screened), (Math.Round(d.PerArmSelected), Math.Round(d.ScreenedPerArm)));
    }

    [Fact]
    public void A_test_that_selects_everybody_changes_nothing()
    {
        var d = TrialDilution.Compute(0.4, 0.2, 1, 0);
        NumericAssert.Close(d.PerArmAll, d.PerArmSelected, 1e-12);
        NumericAssert.Close(d.PerArmAll, d.ScreenedPerArm, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(() => TrialDilution.Compute(0, 0.5, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TrialDilution.Compute(0.5, double.NaN, 1, 1));
    }
}
