using BenchmarkDotNet.Attributes;
using Etiogrid.Inference;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Benchmarks;

/// <summary>Posteriors of explicit models: two-state noisy-OR and three-state models with couplings and markers.</summary>
public class InferenceBenchmarks
{
    private static readonly GridInferenceOptions Enumeration = new() { Engine = GridEngine.Enumeration };
    private static readonly GridInferenceOptions Sampling = new() { Engine = GridEngine.TemperedGibbs };
    private GridModel _two20 = null!;
    private GridModel _two24 = null!;
    private GridModel _three12 = null!;
    private GridModel _three15 = null!;
    private GridModel _three35 = null!;

    [GlobalSetup]
    public void SetUp() => (_two20, _two24, _three12, _three15, _three35) =
        (Make(20, false, 0.5), Make(24, false, 0.5), Make(12, true, 0.4), Make(15, true, 0.4), Make(35, true, 0.04));

    [Benchmark]
    public double TwoStates20() => GridInference.Infer(_two20, Enumeration).Value.LogEvidence;

    [Benchmark]
    public double TwoStates24() => GridInference.Infer(_two24, Enumeration).Value.LogEvidence;

    [Benchmark]
    public double ThreeStates12() => GridInference.Infer(_three12, Enumeration).Value.LogEvidence;

    [Benchmark]
    public double ThreeStates15() => GridInference.Infer(_three15, Enumeration).Value.LogEvidence;

    [Benchmark]
    public double ThreeStates35Sampled() => GridInference.Infer(_three35, Sampling).Value.LogEvidence;

    private static GridModel Make(int pathways, bool threeStates, double density)
    {
        var random = new Philox(7, (ulong)pathways);
        int markers = threeStates ? 20 : 0;
        GridPathway[] p = [.. Enumerable.Range(0, pathways).Select(k => GridPathway.ThreeState($"p{k}", 0.05 + (0.2 * random.NextDouble()), threeStates ? 0.03 : 0))];
        var couplings = new List<GridCoupling>();
        for (int k = 1; threeStates && k < pathways; k++)
        {
            couplings.Add(new(k - 1, 0, k, 0, 0.2));
        }

        GridSymptom[] symptoms = [.. Enumerable.Range(0, 6).Select(d => new GridSymptom($"s{d}", 0.05, [.. Enumerable.Range(0, pathways).Where(_ => random.NextBernoulli(density)).Select(k => new CausalLink(k, 0, 0.4 * random.NextDouble()))], d < 4))];
        GridMarker[] y = [.. Enumerable.Range(0, markers).Select(m => new GridMarker($"m{m}", "g", Loadings(random, pathways, density), random.NextNormal()))];
        return GridModel.Create(p, couplings, symptoms, [], y, Matrix.Identity(markers)).Value;
    }

    private static StateLoading[] Loadings(Philox random, int pathways, double density)
    {
        var loadings = new List<StateLoading>();
        for (int k = 0; k < pathways; k++)
        {
            if (random.NextBernoulli(density))
            {
                double value = random.NextNormal();
                loadings.Add(new(k, 1, value));
                loadings.Add(new(k, 2, value));
            }
        }

        return [.. loadings];
    }
}
