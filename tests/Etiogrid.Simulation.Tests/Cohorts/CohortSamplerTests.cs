using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Statistics;
using Etiogrid.Simulation.Cohorts;

namespace Etiogrid.Simulation.Tests.Cohorts;

public sealed class CohortSamplerTests
{
    private static readonly SimulatedCohort Large = CohortSampler.Draw(
        SmallGrid.Create(), SmallGrid.Design(patients: 6000, controls: 500, seed: 11) with { GeneVariants = 90, BackgroundVariants = 5 });

    private static IReadOnlyList<SimulatedPerson> Patients => [.. Large.People.Where(p => !p.IsControl)];

    [Fact]
    public void Causal_states_are_as_frequent_as_the_grid_s_prevalence()
    {
        // E[logistic(m + s N(0,1))] by the trapezoid rule: the prevalence is uncertain, and that is integrated.
        double baseRate = 0;
        for (double x = -8; x <= 8; x += 0.01)
        {
            baseRate += 0.01 * Normal.Density(x) / (1 + Math.Exp(-(Math.Log(0.25) + (0.1 * x))));
        }

        for (int k = 0; k < SmallGrid.Keys.Length; k++)
        {
            int causal = Patients.Count(p => p.Pathways[k].State == PathwayState.Causal);
            AssertFrequency(baseRate, causal, Patients.Count, $"{SmallGrid.Keys[k]} causal");
        }
    }

    [Fact]
    public void States_are_calibrated_to_each_person_s_prior()
    {
        // Expected counts in ten bands of the prior, pathway by pathway pooled: chi-square on what was drawn.
        var all = Patients.SelectMany(p => p.Pathways).OrderBy(p => p.Prior).ToArray();
        double chi2 = 0;
        foreach (var band in all.Chunk((all.Length + 9) / 10))
        {
            double expected = band.Sum(p => p.Prior);
            double variance = band.Sum(p => p.Prior * (1 - p.Prior));
            double difference = band.Count(p => p.State == PathwayState.Causal) - expected;
            chi2 += difference * difference / variance;
        }

        Assert.InRange(ChiSquared.UpperTail(chi2, 10), 0.001, 1);
    }

    [Fact]
    public void Directions_follow_their_weights()
    {
        var causal = Patients.Select(p => p.Pathways[0]).Where(p => p.State == PathwayState.Causal).ToArray();
        AssertFrequency(0.7, causal.Count(p => p.Direction == AlterationDirection.Hypofunction), causal.Length, "hypofunction");
        Assert.All(Patients, p => Assert.NotEqual(AlterationDirection.Hypofunction, p.Pathways[3].Direction));
    }

    [Fact]
    public void Secondary_changes_follow_the_noisy_or_of_their_causes()
    {
        // gaba responds to glutamate in the same direction; immune (only hyper) turns hpa down.
        var driven = Patients.Where(p => p.Pathways[0].State != PathwayState.Causal && p.Pathways[5].State == PathwayState.Causal).ToArray();
        double expected = 1 - ((1 - SmallGrid.Spontaneous) * (1 - SmallGrid.Kappa));
        AssertFrequency(expected, driven.Count(p => p.Pathways[0].State == PathwayState.Compensatory), driven.Length, "driven gaba");
        var undriven = Patients.Where(p => p.Pathways[0].State != PathwayState.Causal && p.Pathways[5].State != PathwayState.Causal).ToArray();
        AssertFrequency(SmallGrid.Spontaneous, undriven.Count(p => p.Pathways[0].State == PathwayState.Compensatory), undriven.Length, "undriven gaba");
        var hpa = Patients.Where(p => p.Pathways[4].State != PathwayState.Causal && p.Pathways[3].State == PathwayState.Causal).ToArray();
        double down = ((1 - SmallGrid.Spontaneous) * SmallGrid.Kappa) + (SmallGrid.Spontaneous * 0.7);
        AssertFrequency(down, hpa.Count(p => p.Pathways[4] is { State: PathwayState.Compensatory, Direction: AlterationDirection.Hypofunction }), hpa.Length, "hpa turned down");
    }

