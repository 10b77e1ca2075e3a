using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Readouts;

/// <summary>
/// What single markers do inside their joint likelihood: the change of a pathway's log-odds of "altered" by one marker given all the others.
/// Posterior draws are reweighted by 1 / p(y_m | other markers, states); with L = S^-1 the conditional has precision L_mm and residual
/// (L (y - mean))_m / L_mm. An estimate from draws: for ranking items of evidence, not for sums. A marker so strong that hardly any draw
/// stands for the posterior without it (effective share of draws below <see cref="LeastShare"/>) is left out: leaving a whole group out
/// (<see cref="PosteriorSensitivity"/>) answers for it; so are all markers of a model with heavy tails, and binary tests.
/// </summary>
/// <param name="Marker">Index of a measured marker.</param>
/// <param name="Pathway">The pathway it moves most, among those it loads on.</param>
/// <param name="LogOdds">Log-odds with the marker minus log-odds without it.</param>
public sealed record MarkerInfluence(int Marker, int Pathway, double LogOdds)
{
    /// <summary>Smallest effective share of draws from which an influence is estimated.</summary>
    public const double LeastShare = 0.2;

    private const int LeastDraws = 8;

    /// <summary>The influence of every measured marker that loads on some pathway and whose influence can be estimated.</summary>
    public static IReadOnlyList<MarkerInfluence> Of(GridModel model, ConfigurationDraws draws)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(draws);
        int[] measured = [.. Enumerable.Range(0, model.Markers.Count).Where(m => model.Markers[m].Value is not null)];
        if (measured.Length == 0 || draws.Count == 0 || model.MarkerFreedom is not null || Precision(model, measured) is not { } precision)
        {
            return [];
        }

        double[][] residuals = [.. draws.States.Select(s => precision.Multiply(Residual(model, measured, s)))];
        List<MarkerInfluence> influences = [];
        for (int m = 0; m < measured.Length; m++)
        {
            int[] pathways = [.. model.Markers[measured[m]].Loadings.Select(l => l.Pathway).Distinct()];
            double[] log = [.. residuals.Select(r => 0.5 * r[m] * r[m] / precision[m, m])];
            double[] weights = Weights(log);
            if (EffectiveShare(weights) >= LeastShare && Strongest(draws, measured[m], pathways, weights) is { } influence)
            {
                influences.Add(influence);
            }
        }

        return influences;
    }

    private static MarkerInfluence? Strongest(ConfigurationDraws draws, int marker, int[] pathways, double[] weights)
    {
        double total = weights.Sum();
        var changes = pathways.Where(k => IsOpen(draws, k)).Select(k =>
        {
            double with = Share(draws.States.Count(s => s[k] != 0), draws.Count);
            double without = Share(draws.States.Select((s, i) => s[k] != 0 ? weights[i] : 0).Sum() / total * draws.Count, draws.Count);
            return new MarkerInfluence(marker, k, Logit.FromProbability(with) - Logit.FromProbability(without));
        });
        return changes.OrderByDescending(c => Math.Abs(c.LogOdds)).ThenBy(c => c.Pathway).FirstOrDefault();
    }

    /// <summary>A pathway that is altered in (almost) all draws or in (almost) none has log-odds beyond what draws can tell.</summary>
    private static bool IsOpen(ConfigurationDraws draws, int pathway)
    {
        int altered = draws.States.Count(s => s[pathway] != 0);
        return altered >= LeastDraws && draws.Count - altered >= LeastDraws;
    }

    private static double[] Weights(double[] log)
    {
        double max = log.Max();
        return [.. log.Select(l => Elementary.Exp(l - max))];
    }

    private static double EffectiveShare(double[] weights)
    {
        double sum = weights.Sum();
        return sum * sum / (weights.Sum(w => w * w) * weights.Length);
    }

    /// <summary>A share of draws with half a draw added on both sides, so that its log-odds exist.</summary>
    private static double Share(double count, int draws) => (count + 0.5) / (draws + 1.0);

    private static double[] Residual(GridModel model, int[] measured, int[] states) =>
        [.. measured.Select(m => model.Markers[m].Value!.Value - model.Markers[m].Loadings.Where(l => states[l.Pathway] == l.State).Sum(l => l.Value))];

    private static Matrix? Precision(GridModel model, int[] measured)
    {
        var block = new Matrix(measured.Length, measured.Length);
        for (int i = 0; i < measured.Length; i++)
        {
            for (int j = 0; j < measured.Length; j++)
            {
                block[i, j] = model.MarkerCovariance[measured[i], measured[j]];
            }
        }

        return Cholesky.TryFactorise(block, out var factor) ? factor.Inverse() : null;
    }
}
