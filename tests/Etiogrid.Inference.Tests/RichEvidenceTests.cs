using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Tests;

/// <summary>Heavy-tailed markers, binary tests by latent threshold and ordinal symptoms, through every engine.</summary>
public sealed class RichEvidenceTests
{
    private static readonly GridEngine[] Exact = [GridEngine.Enumeration, GridEngine.SignedProduct, GridEngine.BestFirst];

    [Theory]
    [InlineData(301, 3, true)]
    [InlineData(302, 4, true)]
    [InlineData(303, 5, true)]
    [InlineData(304, 3, false)]
    [InlineData(305, 4, false)]
    [InlineData(306, 5, false)]
    public void Every_exact_engine_equals_brute_force(int seed, int pathways, bool heavy)
    {
        var model = RandomModels.MakeRich(seed, pathways, heavy);
        var truth = new BruteForce(model);
        foreach (var engine in Exact)
        {
            var posterior = GridInference.Infer(model, new() { Engine = engine, TargetUnexploredMass = 0, LargestNodes = 1_000_000 }).Value;
            EngineAssert.Matches(truth, posterior, Math.Max(2e-12, posterior.Error.Bound));
        }
    }

    [Theory]
    [InlineData(331, 3, new[] { 0 })]
    [InlineData(332, 3, new[] { 0, 1 })]
    [InlineData(333, 4, new[] { 0, 3 })]
    [InlineData(334, 3, new[] { 3, 4 })]
    [InlineData(335, 3, new[] { 0, 1, 4 })]
    public void Tests_and_heavy_tails_together_equal_the_scale_mixture(int seed, int pathways, int[] tests)
    {
        var model = RandomModels.MakeRich(seed, pathways, true, 5, tests);
        var truth = new BruteForce(model);
        foreach (var engine in Exact)
        {
            var posterior = GridInference.Infer(model, new() { Engine = engine, TargetUnexploredMass = 0, LargestNodes = 1_000_000 }).Value;
            EngineAssert.Matches(truth, posterior, Math.Max(2e-12, posterior.Error.Bound));
        }
    }

    [Fact]
    public void An_outlying_value_loosens_the_tests_of_its_part()
    {
        // Two uncorrelated tests of one part: results against the pathways' shifts are less surprising beside an outlier.
        GridModel Model(double value, double? freedom)
        {
            var s = Numerics.LinearAlgebra.Matrix.Identity(3);
            s[0, 2] = s[2, 0] = s[1, 2] = s[2, 1] = 0.3;
            GridMarker Test(int i) => new($"t{i}", "g", [new(0, 1, 3)], null) { Cutoff = 1.5, Above = false };
            return GridModel.Create([GridPathway.ThreeState("a", 0.5, 0)], [], [], [], [Test(0), Test(1), new("y", "g", [new(0, 1, 1e-9)], value)], s, markerFreedom: freedom).Value;
        }

        double near = Log(GridInference.Infer(Model(0, 5)).Value.Causal(0));
        double far = Log(GridInference.Infer(Model(20, 5)).Value.Causal(0));
        Assert.True(far > near + 1, $"{near} {far}");
    }

