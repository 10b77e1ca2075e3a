using BenchmarkDotNet.Attributes;
using Etiogrid.Inference;
using Etiogrid.Inference.Interventions;
using Etiogrid.Inference.Learning;
using Etiogrid.Inference.Measurements;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Benchmarks;

/// <summary>31,930 combinations of 30 interventions under 400 draws, the value of 40 measurements, and learning from five trials, over the knowledge base.</summary>
public class DecisionBenchmarks
{
    private const int Draws = 400;
    private readonly int[] _targets = [0, 1, 2, 3, 4, 5];
    private GridModel _model = null!;
    private ConfigurationDraws _draws = null!;
    private InterventionOption[] _options = [];
    private CandidateMeasurement[] _candidates = [];
    private CombinationRanking _ranking = CombinationRanking.Empty;
    private TrialContribution[] _trials = [];
    private Knowledge.Grid.GeneralGrid _grid = null!;

    [GlobalSetup]
    public void Setup()
    {
        var people = new KnowledgePeople();
        _grid = people.Builder.Grid;
        _model = people.Builder.Build(people.Make(1)).Value.Model;
        _draws = GridInference.Draw(_model, Draws).Value;
        var random = new Philox(1, 1);
        _options = [.. Enumerable.Range(0, 30).Select(i => new InterventionOption($"o{i}", 0.2, [.. Enumerable.Range(0, 3).Select(_ => new PathwayEffect(random.NextInt32(_model.Pathways.Count), null, -1, 0.5))]))];
        _candidates = [.. Enumerable.Range(0, 40).Select(i => new CandidateMeasurement($"m{i}", [i], 1))];
        _model = _model.WithMarkerValues(new double?[_model.Markers.Count]);
        _ranking = Combinations();
        _trials = [.. Enumerable.Range(0, 5).Select(t => Trial(t, random))];
    }

    [Benchmark]
    public CombinationRanking Combinations() => CombinationSearch.Search(_model, _draws, _targets, _options, new CombinationOptions { MaxMembers = 4 });

    [Benchmark]
    public IReadOnlyList<DecisionValue> ValueOfMeasurements() => SampleInformation.Evaluate(_model, _draws, _candidates, _ranking, 1, "bench");

    [Benchmark]
    public LearnedParameters LearnFromFiveTrials() => OutcomeLearning.Fit(_grid, _trials, new LearningOptions { Threads = 2 });

    /// <summary>50 people in two arms, 50 configurations each, six symptoms followed up.</summary>
    private TrialContribution Trial(int index, Philox random)
    {
        var drug = _grid.Interventions.Where(i => i.Effects.Count > 1).ElementAt(index);
        return new($"t{index}", 100, [.. Enumerable.Range(0, 50).Select(n => new TrialPerson(
            n % 2 == 0 ? [] : [drug.Id.Key],
            [.. Enumerable.Range(0, 50).Select(j => new WeightedStates(1, _draws.States[(n + j) % Draws]))],
            [.. _targets.Select(d => (_grid.Symptoms[d].Id.Key, random.NextBernoulli(0.5)))],
            [],
            null))]);
    }
}
