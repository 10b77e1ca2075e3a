using Etiogrid.Inference.Person;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Tests;

public sealed class PersonModelTests
{
    private static readonly PersonModelBuilder Builder = PersonModelBuilder.Create(SmallGrid.Make()).Value;

    [Fact]
    public void A_person_of_whom_nothing_is_known_has_the_base_rate_and_keeps_it()
    {
        var person = Builder.Build(PersonInputs.Unknown("01")).Value;
        foreach (var prior in person.Priors)
        {
            NumericAssert.Close(prior.BaseRate, prior.Causal, 1e-11);
        }

        var posterior = GridInference.Infer(person.Model).Value;
        NumericAssert.Close(0, posterior.LogEvidence, 0, 1e-12);
        for (int k = 0; k < 4; k++)
        {
            NumericAssert.Close(person.Priors[k].Causal, posterior.Causal(k), 1e-12);
        }
    }

    [Theory]
    [InlineData("adversity")]
    [InlineData("smoking")]
    public void An_unknown_exposure_is_the_mixture_of_both_answers(string exposure)
    {
        double f = Builder.Grid.Exposures.Single(e => e.Id.Key == exposure).Frequency;
        double[] Priors(bool? present) => [.. Builder.Build(PersonInputs.Unknown("01") with { Exposures = [new(new(exposure), present)] }).Value.Priors.SelectMany(p => p.ByDirection)];
        double[] mixed = [.. Priors(true).Zip(Priors(false), (yes, no) => (f * yes) + ((1 - f) * no))];
        NumericAssert.AllClose(mixed, Priors(null), 1e-12);
    }

    [Fact]
    public void A_missing_score_is_the_average_over_scores()
    {
        const double Step = 0.01;
        double sum = 0;
        for (int i = -900; i <= 900; i++)
        {
            double z = i * Step;
            sum += Step * Normal.Density(z) * Builder.Build(PersonInputs.Unknown("01") with { Scores = [new(new("gamma"), z)] }).Value.Priors[2].Causal;
        }

        NumericAssert.Close(Builder.Build(PersonInputs.Unknown("01")).Value.Priors[2].Causal, sum, 1e-9);
    }

    [Fact]
    public void A_single_exposure_gives_back_the_risks_that_its_odds_ratio_says()
    {
        var x = LiabilityConversion.FromOddsRatio(0.12, 2.5, 0.3);
        var grid = SmallGrid.Make(prevalenceSd: 0);
        grid = grid with
        {
            Pathways = [grid.Pathways[2] with { LogitPrevalence = SmallGrid.Value(Logit.FromProbability(0.12), 0), ScoreR2 = SmallGrid.Value(0, 0) }],
            Exposures = [grid.Exposures[0] with { Frequency = 0.3, Loads = [new(new("gamma"), null, SmallGrid.Value(x.Effect, 0))] }],
            Symptoms = [],
            Couplings = [],
            Markers = [],
        };
        var builder = PersonModelBuilder.Create(grid).Value;
        double Risk(bool present) => builder.Build(PersonInputs.Unknown("01") with { Exposures = [new(new("adversity"), present)] }).Value.Priors[0].Causal;
        NumericAssert.Close(x.RiskExposed, Risk(true), 1e-10);
        NumericAssert.Close(x.RiskUnexposed, Risk(false), 1e-10);
    }

    [Fact]
    public void A_protective_exposure_lowers_the_prior_and_its_contribution_is_negative()
    {
        var builder = PersonModelBuilder.Create(SmallGrid.Make(loadSign: -1)).Value;
        var person = builder.Build(PersonInputs.Unknown("01") with { Exposures = [new(new("adversity"), true)] }).Value;
        Assert.True(person.Priors[0].Causal < person.Priors[0].BaseRate);
        Assert.All(person.Contributions, c => Assert.True(c.LogOdds < 0));
        Assert.Equal(2, person.Contributions.Count);
    }

    [Fact]
    public void A_directional_exposure_moves_the_direction_it_pushes_to_only()
    {
        var none = Builder.Build(PersonInputs.Unknown("01")).Value.Priors[0];
        var smoker = Builder.Build(PersonInputs.Unknown("01") with { Exposures = [new(new("smoking"), true)] }).Value.Priors[0];
        NumericAssert.Close(none.ByDirection[0], smoker.ByDirection[0], 1e-12);
        Assert.True(smoker.ByDirection[1] > none.ByDirection[1]);
    }

