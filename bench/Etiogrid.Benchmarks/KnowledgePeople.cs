using Etiogrid.Inference;
using Etiogrid.Inference.Person;
using Etiogrid.Knowledge;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Benchmarks;

/// <summary>Simulated people over the whole knowledge base: 19 collinear co-localisation markers, all other markers, all symptoms, half of the exposures known.</summary>
internal sealed class KnowledgePeople
{
    private const double MapCorrelation = 0.6;
    private readonly MarkerCorrelation _maps;
    private readonly GridModel _everything;

    public KnowledgePeople()
    {
        var grid = KnowledgeBase.Load().BuildGrid();
        Builder = PersonModelBuilder.Create(grid).Value;
        string[] maps = [.. grid.Markers.Where(m => m.Id.StartsWith("coloc_", StringComparison.Ordinal)).Select(m => m.Id)];
        var correlation = new Matrix(maps.Length, maps.Length);
        for (int i = 0; i < maps.Length; i++)
        {
            for (int j = 0; j < maps.Length; j++)
            {
                correlation[i, j] = Math.Pow(MapCorrelation, Math.Abs(i - j) / 3.0);
            }
        }

        _maps = new(maps, correlation, true);
        _everything = Builder.Build(PersonInputs.Unknown("x") with { Correlations = [_maps] }).Value.Model;
    }

    public PersonModelBuilder Builder { get; }

    public PersonInputs Make(int index, Func<string, bool>? measured = null)
    {
        var random = Philox.For(20261121, $"bench-{index}", "people");
        var sample = new GridSampler(_everything).Draw(random);
        var grid = Builder.Grid;
        return PersonInputs.Unknown(index.ToString(System.Globalization.CultureInfo.InvariantCulture)) with
        {
            Scores = [.. grid.Pathways.Select(p => new PathwayScore(p.Id, random.NextNormal()))],
            Exposures = [.. grid.Exposures.Select((e, i) => new ExposureObservation(e.Id, i % 2 == 0 ? null : random.NextBernoulli(e.Frequency)))],
            Symptoms = [.. grid.Symptoms.Select((s, i) => new SymptomObservation(s.Id, sample.Symptoms[i]))],
            Markers = [.. grid.Markers.Select((m, i) => new MarkerObservation(m.Id, sample.Markers[i])).Where(m => measured?.Invoke(m.Marker) ?? true)],
            Correlations = [_maps],
        };
    }
}
