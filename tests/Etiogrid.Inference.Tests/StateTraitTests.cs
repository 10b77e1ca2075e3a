using Etiogrid.Inference.StateTrait;
using Etiogrid.Numerics.Random;
using MathNet.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Tests;

public sealed class StateTraitTests
{
    [Fact]
    public void The_filter_equals_the_joint_normal_density()
    {
        Visit[] visits = [new(0, 1.2, null), new(4, 0.3, null), new(31, -0.8, null), new(32, 0.9, null)];
        double[] severity = [0.5, -1, 0.2, 0.3];
        const double Trait = 0.8, State = 1.1, Slope = 0.4, Tau = 20, Error = 0.25;
        double[] mean = new double[4];
        for (int t = 0; t < 4; t++)
        {
            mean[t] = (t > 0 ? mean[t - 1] * Math.Exp(-(visits[t].Days - visits[t - 1].Days) / Tau) : 0) + (Slope * severity[t]);
        }

        var s = Matrix<double>.Build.Dense(4, 4, (i, j) => (Trait * Trait)
            + (State * State * Math.Exp(-Math.Abs(visits[i].Days - visits[j].Days) / Tau)) + (i == j ? Error : 0));
        var r = Vector<double>.Build.Dense(4, i => visits[i].Z - mean[i]);
        double expected = -0.5 * ((r * (s.Inverse() * r)) + Math.Log(s.Determinant()) + (4 * Math.Log(2 * Math.PI)));
        NumericAssert.Close(expected, StateTraitModel.LogLikelihood(visits, severity, Trait, State, Slope, Tau, Error), 1e-12);
    }

    [Theory]
    [InlineData(1, 0.6)]
    [InlineData(2, 0.8)]
    [InlineData(3, 0.9)]
    public void The_posterior_is_that_of_a_dense_normal_model_integrated_over_a_finer_grid(ulong seed, double reliability)
    {
        var random = new Philox(seed, 4);
        double[] days = [0, 5, 33, 90, 140];
        double[] ratings = [.. days.Select(_ => random.NextNormal())];
        double trait = random.NextNormal();
        Visit[] visits = [.. days.Select((d, t) => new Visit(d, trait + (0.5 * ratings[t]) + (0.7 * random.NextNormal()), ratings[t]))];
        double[] severity = [.. ratings.Select(r => r - ratings.Average())];
        double variance = severity.Sum(x => x * x) / severity.Length;
        double dominant = 0;
        double total = 0;
        foreach (double tau in Enumerable.Range(0, 9).Select(i => 3 * Math.Pow(90, i / 8.0)))
        {
            for (double slope = -1.5; slope <= 1.5; slope += 0.15)
            {
                double[] mean = new double[days.Length];
                for (int t = 0; t < mean.Length; t++)
                {
                    mean[t] = (t > 0 ? mean[t - 1] * Math.Exp(-(days[t] - days[t - 1]) / tau) : 0) + (slope * severity[t]);
                }

                var r = Vector<double>.Build.Dense(mean.Length, t => visits[t].Z - mean[t]);
                for (double sT = 0.06; sT < 3; sT += 0.12)
                {
                    for (double sU = 0.06; sU < 3; sU += 0.12)
                    {
                        var covariance = Matrix<double>.Build.Dense(mean.Length, mean.Length, (i, j) => (sT * sT) + (sU * sU * Math.Exp(-Math.Abs(days[i] - days[j]) / tau)) + (i == j ? 1 - reliability : 0));
                        var cholesky = covariance.Cholesky();
                        double w = Math.Exp((-0.5 * (r * cholesky.Solve(r))) - (0.5 * cholesky.DeterminantLn) - (0.5 * ((sT * sT) + (sU * sU) + (4 * slope * slope))));
                        total += w;
                        dominant += (sU * sU) + (slope * slope * variance) > sT * sT ? w : 0;
                    }
                }
            }
        }

        NumericAssert.Close(dominant / total, StateTraitModel.Infer(visits, reliability).StateDominant, 0, 0.04);
    }

    [Fact]
    public void One_visit_says_nothing() =>
        Assert.Equal(StateTraitVerdict.Undetermined, StateTraitModel.Infer([new(0, 3, 1)], 0.8).Verdict);

    [Fact]
    public void A_deviation_that_stays_is_a_trait_and_one_that_comes_and_goes_is_a_state()
    {
        Visit[] constant = [.. Enumerable.Range(0, 8).Select(t => new Visit(t * 60, 2.2 + (0.1 * (t % 2)), t % 3))];
        Visit[] swinging = [.. Enumerable.Range(0, 8).Select(t => new Visit(t * 60, t % 2 == 0 ? 2 : -2, null))];
        Assert.Equal(StateTraitVerdict.Trait, StateTraitModel.Infer(constant, 0.9).Verdict);
        Assert.Equal(StateTraitVerdict.State, StateTraitModel.Infer(swinging, 0.9).Verdict);
    }

    [Fact]
    public void A_marker_that_follows_severity_is_a_state_with_a_positive_slope()
    {
        double[] severity = [2, -1, 1.5, -2, 0, 1, -1.5, 0.5];
        var posterior = StateTraitModel.Infer([.. severity.Select((s, t) => new Visit(t * 90, 0.9 * s, s))], 0.8);
        Assert.Equal(StateTraitVerdict.State, posterior.Verdict);
        Assert.True(posterior.SeveritySlope > 0.5);
    }

    [Fact]
    public void The_order_of_visits_does_not_matter()
    {
        Visit[] visits = [new(0, 1, 0.2), new(10, 0.2, 1), new(50, -0.5, -1)];
        Assert.Equal(StateTraitModel.Infer(visits, 0.7), StateTraitModel.Infer([visits[2], visits[0], visits[1]], 0.7));
    }

    [Fact]
    public void The_probability_of_a_dominant_state_is_calibrated_under_its_own_prior()
    {
        double sum = 0;
        double hits = 0;
        const int People = 300;
        for (int i = 0; i < People; i++)
        {
            var random = new Philox(9, (ulong)i);
            double trait = Math.Abs(random.NextNormal());
            double state = Math.Abs(random.NextNormal());
            double t = trait * random.NextNormal();
            double u = state * random.NextNormal();
            var visits = new List<Visit>();
            for (int v = 0; v < 6; v++)
            {
                visits.Add(new(v * 30, t + u + (Math.Sqrt(0.2) * random.NextNormal()), null));
                double phi = Math.Exp(-1);
                u = (phi * u) + (state * Math.Sqrt(1 - (phi * phi)) * random.NextNormal());
            }

            sum += StateTraitModel.Infer(visits, 0.8).StateDominant;
            hits += state > trait ? 1 : 0;
        }

        NumericAssert.Close(hits / People, sum / People, 0, 0.06);
    }

    [Fact]
    public void Impossible_input_is_refused()
    {
        Assert.Throws<ArgumentException>(() => StateTraitModel.Infer([], 0.8));
        Assert.Throws<ArgumentException>(() => StateTraitModel.Infer([new(0, 1, null), new(0, 2, null)], 0.8));
        Assert.Throws<ArgumentException>(() => StateTraitModel.Infer([new(0, double.NaN, null)], 0.8));
        Assert.Throws<ArgumentOutOfRangeException>(() => StateTraitModel.Infer([new(0, 1, null)], 1));
    }
}
