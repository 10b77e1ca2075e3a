using Etiogrid.Inference.Person;
using Etiogrid.Inference.Readouts;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference.Tests;

public sealed class ReadoutTests
{
    private static readonly GridInferenceOptions Options = new() { Participant = "01" };
    private static readonly GeneralGrid Grid = SmallGrid.Make(prevalenceSd: 0.4);
    private static readonly PersonModelBuilder Builder = PersonModelBuilder.Create(Grid).Value;
    private static readonly PersonModel Person = Builder.Build(SmallGrid.Person()).Value;
    private static readonly GridPosterior Posterior = GridInference.Infer(Person.Model).Value;

    [Fact]
    public void Steps_of_the_decomposition_sum_to_the_posterior_log_odds()
    {
        var decomposition = EvidenceDecomposition.Of(Builder, Person, Posterior, Options);
        Assert.True(decomposition.IsExact);
        for (int k = 0; k < 4; k++)
        {
            NumericAssert.Close(Logit.FromProbability(Posterior.Altered(k)), decomposition.Steps[k].Sum(s => s.LogOdds), 0, 1e-9, $"pathway {k}");
        }

        Assert.Equal(
            [EvidenceKind.BaseRate, EvidenceKind.Genes, EvidenceKind.Exposure, EvidenceKind.Symptoms, EvidenceKind.Markers, EvidenceKind.Markers, EvidenceKind.Coupling],
            decomposition.Steps[0].Select(s => s.Kind));
        Assert.Equal("adversity", decomposition.Steps[0][2].Source);
    }

    [Fact]
    public void Leaving_a_group_out_equals_inference_without_it()
    {
        var sensitivity = PosteriorSensitivity.Of(Builder, Person, Options);
        var without = GridInference.Infer(Builder.Build(SmallGrid.Person() with { Symptoms = [] }).Value.Model).Value;
        var row = sensitivity.LeaveOneOut.Single(r => r.Kind == EvidenceKind.Symptoms);
        NumericAssert.AllClose([.. Enumerable.Range(0, 4).Select(without.Altered)], [.. row.Altered], 1e-10);
        Assert.Equal(["Imaging", "Laboratory"], sensitivity.LeaveOneOut.Where(r => r.Kind == EvidenceKind.Markers).Select(r => r.Source));
        Assert.True(sensitivity.PriorShifts[0].Altered[1] < Posterior.Altered(1));
        Assert.True(sensitivity.PriorShifts[1].Altered[1] > Posterior.Altered(1));
    }

    [Fact]
    public void Bands_equal_the_first_order_effect_of_every_parameter()
    {
        double[] variance = new double[4];
        foreach (var (grid, sd) in PerturbedGrids())
        {
            var plus = Altered(grid(0.01));
            var minus = Altered(grid(-0.01));
            for (int k = 0; k < 4; k++)
            {
                double slope = (plus[k] - minus[k]) / 0.02;
                variance[k] += slope * slope * sd * sd;
            }
        }

        var draws = GridInference.Draw(Person.Model, 40_000, Options).Value;
        var bands = ParameterBands.Of(Person, Posterior, draws);
        for (int k = 0; k < 4; k++)
        {
            double p = Posterior.Altered(k);
            NumericAssert.Close(Math.Sqrt(variance[k]) / (p * (1 - p)), bands.Bands[k].LogOddsSd, 0.06, what: $"sd of pathway {k}");
            Assert.True(bands.Bands[k].Low95 < bands.Bands[k].Low50 && bands.Bands[k].Low50 < p && p < bands.Bands[k].High50 && bands.Bands[k].High50 < bands.Bands[k].High95);
        }

        Assert.Equal(10, bands.Parameters.Count);
    }

    [Fact]
    public void Markers_that_point_the_same_way_make_an_ambiguity_set_and_the_marker_that_differs_splits_it()
    {
        GridPathway[] pathways = [GridPathway.ThreeState("a", 0.2, 0.03), GridPathway.ThreeState("b", 0.2, 0.03), GridPathway.ThreeState("c", 0.2, 0.03)];
        GridMarker Marker(string name, double? value, params double[] loading) =>
            new(name, "g", [.. loading.SelectMany((l, k) => new[] { new StateLoading(k, 1, l), new StateLoading(k, 2, l) }).Where(l => l.Value != 0)], value);
        var model = GridModel.Create(pathways, [], [], [], [Marker("shared", 2.2, 1, 0.9, 0), Marker("other", 1.5, 0, 0, 1), Marker("splitter", null, 0, 1.5, 0)], Numerics.LinearAlgebra.Matrix.Identity(3)).Value;
        var posterior = GridInference.Infer(model).Value;
        var set = Assert.Single(AmbiguitySets.Of(posterior, GridInference.Draw(model, 100).Value));
        Assert.Equal([0, 1], set.Pathways.Order());
        NumericAssert.Close(1, set.SharedVariance!.Value, 1e-12);
        Assert.Equal(2, set.SplitBy);
        Assert.True(set.JointAltered > Math.Max(posterior.Altered(0), posterior.Altered(1)));
    }

