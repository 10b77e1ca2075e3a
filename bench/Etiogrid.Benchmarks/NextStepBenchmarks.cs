using BenchmarkDotNet.Attributes;
using Etiogrid.Inference;
using Etiogrid.Inference.Interventions;
using Etiogrid.Inference.Measurements;

namespace Etiogrid.Benchmarks;

/// <summary>What follows a posterior: 30 interventions in sets of one to four (31,930) and the value of 40 measurements, from 400 posterior draws.</summary>
public class NextStepBenchmarks
{
    private GridModel _model = null!;
    private ConfigurationDraws _draws = null!;
    private InterventionOption[] _options = null!;
    private CandidateMeasurement[] _candidates = null!;
    private int[] _targets = null!;

    [GlobalSetup]
    public void SetUp()
    {
        var people = new KnowledgePeople();
        var measured = people.Builder.Build(people.Make(1, m => m.StartsWith("coloc_5", StringComparison.Ordinal))).Value.Model;
        _model = measured;
        _draws = GridInference.Draw(measured, 400).Value;
        _options = [.. Enumerable.Range(0, 30).Select(i => new InterventionOption($"i{i}", 0.1 + (0.02 * i), [.. Enumerable.Range(0, 3).Select(e => new PathwayEffect((i + (11 * e)) % 35, null, -0.5 - (0.1 * e), 0.5))]))];
        int[] open = [.. Enumerable.Range(0, measured.Markers.Count).Where(m => measured.Markers[m].Value is null)];
        _candidates = [.. Enumerable.Range(0, 40).Select(i => new CandidateMeasurement($"c{i}", [open[i % open.Length]], 1))];
        _targets = [.. Enumerable.Range(0, measured.Symptoms.Count).Where(d => measured.Symptoms[d].Present == true)];
    }

    [Benchmark]
    public int Combinations31930() => CombinationSearch.Run(_model, _draws, _targets, _options, new() { MaxMembers = 4 }).Count;

    [Benchmark]
    public int ValueOf40Measurements() => InformationGain.Evaluate(_model, _draws, _candidates, [[0, 1], [2, 3, 4]], 1, "x").Count;
}