    [Fact]
    public void No_prior_falls_below_the_floor()
    {
        var builder = PersonModelBuilder.Create(SmallGrid.Make(floor: 0.1)).Value;
        var prior = builder.Build(PersonInputs.Unknown("01") with { Scores = [new(new("gamma"), -4)] }).Value.Priors[2];
        Assert.True(prior.AtFloor);
        NumericAssert.Close(0.1, prior.Causal, 1e-15);
        NumericAssert.Close(0.1, prior.ByDirection.Sum(), 1e-12);
    }

    [Fact]
    public void Shared_signal_multiplies_loadings_by_the_map_correlations()
    {
        var model = Builder.Build(SmallGrid.Person()).Value.Model;
        var alpha = model.Markers[1].Loadings.Single(l => l is { Pathway: 0, State: 2 });
        NumericAssert.Close(0.4 * 0.8, alpha.Value, 1e-15);
        NumericAssert.Close(0.4, model.MarkerCovariance[0, 1], 1e-15);
        NumericAssert.Close(0.8 / 0.5, model.MarkerCovariance[2, 2], 1e-15);
    }

    [Fact]
    public void Unknown_names_duplicates_and_bad_numbers_are_all_reported()
    {
        var inputs = new PersonInputs("07", [new(new("alfa"), double.NaN), new(new("beta"), 0, 1.5)], [new(new("smoking"), true), new(new("smoking"), false)], [], [new("crpp", 1)], []);
        var result = Builder.Build(inputs);
        Assert.False(result.HasValue);
        Assert.Equal(["E701", "E703", "E710", "E710", "E711"], result.Diagnostics.Select(d => d.Code).Order(StringComparer.Ordinal));
        Assert.Contains(result.Diagnostics, d => d.Fix == "Did you mean alpha?");
        Assert.All(result.Diagnostics, d => Assert.Equal("07", d.Place.File));
    }

    [Fact]
    public void Correlations_that_are_not_positive_definite_are_refused()
    {
        var inputs = SmallGrid.Person() with { Correlations = [new(["coloc_a", "coloc_b"], new Matrix(2, 2, [1, 1.2, 1.2, 1]), false)] };
        Assert.Equal("E702", Builder.Build(inputs).Diagnostics[0].Code);
    }

    [Fact]
    public void A_pathway_explained_by_more_than_its_variance_is_refused()
    {
        var grid = SmallGrid.Make();
        var heavy = grid with { Exposures = [grid.Exposures[0] with { Loads = [new ExposureLoad(new("gamma"), null, SmallGrid.Value(3, 0))] }] };
        Assert.Equal("E703", PersonModelBuilder.Create(heavy).Diagnostics[0].Code);
    }

    [Fact]
    public void T12_an_odds_ratio_of_one_and_a_score_without_variance_change_nothing_and_one_below_one_reduces()
    {
        double Prior(double oddsRatio, double r2, bool? exposed, double z)
        {
            var x = LiabilityConversion.FromOddsRatio(0.12, oddsRatio, 0.3);
            var grid = SmallGrid.Make();
            grid = grid with
            {
                Pathways = [.. grid.Pathways.Select(p => p with { ScoreR2 = SmallGrid.Value(r2, 0) })],
                Exposures = [grid.Exposures[0] with { Loads = [new(new("gamma"), null, SmallGrid.Value(x.Effect, 0))] }],
            };
            return PersonModelBuilder.Create(grid).Value.Build(PersonInputs.Unknown("01") with { Scores = [new(new("gamma"), z)], Exposures = [new(new("adversity"), exposed)] }).Value.Priors[2].Causal;
        }

        // Nothing acts: the base rate that a person has of whom nothing is known.
        double untouched = PersonModelBuilder.Create(SmallGrid.Make()).Value.Build(PersonInputs.Unknown("01")).Value.Priors[2].Causal;
        NumericAssert.Close(untouched, Prior(1, 0, true, 3), 1e-12);
        NumericAssert.Close(untouched, Prior(1, 0, false, -3), 1e-12);
        NumericAssert.Close(untouched, Prior(1, 0, null, 1), 1e-12);
        Assert.True(Prior(0.5, 0, true, 0) < Prior(0.5, 0, false, 0));
        Assert.True(Prior(2, 0, true, 0) > Prior(2, 0, false, 0));
        Assert.True(Prior(1, 0.02, true, 3) > Prior(1, 0.02, true, -3));
    }
}
