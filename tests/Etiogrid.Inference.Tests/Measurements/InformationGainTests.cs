using Etiogrid.Inference.Measurements;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Tests.Measurements;

public sealed class InformationGainTests
{
    private static GridModel Model(double loading, double correlation, double? measured)
    {
        GridPathway[] pathways = [GridPathway.ThreeState("a", 0.4, 0.0), GridPathway.ThreeState("b", 0.4, 0.0)];
        int causal = pathways[0].CausalState(0);
        GridMarker[] markers =
        [
            new("first", "g", [new(0, causal, loading)], measured),
            new("second", "g", [new(0, causal, loading)], null),
            new("other", "g", [new(1, causal, loading)], null),
            new("nothing", "g", [], null),
        ];
        var covariance = Matrix.Identity(4);
        covariance[0, 1] = covariance[1, 0] = correlation;
        return GridModel.Create(pathways, [], [], [], markers, covariance).Value;
    }

    private static ConfigurationDraws Draws(GridModel model, double share)
    {
        int causal = model.Pathways[0].CausalState(0);
        return new([.. Enumerable.Range(0, 1000).Select(i => new[] { i < 1000 * share ? causal : 0, i % 2 == 0 ? causal : 0 })]);
    }

    private static double Bits(GridModel model, ConfigurationDraws draws, params int[] markers) =>
        InformationGain.Evaluate(model, draws, [new("m", markers, 2)], [], 1, "test")[0].Bits;

    /// <summary>I(state; y) for y ~ N(loading x state, 1) by quadrature.</summary>
    private static double Quadrature(double share, double loading)
    {
        double information = 0;
        const double step = 0.001;
        for (double y = -12; y < 12 + loading; y += step)
        {
            double zero = Math.Exp(-0.5 * y * y) / Math.Sqrt(2 * Math.PI);
            double one = Math.Exp(-0.5 * (y - loading) * (y - loading)) / Math.Sqrt(2 * Math.PI);
            double mixture = ((1 - share) * zero) + (share * one);
            information += step * (((1 - share) * zero * Log2(zero / mixture)) + (share * one * Log2(one / mixture)));
        }

        return information;

        static double Log2(double x) => x > 0 ? Math.Log2(x) : 0;
    }

    [Theory]
    [InlineData(0.3, 1)]
    [InlineData(0.3, 2)]
    [InlineData(0.5, 0.5)]
    public void One_marker_of_one_pathway_has_the_information_of_the_integral(double share, double loading)
    {
        var model = Model(loading, 0, null);
        NumericAssert.Close(Quadrature(share, loading), Bits(model, Draws(model, share), 0), 1e-6);
    }

    [Fact]
    public void T8_a_near_duplicate_of_a_measured_marker_has_next_to_nothing_left_to_say()
    {
        var independent = Model(1.5, 0, 0.3);
        var duplicate = Model(1.5, 0.999, 0.3);
        var draws = Draws(independent, 0.3);
        Assert.True(Bits(independent, draws, 1) > 0.1);
        Assert.InRange(Bits(duplicate, draws, 1), 0, 0.005);
    }

    [Fact]
    public void A_marker_without_loadings_tells_nothing_and_no_measurement_tells_more_than_there_is()
    {
        var model = Model(50, 0, null);
        var draws = Draws(model, 0.5);
        Assert.Equal(0, Bits(model, draws, 3), 6);
        NumericAssert.Close(1, Bits(model, draws, 0), 1e-9);
        NumericAssert.Close(2, Bits(model, draws, 0, 2), 0.02);
    }

    [Fact]
    public void A_panel_of_independent_markers_has_the_sum_of_their_information()
    {
        var model = Model(1.5, 0, null);
        var draws = Draws(model, 0.5);
        NumericAssert.Close(Bits(model, draws, 0) + Bits(model, draws, 2), Bits(model, draws, 0, 2), 0.3, 0.05);
    }

    [Fact]
    public void Information_about_a_set_is_that_about_which_members_are_altered()
    {
        var model = Model(50, 0, null);
        var value = InformationGain.Evaluate(model, Draws(model, 0.5), [new("m", [0], 2)], [[0], [1]], 1, "test")[0];
        NumericAssert.Close(1, value.SetBits[0], 1e-9);
        Assert.InRange(value.SetBits[1], 0, 1e-6);
        NumericAssert.Close(value.Bits / 2, value.BitsPerCost, 1e-12);
    }
}
