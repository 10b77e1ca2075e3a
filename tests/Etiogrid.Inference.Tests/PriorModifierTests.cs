using Etiogrid.Core.Identifiers;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Tests;

/// <summary>Gene x exposure, appraisal, developmental window, epigenetic moderation, correlated scores.</summary>
public sealed class PriorModifierTests
{
    private const double Step = 0.02;
    private static readonly PathwayId Alpha = new("alpha");
    private static readonly ExposureId Adversity = new("adversity");
    private static readonly PersonModelBuilder Interacting = Make(new() { Interactions = [new(Alpha, Adversity, 0.15), new(Alpha, new("smoking"), -0.1)] });

    [Theory]
    [InlineData(-1.5)]
    [InlineData(0)]
    [InlineData(2)]
    public void With_interaction_an_unknown_exposure_is_still_the_mixture_of_both_answers(double z)
    {
        double f = Interacting.Grid.Exposures.Single(e => e.Id == Adversity).Frequency;
        double mixed = (f * Prior(Interacting, z, true)) + ((1 - f) * Prior(Interacting, z, false));
        NumericAssert.Close(mixed, Prior(Interacting, z, null), 1e-12);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public void With_interaction_a_missing_score_is_the_average_over_scores(bool? exposed) =>
        NumericAssert.Close(Average(0, 1, z => Prior(Interacting, z, exposed)), Prior(Interacting, null, exposed), 1e-9);

    [Fact]
    public void With_interaction_a_person_of_whom_nothing_is_known_keeps_the_base_rate()
    {
        var prior = Interacting.Build(PersonInputs.Unknown("01")).Value.Priors[0];
        NumericAssert.Close(prior.BaseRate, prior.Causal, 1e-11);
    }

    [Fact]
    public void A_positive_interaction_makes_the_exposure_matter_more_at_a_high_score()
    {
        double Effect(double z) => Quantile(Prior(Interacting, z, true)) - Quantile(Prior(Interacting, z, false));
        Assert.True(Effect(2) > Effect(0) + 0.05 && Effect(0) > Effect(-2) + 0.05, $"{Effect(-2)}, {Effect(0)}, {Effect(2)}");
    }

    [Fact]
    public void A_burdensome_appraisal_counts_only_where_the_knowledge_base_says_that_experience_matters()
    {
        var appraised = Make(new() { Appraised = new HashSet<ExposureId> { Adversity } });
        double Prior(PersonModelBuilder builder, double? appraisal) => PriorOf(builder, new ExposureObservation(Adversity, true, appraisal));
        double neutral = Prior(appraised, null);
        Assert.True(Prior(appraised, 2) > neutral && neutral > Prior(appraised, -2));
        Assert.Equal(neutral, Prior(Make(PriorModifiers.Neutral), 2));
        double factor = Average(0, 1, a => appraised.Modifiers.FactorOf(new(Adversity, true, a), Alpha, null));
        NumericAssert.Close(1, factor, 1e-10);
    }

    [Fact]
    public void An_exposure_in_a_critical_period_of_the_pathway_counts_more_and_outside_it_less()
    {
        var builder = Make(new() { Periods = new Dictionary<string, IReadOnlySet<PathwayId>> { ["early"] = new HashSet<PathwayId> { Alpha }, ["late"] = new HashSet<PathwayId>() } });
        double Prior(string? period) => PriorOf(builder, new ExposureObservation(Adversity, true, null, period));
        Assert.True(Prior("early") > Prior(null) && Prior(null) > Prior("late"));
        var result = builder.Build(PersonInputs.Unknown("01") with { Exposures = [new(Adversity, true, null, "eraly")] });
        Assert.Equal("E710", Assert.Single(result.Diagnostics).Code);
        Assert.Contains("early", result.Diagnostics[0].Fix, StringComparison.Ordinal);
    }

    [Fact]
    public void An_epigenetic_score_moderates_exposures_that_took_place_and_nothing_else()
    {
        var builder = Make(PriorModifiers.Neutral);
        double Prior(bool exposed, double? methylation) => builder.Build(PersonInputs.Unknown("01") with
        {
            Exposures = [new(Adversity, exposed)],
            Epigenetics = methylation is { } m ? [new(Alpha, m)] : [],
        }).Value.Priors[0].Causal;
        Assert.True(Prior(true, 2) > Prior(true, null) && Prior(true, null) > Prior(true, -2));
        Assert.Equal(Prior(false, null), Prior(false, 2));
    }

    [Fact]
    public void A_missing_score_is_predicted_by_a_correlated_one()
    {
        const double r = 0.6;
        var correlation = Matrix.Identity(4);
        correlation[1, 0] = correlation[0, 1] = r;
        var builder = Make(new() { ScoreCorrelation = correlation });
        string other = builder.Grid.Pathways[1].Id.Key;
        double found = builder.Build(PersonInputs.Unknown("01") with { Scores = [new(new(other), 1.5)] }).Value.Priors[0].Causal;
        double expected = Average(1.5 * r, Math.Sqrt(1 - (r * r)), z => builder.Build(PersonInputs.Unknown("01") with { Scores = [new(Alpha, z)] }).Value.Priors[0].Causal);
        NumericAssert.Close(expected, found, 1e-9);
        Assert.True(found > builder.Build(PersonInputs.Unknown("01")).Value.Priors[0].Causal);
    }

    [Fact]
    public void The_knowledge_base_supplies_appraised_exposures_and_periods()
    {
        var grid = KnowledgeBase.Load().BuildGrid();
        var modifiers = PriorModifiers.From(grid);
        Assert.Contains(new ExposureId("child_adversity"), modifiers.Appraised);
        Assert.Contains(new PathwayId("neuroimmune"), modifiers.Periods["late_gestation"]);
        var builder = PersonModelBuilder.Create(grid, modifiers).Value;
        Assert.True(builder.Build(PersonInputs.Unknown("01") with { Exposures = [new(new("child_adversity"), true, 1, "late_gestation")] }).HasValue);
    }

    [Fact]
    public void Modifiers_that_name_nothing_known_are_refused()
    {
        var grid = SmallGrid.Make();
        Assert.Equal("E710", PersonModelBuilder.Create(grid, new() { Interactions = [new(new("nothing"), Adversity, 0.1)] }).Diagnostics[0].Code);
        Assert.Equal("E702", PersonModelBuilder.Create(grid, new() { ScoreCorrelation = new Matrix(4, 4) }).Diagnostics[0].Code);
    }

    [Fact]
    public void Ordinal_ratings_binary_results_and_heavy_tails_of_a_person_reach_the_model()
    {
        var builder = Make(new() { MarkerFreedom = 5 });
        var grid = builder.Grid;
        var rated = builder.Build(PersonInputs.Unknown("01") with { Symptoms = [new(grid.Symptoms[0].Id, null) { Level = 1, Cutoffs = [0.5, 1.5] }] }).Value.Model;
        Assert.Equal(1, Assert.Single(rated.OrdinalSymptoms).Level);
        Assert.Equal(5, rated.MarkerFreedom);
        var tested = Make(PriorModifiers.Neutral).Build(PersonInputs.Unknown("01") with { Markers = [new(grid.Markers[0].Id, null) { Cutoff = 1, Above = true }] }).Value;
        var posterior = GridInference.Infer(tested.Model).Value;
        Assert.Contains(Enumerable.Range(0, 4), k => posterior.Altered(k) > tested.Priors[k].Causal + 0.02);
    }

    private static PersonModelBuilder Make(PriorModifiers modifiers) => PersonModelBuilder.Create(SmallGrid.Make(), modifiers).Value;

    private static double Prior(PersonModelBuilder builder, double? z, bool? exposed) => builder.Build(PersonInputs.Unknown("01") with
    {
        Scores = z is { } score ? [new(Alpha, score)] : [],
        Exposures = [new(Adversity, exposed)],
    }).Value.Priors[0].Causal;

    private static double PriorOf(PersonModelBuilder builder, ExposureObservation exposure) =>
        builder.Build(PersonInputs.Unknown("01") with { Exposures = [exposure] }).Value.Priors[0].Causal;

    private static double Quantile(double p) => Normal.Quantile(p);

    private static double Average(double mean, double sd, Func<double, double> f)
    {
        double sum = 0;
        for (double x = -8; x <= 8; x += Step)
        {
            sum += Step * Normal.Density(x) * f(mean + (sd * x));
        }

        return sum;
    }
}
