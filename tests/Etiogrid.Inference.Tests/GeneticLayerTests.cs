using Etiogrid.Core.Identifiers;
using Etiogrid.Inference.Person;
using Etiogrid.Inference.Readouts;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Tests;

/// <summary>Polygenic and epigenetic scores of one pathway enter its prior together, by their covariance.</summary>
public sealed class GeneticLayerTests
{
    /// <summary>One direction, prevalence .08, no exposures, R2 of the polygenic score .02.</summary>
    private static readonly PathwayId Gamma = new("gamma");

    private static readonly PathwayId Alpha = new("alpha");
    private static readonly PersonModelBuilder Builder = PersonModelBuilder.Create(SmallGrid.Make(prevalenceSd: 0)).Value;

    [Theory]
    [InlineData(1.4, 0.9, -0.8, 0.6, 0.3, 0.05)]
    [InlineData(-2, 1, 2.5, 0.8, -0.4, 0.1)]
    [InlineData(0.3, 0.5, 1, 1, 0, 0.2)]
    public void The_prior_is_the_normal_regression_of_the_liability_on_both_scores(double g, double coverage, double m, double reliability, double r, double r2)
    {
        // Two predictors, written out: covariances of (z_g, z_m) with the liability and with one another.
        double a = Math.Sqrt(coverage * 0.02), b = Math.Sqrt(reliability * r2), c = r * Math.Sqrt(coverage * reliability);
        double det = 1 - (c * c);
        double mean = (((a - (b * c)) * g) + ((b - (a * c)) * m)) / det;
        double explained = ((a * a) + (b * b) - (2 * a * b * c)) / det;
        double expected = Normal.Cumulative((mean + Normal.Quantile(0.08)) / Math.Sqrt(1 - explained));
        NumericAssert.Close(expected, Prior(new(Gamma, g, coverage), Layer(r, new LayerScore("methylation", m, reliability, r2, true))), 1e-8);
    }

    [Fact]
    public void Methylation_that_repeats_the_polygenic_score_adds_nothing()
    {
        double alone = Prior(new(Gamma, 2), null);
        double twice = Prior(new(Gamma, 2), Layer(1, new LayerScore("copy", 2, 1, 0.02, true)));
        NumericAssert.Close(alone, twice, 1e-9);
        double product = Prior(new(Gamma, 2), Layer(0, new LayerScore("as if independent", 2, 1, 0.02, true)));
        Assert.True(product > alone + 0.01, $"{product} {alone}");
    }

