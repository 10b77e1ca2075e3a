using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Tests;

public sealed class GridModelTests
{
    [Fact]
    public void Everything_wrong_with_a_model_is_reported_with_its_place()
    {
        var result = GridModel.Create(
            [new("a", [1], [1.2], 0.1, [1]), new("b", [1, 1], [0.1, 0.1], -0.1, [0.5, 0.4])],
            [new(0, 0, 0, 0, 0.2), new(0, 3, 1, 0, 2)],
            [new("s", double.NaN, [new(5, 0, 0.1)], true)],
            [new("c", 0, 0, [], null)],
            [new("m", "g", [new(0, 7, 1)], double.PositiveInfinity)],
            new Matrix(1, 1, [-1]),
            "model.json");
        Assert.False(result.HasValue);
        string[] places = [.. result.Diagnostics.Select(d => d.Place.ToString())];
        Assert.Contains("model.json:pathways[0].causal_prior[0]", places);
        Assert.Contains("model.json:pathways[1].directions", places);
        Assert.Contains("model.json:pathways[1].spontaneous_change", places);
        Assert.Contains("model.json:pathways[1].direction_weights", places);
        Assert.Contains("model.json:couplings[0]", places);
        Assert.Contains("model.json:couplings[1].cause", places);
        Assert.Contains("model.json:couplings[1].kappa", places);
        Assert.Contains("model.json:symptoms[0].leak", places);
        Assert.Contains("model.json:symptoms[0].links[0]", places);
        Assert.Contains("model.json:continuous_symptoms[0].sd", places);
        Assert.Contains("model.json:markers[0].loadings[0]", places);
        Assert.Contains("model.json:markers[0].value", places);
        Assert.Contains("model.json:S[0]", places);
    }

    [Theory]
    [InlineData(1, 1.0000001)]
    [InlineData(1, 1)]
    [InlineData(0, 0.5)]
    public void A_covariance_that_is_not_positive_definite_is_refused(double variance, double covariance)
    {
        var result = GridModel.Create([GridPathway.ThreeState("a", 0.1, 0)], [], [], [],
            [new("m", "g", [], 0), new("n", "g", [], 0)], new Matrix(2, 2, [1, covariance, covariance, variance]));
        Assert.Equal("E702", Assert.Single(result.Diagnostics).Code);
    }

    [Fact]
    public void A_lambda_and_a_kappa_of_one_are_allowed()
    {
        GridPathway[] pathways = [GridPathway.ThreeState("a", 0.3, 0), GridPathway.ThreeState("b", 0.3, 0.1)];
        var model = GridModel.Create(pathways, [new(0, 0, 1, 0, 1)], [new("s", 0, [new(0, 0, 1)], false), new("t", 0, [new(0, 0, 0.5), new(1, 0, 1)], true)], [], [], null).Value;
        var posterior = GridInference.Infer(model).Value;
        EngineAssert.Matches(new BruteForce(model), posterior, 1e-12);
        NumericAssert.Close(1, posterior.Causal(1), 1e-12);
    }
}
