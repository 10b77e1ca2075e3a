using BenchmarkDotNet.Attributes;
using Etiogrid.Files;
using Etiogrid.Imaging;
using Etiogrid.Imaging.Nulls;
using Etiogrid.Imaging.Regression;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Benchmarks;

/// <summary>Co-localisation of 100 maps with 20 atlas maps over 400 regions, 10,000 draws where there are draws.</summary>
public class ImagingBenchmarks
{
    private const int Regions = 400;
    private const int Draws = 10_000;
    private Matrix _maps = new(0, 0);
    private AtlasSet? _atlas;
    private RegionGeometry? _geometry;
    private MoranNull? _moran;
    private string[] _names = [];

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Philox(1, 1);
        var coordinates = new Matrix(Regions, 3);
        for (int i = 0; i < Regions; i++)
        {
            coordinates[i, 0] = (i < Regions / 2 ? -1 : 1) * (5 + (60 * random.NextDouble()));
            coordinates[i, 1] = (160 * random.NextDouble()) - 100;
            coordinates[i, 2] = (110 * random.NextDouble()) - 40;
        }

        _geometry = RegionGeometry.FromCoordinates(coordinates, "simulated").Value;
        _moran = MoranNull.Create(_geometry, 1);
        _names = [.. Enumerable.Range(1, 100).Select(i => $"map{i}")];
        _maps = Noise(100, random);
        string[] regions = [.. Enumerable.Range(1, Regions).Select(i => $"region{i}")];
        _atlas = AtlasSet.From(new NamedMatrix(regions, _names[..20], Noise(20, random)), "simulated").Value;
    }

    [Benchmark]
    public object SpearmanMoran() => Plan(ColocalizationMethod.Spearman, Draws).Run(_maps, _names);

    [Benchmark]
    public object PearsonMoranClosedForm() => Plan(ColocalizationMethod.Pearson, 0).Run(_maps, _names);

    [Benchmark]
    public object SpinOriginal() => SpinNull.Create(_geometry!, SpinRotations.Draw(Draws, 1), SpinAssignment.Original).Assignments;

    [Benchmark]
    public object SpinHungarian() => SpinNull.Create(_geometry!, SpinRotations.Draw(Draws, 1), SpinAssignment.Hungarian).Assignments;

    [Benchmark]
    public object VariogramSurrogates() => VariogramNull.Create(_geometry!, 1).Fit(_maps.Column(0)).DrawAll(Draws, Regions, 0);

    [Benchmark]
    public object? DominanceOfNineteen() => DominanceAnalysis.TryCompute(_atlas!.Select(_names[..19]).Values, _maps.Column(0), adjusted: false);

    private static Matrix Noise(int columns, Philox random)
    {
        var noise = new Matrix(Regions, columns);
        for (int k = 0; k < noise.Values.Length; k++)
        {
            noise.Values[k] = random.NextNormal();
        }

        return noise;
    }

    private ColocalizationPlan Plan(ColocalizationMethod method, int permutations) =>
        ColocalizationPlan.Create(_atlas!, new() { Method = method, Permutations = permutations }, _moran);
}