    [Theory]
    [InlineData(0.3, -0.4, 0.5, 5)]
    [InlineData(-1.2, 0.7, -0.8, 2.5)]
    [InlineData(0.1, 0.2, 0.97, 7)]
    [InlineData(2.5, -2, 0, 3)]
    [InlineData(-6, -5, 0.3, 4.5)]
    [InlineData(-6, 9, -0.9999, 4.5)]
    [InlineData(0.5, 0.5, 0.9999, 40)]
    public void Orthants_of_two_t_variables_equal_the_conditional_integral(double h, double k, double r, double freedom)
    {
        // P(X < h, Y < k) = integral of t_nu(x) T_(nu + 1)((k - r x) sqrt((nu + 1) / (nu + x^2)) / sqrt(1 - r^2)), x = h - e^u.
        double Integrand(double u)
        {
            double x = h - Math.Exp(u);
            return Math.Exp(u) * MathNet.Numerics.Distributions.StudentT.PDF(0, 1, freedom, x)
                * MathNet.Numerics.Distributions.StudentT.CDF(0, 1, freedom + 1, (k - (r * x)) * Math.Sqrt((freedom + 1) / (freedom + (x * x))) / Math.Sqrt(1 - (r * r)));
        }

        const double step = 0.004;
        double expected = Enumerable.Range(0, 15_000).Sum(i => step * Integrand(-32 + (i * step)));
        NumericAssert.Close(expected, StudentOrthant.Two(h, k, r, freedom), 3e-11, 1e-13);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4.5)]
    [InlineData(60)]
    [InlineData(400)]
    public void Orthants_of_three_t_variables_at_zero_are_those_of_the_normal_and_add_up(double freedom)
    {
        var three = new Numerics.LinearAlgebra.Matrix(3, 3, [1, 0.5, 0.2, 0.5, 1, -0.4, 0.2, -0.4, 1]);
        double expected = 0.125 + ((Math.Asin(0.5) + Math.Asin(0.2) + Math.Asin(-0.4)) / (4 * Math.PI));
        NumericAssert.Close(expected, StudentOrthant.Probability([0, 0, 0], three, freedom), 0, 1e-11);
        var flipped = new Numerics.LinearAlgebra.Matrix(3, 3, [1, 0.5, -0.2, 0.5, 1, 0.4, -0.2, 0.4, 1]);
        double both = StudentOrthant.Probability([0.7, -1.1, 0.4], three, freedom) + StudentOrthant.Probability([0.7, -1.1, -0.4], flipped, freedom);
        NumericAssert.Close(StudentOrthant.Two(0.7, -1.1, 0.5, freedom), both, 0, 1e-11);
    }

    [Theory]
    [InlineData(311, true)]
    [InlineData(312, false)]
    public void Sampling_lies_within_its_stated_error(int seed, bool heavy)
    {
        var model = RandomModels.MakeRich(seed, 6, heavy);
        var exact = GridInference.Infer(model, new() { Engine = GridEngine.Enumeration }).Value;
        var sampled = GridInference.Infer(model, new() { Engine = GridEngine.TemperedGibbs, LargestSweeps = 4000 }).Value;
        for (int k = 0; k < 6; k++)
        {
            NumericAssert.Close(exact.Altered(k), sampled.Altered(k), 0, 2 * sampled.Error.Bound, $"altered {k}");
        }

        NumericAssert.Close(exact.LogEvidence, sampled.LogEvidence, 0, (2 * sampled.Error.LogEvidenceError) + 0.02);
    }

    [Fact]
    public void Enumeration_in_logarithms_equals_enumeration_in_products()
    {
        var model = RandomModels.MakeRich(313, 5, true);
        var far = model.WithMarkerValues([.. model.Markers.Select(m => m.Value * 400)]);
        EngineAssert.Matches(new BruteForce(far), GridInference.Infer(far, new() { Engine = GridEngine.Enumeration }).Value, 1e-11);
    }

    [Fact]
    public void Many_degrees_of_freedom_are_the_normal_model()
    {
        var normal = RandomModels.Make(314, 6);
        var heavy = GridModel.Create(normal.Pathways, normal.Couplings, normal.Symptoms, normal.ContinuousSymptoms, normal.Markers, normal.MarkerCovariance, markerFreedom: 1e6).Value;
        NumericAssert.Close(GridInference.Infer(normal).Value.LogEvidence, GridInference.Infer(heavy).Value.LogEvidence, 0, 1e-4);
    }

    [Fact]
    public void An_outlier_convinces_less_under_heavy_tails()
    {
        GridModel Model(double? freedom) => GridModel.Create([GridPathway.ThreeState("a", 0.1, 0)], [], [], [], [new("m", "g", [new(0, 1, 1.5)], 8)], Numerics.LinearAlgebra.Matrix.Identity(1), markerFreedom: freedom).Value;
        Assert.True(GridInference.Infer(Model(null)).Value.Causal(0) > 0.99);
        Assert.InRange(GridInference.Infer(Model(5)).Value.Causal(0), 0.1, 0.6);
    }

    [Fact]
    public void A_single_test_updates_by_its_sensitivity_and_specificity()
    {
        GridModel Model(bool positive) => GridModel.Create([GridPathway.ThreeState("a", 0.2, 0)], [], [], [], [GridMarker.Test("t", "g", 0, [1], 0.9, 0.8, positive)], Numerics.LinearAlgebra.Matrix.Identity(1)).Value;
        NumericAssert.Close(0.2 * 0.9 / ((0.2 * 0.9) + (0.8 * 0.2)), GridInference.Infer(Model(true)).Value.Causal(0), 1e-13);
        NumericAssert.Close(0.2 * 0.1 / ((0.2 * 0.1) + (0.8 * 0.8)), GridInference.Infer(Model(false)).Value.Causal(0), 1e-13);
    }

    [Fact]
    public void T6_a_duplicate_test_adds_no_information_as_its_correlation_tends_to_one_and_naive_multiplication_doubles_it()
    {
        double LogOdds(double r) => Log(GridInference.Infer(Two(r)).Value.Causal(0));
        double one = Log(GridInference.Infer(Two(0).WithTestResults([true, null])).Value.Causal(0));
        double[] gain = [.. new[] { 0, 0.5, 0.9, 0.99, 0.999999 }.Select(r => LogOdds(r) - one)];
        for (int i = 1; i < gain.Length; i++)
        {
            Assert.True(gain[i] < gain[i - 1], $"gain {i}: {gain[i]} after {gain[i - 1]}");
        }

        Assert.True(Math.Abs(gain[^1]) < 2e-3, $"{gain[^1]}");
        double prior = Log(0.2);
        NumericAssert.Close(2 * (one - prior), Log(NaiveProduct.Causal(Two(0.999999))[0]) - prior, 1e-9);
    }

    [Fact]
    public void T5_a_marker_not_measured_is_integrated_out_under_heavy_tails_too()
    {
        var model = RandomModels.MakeRich(315, 4, true);
        int missing = Enumerable.Range(0, 3).First(m => model.Markers[m].Value is not null);
        double?[] values = [.. model.Markers.Select(m => m.Value)];
        values[missing] = null;
        var without = GridInference.Infer(model.WithMarkerValues(values)).Value;
        double sum = 0;
        const double step = 0.05;
        // The tails fall with the sixth power: what lies beyond 400 is below 1e-12 of the whole.
        for (double u = -6.7; u <= 6.7; u += step)
        {
            values[missing] = Math.Sinh(u);
            sum += Math.Exp(GridInference.Infer(model.WithMarkerValues(values)).Value.LogEvidence) * Math.Cosh(u) * step;
        }

        NumericAssert.Close(without.LogEvidence, Math.Log(sum), 0, 1e-10);
    }

    [Theory]
    [InlineData(0.3, -0.4, 0.5)]
    [InlineData(-1.2, 0.7, -0.8)]
    [InlineData(0.1, 0.2, 0.97)]
    [InlineData(2.5, -2, 0)]
    public void Two_dimensional_orthants_equal_direct_integration(double h, double k, double r) =>
        NumericAssert.Close(BruteForce.Bivariate(h, k, r), NormalOrthant.Two(h, k, r), 0, 3e-12);

    [Fact]
    public void Orthants_at_zero_have_their_closed_form_and_limits_are_exact()
    {
        foreach (double r in new[] { -0.999, -0.3, 0, 0.6, 0.9999 })
        {
            NumericAssert.Close(0.25 + (Math.Asin(r) / (2 * Math.PI)), NormalOrthant.Two(0, 0, r), 0, 1e-14);
        }

        NumericAssert.Close(MathNet.Numerics.Distributions.Normal.CDF(0, 1, 0.3), NormalOrthant.Two(0.3, 0.9, 1), 0, 1e-12);
        var three = new Numerics.LinearAlgebra.Matrix(3, 3, [1, 0.5, 0.2, 0.5, 1, -0.4, 0.2, -0.4, 1]);
        double expected = 0.125 + ((Math.Asin(0.5) + Math.Asin(0.2) + Math.Asin(-0.4)) / (4 * Math.PI));
        NumericAssert.Close(expected, NormalOrthant.Probability([0, 0, 0], three), 0, 1e-12);
    }

    [Fact]
    public void Simulated_people_have_the_frequencies_that_the_model_gives()
    {
        var model = RandomModels.MakeRich(316, 3, false).WithoutObservations();
        var random = Philox.For(3, "rich", "sampler");
        var sampler = new GridSampler(model);
        const int people = 40_000;
        var samples = Enumerable.Range(0, people).Select(_ => sampler.Draw(random)).ToArray();
        double both = samples.Count(s => s.Markers[0] > model.Markers[0].Cutoff && s.Markers[1] > model.Markers[1].Cutoff) / (double)people;
        bool?[] results = [.. model.Markers.Select((_, i) => i < 2 ? true : (bool?)null)];
        NumericAssert.Close(Math.Exp(GridInference.Infer(model.WithTestResults(results)).Value.LogEvidence), both, 0, 0.01);
        for (int level = 0; level < 4; level++)
        {
            double p = Math.Exp(GridInference.Infer(model.WithOrdinalSymptoms([level, null, null])).Value.LogEvidence);
            NumericAssert.Close(p, samples.Count(s => s.OrdinalSymptoms[0] == level) / (double)people, 0, 0.01, $"level {level}");
        }
    }

    [Fact]
    public void Wrong_input_names_its_place()
    {
        var result = GridModel.Create([GridPathway.ThreeState("a", 0.1, 0)], [], [], [],
            [new("m", "g", [], 1) { Above = true }, .. Enumerable.Range(0, 4).Select(i => new GridMarker($"t{i}", "g", [], null) { Cutoff = i == 3 ? double.NaN : 0 })],
            Correlated(5), null, [new("o", [1, 0], [], 7)], 1.5);
        string[] places = [.. result.Diagnostics.Select(d => d.Place.Column!)];
        foreach (string place in new[] { "markers[0].above", "markers[1].cutoff", "markers[4].cutoff", "marker_freedom", "ordinal_symptoms[0].cutoffs", "ordinal_symptoms[0].level" })
        {
            Assert.Contains(place, places);
        }

        Assert.Contains(result.Diagnostics, d => d.Message.StartsWith("Too many binary tests", StringComparison.Ordinal));
    }

    private static double Log(double p) => Math.Log(p / (1 - p));

    private static Numerics.LinearAlgebra.Matrix Correlated(int n)
    {
        var s = Numerics.LinearAlgebra.Matrix.Identity(n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                s[i, j] = i == j ? 1 : 0.3;
            }
        }

        return s;
    }

    private static GridModel Two(double r) => GridModel.Create([GridPathway.ThreeState("a", 0.2, 0)], [], [], [],
        [GridMarker.Test("t", "g", 0, [1], 0.85, 0.9, true), GridMarker.Test("u", "g", 0, [1], 0.85, 0.9, true)],
        new Numerics.LinearAlgebra.Matrix(2, 2, [1, r, r, 1])).Value;
}
