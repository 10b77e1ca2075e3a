using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>
/// The models that calibration simulates: pathways with one map each, maps that share variance (S = R, loadings R delta as for
/// co-localisation), couplings, symptoms. Every number here is made up for the test and stated in the method page.
/// </summary>
internal static class CalibrationWorlds
{
    private const double Effect = 1.5;
    private static readonly double[] Prevalences = [0.2, 0.15, 0.1, 0.25, 0.12];

    /// <summary>A model with the given number of pathways (up to 5) and shared variance between any two markers.</summary>
    public static GridModel Make(int pathways, double sharedVariance)
    {
        double r = Math.Sqrt(sharedVariance);
        var correlation = new Matrix(pathways, pathways);
        for (int i = 0; i < pathways; i++)
        {
            for (int j = 0; j < pathways; j++)
            {
                correlation[i, j] = i == j ? 1 : r;
            }
        }

        return GridModel.Create(
            [.. Enumerable.Range(0, pathways).Select(k => GridPathway.ThreeState($"p{k}", Prevalences[k], 0.03))],
            [.. Enumerable.Range(1, pathways - 1).Select(k => new GridCoupling(k - 1, 0, k, 0, 0.15))],
            [.. Enumerable.Range(0, 3).Select(d => new GridSymptom($"s{d}", 0.08, [.. Enumerable.Range(0, pathways).Where(k => (k + d) % 2 == 0).Select(k => new CausalLink(k, 0, 0.35))], null))],
            [],
            [.. Enumerable.Range(0, pathways).Select(m => new GridMarker($"m{m}", "maps", Loadings(correlation, m), null))],
            correlation).Value;
    }

    /// <summary>Another world with the causal prior of every pathway multiplied.</summary>
    public static GridModel WithPrevalence(GridModel model, double factor) => GridModel.Create(
        [.. model.Pathways.Select(p => p with { CausalPrior = [.. p.CausalPrior.Select(x => x * factor)] })],
        model.Couplings, model.Symptoms, model.ContinuousSymptoms, model.Markers, model.MarkerCovariance).Value;

    /// <summary>The same with heavy-tailed markers.</summary>
    public static GridModel WithHeavyTails(GridModel model, double freedom) => GridModel.Create(
        model.Pathways, model.Couplings, model.Symptoms, model.ContinuousSymptoms, model.Markers, model.MarkerCovariance, markerFreedom: freedom).Value;

    /// <summary>The model of somebody who does not know the last pathway: the markers stay, nothing loads on it.</summary>
    public static GridModel WithoutLastPathway(GridModel model)
    {
        int last = model.Pathways.Count - 1;
        return GridModel.Create(
            [.. model.Pathways.Take(last)],
            [.. model.Couplings.Where(c => c.Cause != last && c.Responder != last)],
            [.. model.Symptoms.Select(s => s with { Links = [.. s.Links.Where(l => l.Pathway != last)] })],
            model.ContinuousSymptoms,
            [.. model.Markers.Select(m => m with { Loadings = [.. m.Loadings.Where(l => l.Pathway != last)] })],
            model.MarkerCovariance).Value;
    }

    private static StateLoading[] Loadings(Matrix correlation, int marker) =>
    [
        .. Enumerable.Range(0, correlation.Rows).Where(k => correlation[marker, k] != 0)
            .SelectMany(k => new StateLoading[] { new(k, 1, Effect * correlation[marker, k]), new(k, 2, Effect * correlation[marker, k]) }),
    ];
}
