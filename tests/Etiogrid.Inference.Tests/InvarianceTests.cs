using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Tests;

/// <summary>The invariances T1-T12 of the specification that concern one posterior (T1 and T2 stand with the engines, T7 also with calibration, T8 with measurements, T9 with learning, T12 with the person).</summary>
public sealed class InvarianceTests
{
    [Fact]
    public void T3_a_marker_that_cannot_tell_cause_from_response_leaves_their_odds_unchanged()
    {
        GridModel Model(double? y) => GridModel.Create(
            [GridPathway.ThreeState("a", 0.2, 0.1)], [], [], [], [new("m", "g", [new(0, 1, 1.3), new(0, 2, 1.3)], y)], Matrix.Identity(1)).Value;
        var before = GridInference.Infer(Model(null)).Value;
        var after = GridInference.Infer(Model(2.5)).Value;
        NumericAssert.Close(before.Causal(0) / before.Compensatory(0), after.Causal(0) / after.Compensatory(0), 1e-12);
        Assert.True(after.Altered(0) > before.Altered(0));
    }

    [Fact]
    public void T4_the_order_of_pathways_symptoms_and_markers_does_not_matter()
    {
        var model = RandomModels.Make(71, 6);
        int[] order = [3, 0, 5, 1, 4, 2];
        int[] place = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            place[order[i]] = i;
        }

        int markers = model.Markers.Count;
        var covariance = new Matrix(markers, markers);
        for (int i = 0; i < markers; i++)
        {
            for (int j = 0; j < markers; j++)
            {
                covariance[i, j] = model.MarkerCovariance[markers - 1 - i, markers - 1 - j];
            }
        }