    [Fact]
    public void A_measurement_that_states_no_liability_of_its_own_speaks_for_the_score_only_where_genotypes_are_missing()
    {
        var unit = new LayerScore("microglia", 1.5, 1, null, false);
        NumericAssert.Close(Prior(new(Gamma, 0.5), null), Prior(new(Gamma, 0.5), Layer(0.7, unit)), 1e-8);
        Assert.True(Prior(new(Gamma, 0.5, 0.4), Layer(0.7, unit)) > Prior(new(Gamma, 0.5, 0.4), null));
        double unscored = Prior(null, Layer(0.7, unit));
        double expected = Average(0.7 * 1.5, Math.Sqrt(1 - 0.49), z => Prior(new(Gamma, z), null));
        NumericAssert.Close(expected, unscored, 1e-9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public void A_missing_epigenetic_score_is_the_average_over_it_also_where_genes_and_exposures_interact(bool? exposed)
    {
        var builder = PersonModelBuilder.Create(SmallGrid.Make(), new() { Interactions = [new(Alpha, new("adversity"), 0.15)] }).Value;
        const double R = 0.5, Coverage = 0.8, Reliability = 0.6, G = 1.1;
        double PriorOf(double? m) => builder.Build(PersonInputs.Unknown("01") with
        {
            Scores = [new(Alpha, G, Coverage)],
            Exposures = [new(new("adversity"), exposed)],
            Layers = m is { } z ? [new(Alpha, [new("methylation", z, Reliability, 0.06, true)], Correlation(R))] : [],
        }).Value.Priors[0].Causal;
        double shared = R * Math.Sqrt(Coverage * Reliability);
        NumericAssert.Close(Average(shared * G, Math.Sqrt(1 - (shared * shared)), z => PriorOf(z)), PriorOf(null), 1e-8);
    }

    [Fact]
    public void In_simulated_people_the_joint_prior_is_calibrated_and_the_product_is_not()
    {
        const double R = 0.8, R2G = 0.02, R2M = 0.15, Reliability = 0.7;
        const int People = 12_000;
        double rest = (Math.Sqrt(R2M) - (R * Math.Sqrt(R2G))) / Math.Sqrt(1 - (R * R));
        var random = new Philox(11, 4);
        List<(double Joint, double Product, bool Altered)> people = [];
        for (int i = 0; i < People; i++)
        {
            double g = random.NextNormal(), u = random.NextNormal();
            double liability = (Math.Sqrt(R2G) * g) + (rest * u) + (Math.Sqrt(1 - R2G - (rest * rest)) * random.NextNormal());
            double m = (R * g) + (Math.Sqrt(1 - (R * R)) * u);
            double measured = (Math.Sqrt(Reliability) * m) + (Math.Sqrt(1 - Reliability) * random.NextNormal());
            var methylation = new LayerScore("methylation", measured, Reliability, R2M, true);
            double joint = Prior(new(Gamma, g), Layer(R, methylation));
            double product = Odds(Prior(new(Gamma, g), null)) * Odds(Prior(null, Layer(R, methylation))) / Odds(0.08);
            people.Add((joint, product / (1 + product), liability > -Normal.Quantile(0.08)));
        }

        double jointError = Error(people.Select(p => (p.Joint, p.Altered)));
        double productError = Error(people.Select(p => (p.Product, p.Altered)));
        Assert.True(jointError < 0.008, $"joint {jointError}");
        Assert.True(productError > 2 * jointError, $"joint {jointError}, product {productError}");
    }

    [Fact]
    public void The_decomposition_shows_the_epigenetic_step_and_the_support_of_genes_stays_that_of_genes()
    {
        var inputs = PersonInputs.Unknown("01") with { Scores = [new(Gamma, -1)], Layers = [Layer(0.2, new LayerScore("methylation", 2, 0.8, 0.1, true))] };
        var model = Builder.Build(inputs).Value;
        var options = new GridInferenceOptions { Threads = 1, Seed = 1, Participant = "01" };
        var posterior = GridInference.Infer(model.Model, options).Value;
        var steps = EvidenceDecomposition.Of(Builder, model, posterior, options).Steps[2];
        Assert.True(steps.Single(s => s.Kind == EvidenceKind.Genes).LogOdds < 0);
        Assert.True(steps.Single(s => s.Kind == EvidenceKind.Epigenome).LogOdds > 0);
        NumericAssert.Close(Math.Log(posterior.Altered(2) / (1 - posterior.Altered(2))), steps.Sum(s => s.LogOdds), 1e-9);
        Assert.False(CausalReadout.Of(model, posterior)[2].GeneticSupport);
        Assert.Equal([false, true], model.Contributions.Where(c => c.Pathway == Gamma).Select(c => c.IsEpigenetic));
    }

    [Theory]
    [InlineData(1, 0.3, "E703")]
    [InlineData(1.2, 0.1, "E702")]
    [InlineData(0.2, 0.999, "E703")]
    public void Layers_that_cannot_be_are_refused(double r, double r2, string code) =>
        Assert.Equal(code, Builder.Build(PersonInputs.Unknown("01") with { Layers = [Layer(r, new LayerScore("m", 1, 1, r2, true))] }).Diagnostics.Single().Code);

    private static double Odds(double p) => p / (1 - p);

    /// <summary>Mean distance of predicted and observed shares over tenths of the prediction.</summary>
    private static double Error(IEnumerable<(double Predicted, bool Altered)> people)
    {
        (double Predicted, bool Altered)[] sorted = [.. people.OrderBy(p => p.Predicted)];
        return sorted.Chunk(sorted.Length / 10).Average(bin => Math.Abs(bin.Average(p => p.Predicted) - bin.Average(p => p.Altered ? 1.0 : 0)));
    }

    private static double Prior(PathwayScore? score, GeneticLayer? layer) => Builder.Build(PersonInputs.Unknown("01") with
    {
        Scores = score is null ? [] : [score],
        Layers = layer is null ? [] : [layer],
    }).Value.Priors[2].Causal;

    private static GeneticLayer Layer(double r, LayerScore score) => new(Gamma, [score], Correlation(r));

    private static Matrix Correlation(double r) => new(2, 2, [1, r, r, 1]);

    private static double Average(double mean, double sd, Func<double, double> f)
    {
        const double Step = 0.02;
        double sum = 0;
        for (double x = -8; x <= 8; x += Step)
        {
            sum += Step * Normal.Density(x) * f(mean + (sd * x));
        }

        return sum;
    }
}