    [Fact]
    public void The_call_follows_the_posterior_and_the_criteria_stand_beside_it()
    {
        var readout = CausalReadout.Of(Person, Posterior);
        Assert.True(readout[0].GeneticSupport);
        Assert.True(readout[0].ExposureLink);
        Assert.True(readout[0].SymptomLink);
        Assert.Equal(3, readout[0].CriteriaMet);
        Assert.False(readout[1].GeneticSupport);
        Assert.Equal(0, readout[2].CriteriaMet);
        for (int k = 0; k < 4; k++)
        {
            bool supported = Posterior.Altered(k) >= 0.5 && Posterior.Causal(k) >= 0.8 * Posterior.Altered(k);
            Assert.Equal(supported, readout[k].Call == CausalCall.CausalSupported);
        }
    }

    private static double[] Altered(GeneralGrid grid)
    {
        var posterior = GridInference.Infer(PersonModelBuilder.Create(grid).Value.Build(SmallGrid.Person()).Value.Model).Value;
        return [.. Enumerable.Range(0, 4).Select(posterior.Altered)];
    }

    /// <summary>For every uncertain parameter a grid with its mean moved by h, and its standard deviation.</summary>
    private static IEnumerable<(Func<double, GeneralGrid> Grid, double Sd)> PerturbedGrids()
    {
        static UncertainValue Move(UncertainValue v, double h) => v with { Mean = v.Mean + h };
        static T[] Replace<T>(IReadOnlyList<T> list, int i, T value) => [.. list.Select((x, at) => at == i ? value : x)];
        for (int i = 0; i < Grid.Pathways.Count; i++)
        {
            int k = i;
            yield return (h => Grid with { Pathways = Replace(Grid.Pathways, k, Grid.Pathways[k] with { LogitPrevalence = Move(Grid.Pathways[k].LogitPrevalence, h) }) }, Grid.Pathways[k].LogitPrevalence.Sd);
        }

        for (int i = 0; i < Grid.Symptoms.Count; i++)
        {
            var symptom = Grid.Symptoms[i];
            int d = i;
            if (i < 2)
            {
                yield return (h => Grid with { Symptoms = Replace(Grid.Symptoms, d, symptom with { LogitLeak = Move(symptom.LogitLeak, h) }) }, symptom.LogitLeak.Sd);
            }

            for (int l = 0; l < symptom.Links.Count; l++)
            {
                int at = l;
                yield return (h => Grid with { Symptoms = Replace(Grid.Symptoms, d, symptom with { Links = Replace(symptom.Links, at, symptom.Links[at] with { LogitLambda = Move(symptom.Links[at].LogitLambda, h) }) }) }, symptom.Links[at].LogitLambda.Sd);
            }
        }

        for (int i = 0; i < Grid.Couplings.Count; i++)
        {
            int c = i;
            yield return (h => Grid with { Couplings = Replace(Grid.Couplings, c, Grid.Couplings[c] with { LogitKappa = Move(Grid.Couplings[c].LogitKappa, h) }) }, Grid.Couplings[c].LogitKappa.Sd);
        }

        yield return (h => Grid with { LogitSpontaneousChange = Move(Grid.LogitSpontaneousChange, h) }, Grid.LogitSpontaneousChange.Sd);
        for (int i = 0; i < Grid.Markers.Count; i++)
        {
            for (int l = 0; l < Grid.Markers[i].Loadings.Count; l++)
            {
                int m = i;
                int at = l;
                var loadings = Grid.Markers[m].Loadings;
                yield return (h => Grid with { Markers = Replace(Grid.Markers, m, Grid.Markers[m] with { Loadings = Replace(loadings, at, loadings[at] with { Loading = Move(loadings[at].Loading, h) }) }) }, loadings[at].Loading.Sd);
            }
        }
    }
}