        CausalLink[] Links(IReadOnlyList<CausalLink> links) => [.. links.Reverse().Select(l => l with { Pathway = place[l.Pathway] })];
        var shuffled = GridModel.Create(
            [.. order.Select(k => model.Pathways[k])],
            [.. model.Couplings.Reverse().Select(c => c with { Cause = place[c.Cause], Responder = place[c.Responder] })],
            [.. model.Symptoms.Reverse().Select(s => s with { Links = Links(s.Links) })],
            [.. model.ContinuousSymptoms.Reverse().Select(s => s with { Links = Links(s.Links) })],
            [.. model.Markers.Reverse().Select(m => m with { Loadings = [.. m.Loadings.Reverse().Select(l => l with { Pathway = place[l.Pathway] })] })],
            covariance).Value;
        var a = GridInference.Infer(model).Value;
        var b = GridInference.Infer(shuffled).Value;
        NumericAssert.Close(a.LogEvidence, b.LogEvidence, 1e-12);
        for (int k = 0; k < 6; k++)
        {
            NumericAssert.AllClose([.. a.StateProbabilities[k]], [.. b.StateProbabilities[place[k]]], 0, 1e-12);
        }
    }

    [Fact]
    public void T5_a_marker_that_was_not_measured_changes_nothing()
    {
        var model = RandomModels.Make(72, 6);
        int[] kept = [.. Enumerable.Range(0, model.Markers.Count).Where(m => model.Markers[m].Value is not null)];
        var covariance = new Matrix(kept.Length, kept.Length);
        for (int i = 0; i < kept.Length; i++)
        {
            for (int j = 0; j < kept.Length; j++)
            {
                covariance[i, j] = model.MarkerCovariance[kept[i], kept[j]];
            }
        }

        var smaller = GridModel.Create(model.Pathways, model.Couplings, model.Symptoms, model.ContinuousSymptoms, [.. kept.Select(m => model.Markers[m])], covariance).Value;
        Assert.True(kept.Length < model.Markers.Count);
        var a = GridInference.Infer(model).Value;
        var b = GridInference.Infer(smaller).Value;
        NumericAssert.Close(b.LogEvidence, a.LogEvidence, 1e-12);
        NumericAssert.AllClose(b.PairAltered.Values, a.PairAltered.Values, 0, 1e-12);
    }

    [Fact]
    public void T5_a_missing_marker_is_the_average_over_its_values()
    {
        var model = RandomModels.Make(73, 5, markers: 3);
        double?[] values = [.. model.Markers.Select(m => m.Value ?? 0.4)];
        double?[] missing = [values[0], null, values[2]];
        const double Step = 0.02;
        double evidence = 0;
        double joint = 0;
        for (int i = -1500; i <= 1500; i++)
        {
            values[1] = i * Step;
            var posterior = GridInference.Infer(model.WithMarkerValues(values)).Value;
            double density = Step * Math.Exp(posterior.LogEvidence);
            evidence += density;
            joint += density * posterior.Causal(0);
        }

        var without = GridInference.Infer(model.WithMarkerValues(missing)).Value;
        NumericAssert.Close(Math.Exp(without.LogEvidence), evidence, 1e-8);
        NumericAssert.Close(without.Causal(0), joint / evidence, 1e-8);
    }

    [Fact]
    public void T6_a_duplicate_of_a_marker_adds_nothing_but_fools_the_naive_product()
    {
        GridModel Model(double? second, double correlation) => GridModel.Create(
            [GridPathway.ThreeState("a", 0.2, 0.05)], [], [], [],
            [new("m", "g", [new(0, 1, 1), new(0, 2, 1)], 1.5), new("copy", "g", [new(0, 1, 1), new(0, 2, 1)], second)],
            new Matrix(2, 2, [1, correlation, correlation, 1])).Value;
        var one = Model(null, 0.999999);
        var two = Model(1.5, 0.999999);
        NumericAssert.Close(GridInference.Infer(one).Value.Altered(0), GridInference.Infer(two).Value.Altered(0), 0, 1e-5);
        Assert.True(NaiveProduct.Altered(two)[0] > NaiveProduct.Altered(one)[0] + 0.1);
    }

    [Fact]
    public void The_naive_product_is_exact_for_a_lone_pathway_with_independent_evidence()
    {
        var model = GridModel.Create([GridPathway.ThreeState("a", 0.2, 0.05)], [], [new("s", 0.1, [new(0, 0, 0.5)], true)], [],
            [new("m", "g", [new(0, 1, 1), new(0, 2, 1)], 1.5)], Matrix.Identity(1)).Value;
        var posterior = GridInference.Infer(model).Value;
        NumericAssert.Close(posterior.Altered(0), NaiveProduct.Altered(model)[0], 1e-12);
        NumericAssert.Close(posterior.Causal(0), NaiveProduct.Causal(model)[0], 1e-12);
    }

    [Fact]
    public void T11_without_observations_the_posterior_is_the_prior()
    {
        var model = RandomModels.Make(74, 6).WithoutObservations();
        var posterior = GridInference.Infer(model).Value;
        NumericAssert.Close(0, posterior.LogEvidence, 0, 1e-12);
        for (int k = 0; k < 6; k++)
        {
            NumericAssert.Close(model.Pathways[k].CausalPrior.Sum(), posterior.Causal(k), 1e-12);
        }
    }

    [Fact]
    public void T7_simulated_people_are_drawn_from_the_model_that_infers_them()
    {
        // Simulation-based calibration (Talts et al. 2018, arXiv 1804.06788): the rank of the true number of altered pathways, and of
        // the true log joint probability of the first pathway's state, among 19 posterior draws is uniform.
        var model = RandomModels.Make(75, 3, markers: 3, symptoms: 3);
        var sampler = new GridSampler(model);
        const int People = 2000;
        const int Draws = 19;
        int[] counts = new int[Draws + 1];
        for (int person = 0; person < People; person++)
        {
            var random = new Philox(5, (ulong)person);
            var sample = sampler.Draw(random);
            var posterior = GridInference.Infer(sample.Observe(model), new() { TopCount = 125 }).Value;
            double truth = sample.States.Count(s => s != 0) + random.NextDouble();
            int rank = 0;
            for (int i = 0; i < Draws; i++)
            {
                rank += Draw(posterior.Top, random).States.Count(s => s != 0) + random.NextDouble() < truth ? 1 : 0;
            }

            counts[rank]++;
        }

        double expected = People / (double)(Draws + 1);
        double chiSquared = counts.Sum(c => (c - expected) * (c - expected) / expected);
        Assert.True(chiSquared < 43.8, $"chi-squared {chiSquared} on 19 degrees of freedom; p < .001 above 43.8"); // quantile of chi-squared(19)
    }

    [Fact]
    public void T10_posteriors_of_twenty_thousand_simulated_people_are_calibrated()
    {
        var model = RandomModels.Make(76, 3, markers: 3, symptoms: 3);
        var sampler = new GridSampler(model);
        double[] sum = new double[10];
        double[] hits = new double[10];
        int[] count = new int[10];
        for (int person = 0; person < 20_000; person++)
        {
            var sample = sampler.Draw(new Philox(6, (ulong)person));
            var posterior = GridInference.Infer(sample.Observe(model)).Value;
            for (int k = 0; k < 3; k++)
            {
                int bin = Math.Min(9, (int)(posterior.Altered(k) * 10));
                count[bin]++;
                sum[bin] += posterior.Altered(k);
                hits[bin] += sample.States[k] != 0 ? 1 : 0;
            }
        }

        double error = Enumerable.Range(0, 10).Sum(b => Math.Abs(sum[b] - hits[b])) / 60_000;
        Assert.True(error <= 0.01, $"expected calibration error {error}");
    }

    private static GridConfiguration Draw(IReadOnlyList<GridConfiguration> all, Philox random)
    {
        double u = random.NextDouble();
        foreach (var configuration in all)
        {
            u -= configuration.Probability;
            if (u < 0)
            {
                return configuration;
            }
        }

        return all[^1];
    }
}