    [Fact]
    public void Symptoms_follow_the_noisy_or_of_causal_pathways()
    {
        // Psychosis given exactly: dopamine hyper causal, glutamate not causal-hypo.
        var people = Patients.Where(p => p.Pathways[2] is { State: PathwayState.Causal, Direction: AlterationDirection.Hyperfunction }
            && !(p.Pathways[5] is { State: PathwayState.Causal, Direction: AlterationDirection.Hypofunction })).ToArray();
        AssertFrequency(1 - (0.98 * 0.4), people.Count(p => p.Symptoms[1]), people.Length, "psychosis");
    }

    [Fact]
    public void Controls_have_no_altered_pathway_and_only_leak_symptoms()
    {
        var controls = Large.People.Where(p => p.IsControl).ToArray();
        Assert.All(controls, c => Assert.All(c.Pathways, p => Assert.True(p is { State: PathwayState.None, Direction: null })));
        AssertFrequency(0.1, controls.Count(c => c.Symptoms[2]), controls.Length, "leak");
        Assert.All(controls, c => Assert.All(c.MarkerMeans, m => Assert.Equal(0, m)));
    }

    [Fact]
    public void Known_liability_and_prior_are_the_formula()
    {
        // Pathway 'serotonin_2a' has a score and no exposure: threshold and residual in closed form, prevalence known.
        var cohort = CohortSampler.Draw(SmallGrid.Create(prevalenceSd: 0), SmallGrid.Design(patients: 200, controls: 0) with { GeneVariants = 90 });
        foreach (var person in cohort.People)
        {
            var p = person.Pathways[1];
            double eta = Math.Sqrt(0.05) * p.ScoreZ!.Value;
            NumericAssert.Close(eta, p.Liability, 1e-12, 1e-15);
            double prior = Normal.Cumulative((eta - Normal.Quantile(0.8)) / Math.Sqrt(0.95));
            NumericAssert.Close(prior, p.Prior, 1e-10);
            NumericAssert.Close(0.7 * prior, p.PriorDown, 1e-10);
            // hpa: adversity raises the liability of both directions.
            double load = 0.6 * ((person.Exposed[0] ? 1 : 0) - 0.3);
            NumericAssert.Close((Math.Sqrt(0.05) * person.Pathways[4].ScoreZ!.Value) + load, person.Pathways[4].Liability, 1e-12, 1e-15);
        }
    }

    [Fact]
    public void Known_liability_has_the_explained_variance()
    {
        double[] liabilities = [.. Patients.Select(p => p.Pathways[4].Liability)];
        NumericAssert.Close(0.05 + (0.6 * 0.6 * 0.3 * 0.7), Moments.Variance(liabilities), 0.08);
    }

    [Fact]
    public void A_load_of_one_direction_moves_only_that_direction()
    {
        var grid = SmallGrid.Create(prevalenceSd: 0);
        var exposure = grid.Exposures[1] with { Loads = [new(SmallGrid.Id("dopamine"), AlterationDirection.Hyperfunction, grid.Exposures[1].Loads[0].Liability)] };
        var model = new LiabilityModel(grid with { Exposures = [grid.Exposures[0], exposure, grid.Exposures[2]] });
        double?[] noScores = new double?[6];
        var (without, with) = (model.Priors("1", noScores, [false, false, false])[2], model.Priors("1", noScores, [false, true, false])[2]);
        Assert.Equal(without.PriorDown, with.PriorDown);
        Assert.True(with.PriorUp > 1.5 * without.PriorUp);
    }

    [Fact]
    public void Scores_are_standard_and_correlate_through_shared_genes()
    {
        double[] first = [.. Large.People.Select(p => p.Pathways[0].ScoreZ!.Value)];
        double[] second = [.. Large.People.Select(p => p.Pathways[1].ScoreZ!.Value)];
        NumericAssert.Close(0, Moments.Mean(first), 0, 0.05);
        NumericAssert.Close(1, Moments.StandardDeviation(first), 0.04);
        double expected = Large.Scores.Correlation(0, 1);
        Assert.True(Math.Abs(expected) > 0.02, "the sets share genes");
        NumericAssert.Close(expected, Moments.Pearson(first, second), 0, 0.05);
        Assert.All(Large.People, p => Assert.Null(p.Pathways[5].ScoreZ));
    }

