using Etiogrid.Knowledge.Conversions;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Knowledge.Tests;

public sealed class PoolingTests
{
    [Fact]
    public void Estimates_that_agree_are_pooled_by_inverse_variance()
    {
        var pooled = RandomEffects.Pool([(1.0, 0.04), (1.1, 0.01)]);
        NumericAssert.Close(((1.0 * 25) + (1.1 * 100)) / 125, pooled.Mean, relative: 1e-12);
        NumericAssert.Close(Math.Sqrt(1.0 / 125), pooled.Se, relative: 1e-12);
        Assert.Equal(0, pooled.Tau);
    }

    [Fact]
    public void Two_estimates_that_conflict_give_the_moment_variance_between_them()
    {
        // Equal variances v: Q = (y1 - y2)^2 / (2 v), scale = 1/v, so tau^2 = (y1 - y2)^2 / 2 - v.
        var pooled = RandomEffects.Pool([(0, 0.01), (1, 0.01)]);
        NumericAssert.Close(0.5 - 0.01, pooled.Tau * pooled.Tau, relative: 1e-12);
        NumericAssert.Close(0.5, pooled.Mean, relative: 1e-12);
        NumericAssert.Close(0.5 * 0.5, pooled.Se * pooled.Se, relative: 1e-12);
    }

    [Fact]
    public void One_estimate_stays_as_it_is() => Assert.Equal(new PooledEffect(0.7, 0.2, 0), RandomEffects.Pool([(0.7, 0.2 * 0.2)]));

    [Fact]
    public void The_variance_between_studies_is_found_again_in_simulated_studies()
    {
        const double tau = 0.4;
        var random = new Philox(20261121, 7);
        double sum = 0;
        const int rounds = 400;
        for (int r = 0; r < rounds; r++)
        {
            var studies = Enumerable.Range(0, 20).Select(i =>
            {
                double se = 0.1 + (0.02 * (i % 5));
                return (0.3 + (tau * random.NextNormal()) + (se * random.NextNormal()), se * se);
            }).ToList();
            double t = RandomEffects.Pool(studies).Tau;
            sum += t * t;
        }

        NumericAssert.Close(tau * tau, sum / rounds, relative: 0.05);
    }

    [Fact]
    public void Nothing_to_pool_is_refused()
    {
        Assert.Throws<ArgumentException>(() => RandomEffects.Pool([]));
        Assert.Throws<ArgumentException>(() => RandomEffects.Pool([(1, 0)]));
    }

    [Fact]
    public void Family_history_and_score_together_shift_less_than_their_sum()
    {
        double both = FamilyHistory.Shift(2, 0.08, 0.7, 0.01, parentAffected: true);
        double score = 2 * Math.Sqrt(0.08);
        double parent = FamilyHistory.Shift(0, 0, 0.7, 0.01, parentAffected: true);
        Assert.InRange(both, Math.Max(score, parent), score + parent - 0.05);
    }

    [Fact]
    public void Without_a_score_an_affected_parent_shifts_by_half_the_heritability_times_the_parents_excess()
    {
        double threshold = Normal.Quantile(0.99);
        double excess = Math.Exp(-0.5 * threshold * threshold) / Math.Sqrt(2 * Math.PI) / 0.01;
        NumericAssert.Close(0.35 * excess, FamilyHistory.Shift(0, 0, 0.7, 0.01, true), relative: 1e-9);
        Assert.True(FamilyHistory.Shift(0, 0, 0.7, 0.01, false) < 0);
    }

    [Fact]
    public void The_joint_shift_agrees_with_simulated_families()
    {
        const double h2 = 0.6, r2 = 0.15, prevalence = 0.1, s = 1;
        var random = new Philox(11, 3);
        double threshold = Normal.Quantile(1 - prevalence);
        double sum = 0;
        double risk = 0;
        int count = 0;
        for (int i = 0; i < 2_000_000; i++)
        {
            // Genes in the score and genes outside it; a child has half of one parent's, the rest from elsewhere.
            double parentScore = Math.Sqrt(r2) * random.NextNormal();
            double parentRest = Math.Sqrt(h2 - r2) * random.NextNormal();
            double parent = parentScore + parentRest + (Math.Sqrt(1 - h2) * random.NextNormal());
            double childScore = (0.5 * parentScore) + (Math.Sqrt(0.75 * r2) * random.NextNormal());
            if (parent <= threshold || Math.Abs((childScore / Math.Sqrt(r2)) - s) > 0.1)
            {
                continue;
            }

            double inherited = childScore + (0.5 * parentRest);
            sum += inherited;
            risk += Normal.UpperTail((threshold - inherited) / Math.Sqrt((0.75 * (h2 - r2)) + 1 - h2));
            count++;
        }

        Assert.True(count > 5_000);
        NumericAssert.Close(FamilyHistory.Shift(s, r2, h2, prevalence, true), sum / count, absolute: 0.02);
        NumericAssert.Close(FamilyHistory.Risk(s, r2, h2, prevalence, true), risk / count, absolute: 0.005);
    }

    [Fact]
    public void Risks_with_and_without_an_affected_parent_average_to_the_prevalence()
    {
        double affected = FamilyHistory.Risk(0, 0, 0.7, 0.02, true);
        double unaffected = FamilyHistory.Risk(0, 0, 0.7, 0.02, false);
        NumericAssert.Close(0.02, (0.02 * affected) + (0.98 * unaffected), relative: 1e-9);
        NumericAssert.Close(0.02, FamilyHistory.Risk(0, 0, 0.7, 0.02, null), relative: 1e-12);
    }

    [Fact]
    public void A_score_that_explains_more_than_all_genes_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => FamilyHistory.Shift(0, 0.8, 0.7, 0.01, true));

    [Fact]
    public void A_difference_among_patients_is_undiluted_by_the_share_with_the_alteration()
    {
        NumericAssert.Close(1.6, LiabilityConversion.LoadingFromMeanDifference(0.4, 0.25));
        Assert.Throws<ArgumentOutOfRangeException>(() => LiabilityConversion.LoadingFromMeanDifference(0.4, 0));
    }

    [Fact]
    public void A_loading_from_a_correlation_gives_the_correlation_back()
    {
        double loading = LiabilityConversion.LoadingFromCorrelation(0.3);
        NumericAssert.Close(0.3, loading / Math.Sqrt((loading * loading) + 1));
    }

    [Fact]
    public void A_mean_difference_of_one_half_is_an_odds_ratio_of_two_and_a_half() =>
        NumericAssert.Close(Math.Exp(0.5 * Math.PI / Math.Sqrt(3)), LiabilityConversion.FromMeanDifference(0.5), relative: 1e-12);
}