    [Fact]
    public void Marker_z_recover_loadings_by_regression()
    {
        // crp: one loading, one direction.
        var (slope, error) = Slope([.. Patients.Select(p => p.Pathways[3].Direction is null ? 0.0 : 1.0)], [.. Patients.Select(p => p.MarkerZ[3])]);
        Assert.InRange((slope - 0.7) / error, -3.5, 3.5);

        // Co-localisation: the own loading, and r times the loading on the collinear map.
        double[] x = [.. Patients.Select(p => p.Pathways[0].Direction is null ? 0.0 : 1.0)];
        double r = Math.Sqrt(0.8);
        (slope, error) = Slope(x, [.. Patients.Select(p => p.MarkerZ[0] - (0.8 * r * (p.Pathways[1].Direction is null ? 0 : 1)) - (0.8 * R(0, 2) * (p.Pathways[2].Direction is null ? 0 : 1)))]);
        Assert.InRange((slope - 0.8) / error, -3.5, 3.5);
        (slope, error) = Slope(x, [.. Patients.Select(p => p.MarkerZ[1] - (0.8 * (p.Pathways[1].Direction is null ? 0 : 1)) - (0.8 * R(1, 2) * (p.Pathways[2].Direction is null ? 0 : 1)))]);
        Assert.InRange((slope - (0.8 * r)) / error, -3.5, 3.5);
    }

    [Fact]
    public void Residual_markers_have_the_stated_covariance()
    {
        double[][] residuals = [.. Enumerable.Range(0, 7).Select(m => Large.People.Select(p => p.MarkerZ[m] - p.MarkerMeans[m]).ToArray())];
        for (int i = 0; i < 7; i++)
        {
            NumericAssert.Close(1, Moments.Variance(residuals[i]), 0.06);
            for (int j = 0; j < i; j++)
            {
                NumericAssert.Close(Large.Markers.Covariance[i, j], Moments.Pearson(residuals[i], residuals[j]), 0, 0.05, $"S[{i},{j}]");
            }
        }

        NumericAssert.Close(Math.Sqrt(0.8), Large.Markers.Covariance[0, 1], 1e-12);
        NumericAssert.Close(0.25, Large.Markers.Covariance[3, 4], 1e-12);
    }

    [Fact]
    public void A_gene_set_of_an_unknown_pathway_is_refused()
    {
        var design = SmallGrid.Design() with { GeneSets = [new(SmallGrid.Id("nowhere"), ["GENE1"])] };
        Assert.Throws<ArgumentException>(() => CohortSampler.Draw(SmallGrid.Create(), design));
    }

    [Fact]
    public void A_grid_whose_score_explains_everything_is_refused() =>
        Assert.Throws<ArgumentException>(() => CohortSampler.Draw(SmallGrid.Create(scoreR2: 0.99), SmallGrid.Design()));

    private static double R(int i, int j) => Large.Markers.Covariance[i, j];

    private static (double Slope, double StandardError) Slope(double[] x, double[] y)
    {
        double r = Moments.Pearson(x, y);
        double slope = r * Moments.StandardDeviation(y) / Moments.StandardDeviation(x);
        return (slope, Math.Abs(slope / r) * Math.Sqrt((1 - (r * r)) / (x.Length - 2)));
    }

    /// <summary>Chi-square test with one degree of freedom at 1 in 10,000: a fixed seed, so it passes or fails for good.</summary>
    private static void AssertFrequency(double expected, int count, int total, string what)
    {
        double difference = count - (expected * total);
        double chi2 = difference * difference / (total * expected * (1 - expected));
        Assert.True(ChiSquared.UpperTail(chi2, 1) > 1e-4, $"{what}: {count} of {total}, expected share {expected}");
    }
}
