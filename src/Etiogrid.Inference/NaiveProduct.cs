using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>
/// The baseline that the joint model is compared with: each pathway by itself, prior odds times one likelihood ratio per
/// observation, every observation treated as independent. It is what adding up evidence by hand does; it counts correlated
/// markers twice and has no explaining away.
/// </summary>
public static class NaiveProduct
{
    /// <summary>P(altered) of each pathway by the naive product.</summary>
    public static IReadOnlyList<double> Altered(GridModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. Enumerable.Range(0, model.Pathways.Count).Select(k => 1 - States(model, k)[0])];
    }

    /// <summary>P(causal) of each pathway by the naive product.</summary>
    public static IReadOnlyList<double> Causal(GridModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return [.. Enumerable.Range(0, model.Pathways.Count).Select(k => States(model, k).Skip(1).Take(model.Pathways[k].DirectionCount).Sum())];
    }

    /// <summary>P(state) of one pathway: its prior without couplings, times the likelihood of each observation as if no other pathway existed.</summary>
    private static double[] States(GridModel model, int k)
    {
        var p = model.Pathways[k];
        double notCausal = Math.Max(0, 1 - p.CausalPrior.Sum());
        double[] logs = new double[p.StateCount];
        for (int s = 0; s < logs.Length; s++)
        {
            int d = p.DirectionOf(s);
            double prior = p.KindOf(s) switch
            {
                AlterationKind.Causal => p.CausalPrior[d],
                AlterationKind.None => notCausal * (1 - p.SpontaneousChange),
                _ => notCausal * p.SpontaneousChange * p.DirectionWeights[d],
            };
            logs[s] = Elementary.Log(prior) + Markers(model, k, s) + (p.KindOf(s) == AlterationKind.Causal ? Symptoms(model, k, d) : Symptoms(model, k, -1));
        }

        double total = Logit.LogSumExp(logs);
        return [.. logs.Select(l => Elementary.Exp(l - total))];
    }

    private static double Markers(GridModel model, int k, int state)
    {
        double sum = 0;
        for (int m = 0; m < model.Markers.Count; m++)
        {
            var marker = model.Markers[m];
            double variance = model.MarkerCovariance[m, m];
            double shift = marker.Loadings.Where(l => l.Pathway == k && l.State == state).Sum(l => l.Value);
            if (marker.Value is { } y)
            {
                double residual = (y - shift) * (y - shift) / variance;
                sum -= model.MarkerFreedom is { } nu ? 0.5 * (nu + 1) * Elementary.Log1p(residual / (nu - 2)) : 0.5 * residual;
            }
            else if (marker.Above is { } above)
            {
                double distance = (shift - marker.Cutoff!.Value) / Math.Sqrt(variance);
                double signed = above ? distance : -distance;
                sum += Elementary.Log(model.MarkerFreedom is { } nu ? StudentT.Cumulative(signed * Math.Sqrt(nu / (nu - 2)), nu) : Normal.Cumulative(signed));
            }
        }

        return sum;
    }

    private static double Symptoms(GridModel model, int k, int direction)
    {
        double sum = 0;
        foreach (var symptom in model.Symptoms)
        {
            double lambda = symptom.Links.Where(l => l.Pathway == k && l.Direction == direction).Sum(l => l.Value);
            double absent = (1 - symptom.Leak) * (1 - lambda);
            sum += symptom.Present switch { true => Elementary.Log(1 - absent), false => Elementary.Log(absent), _ => 0 };
        }

        foreach (var symptom in model.ContinuousSymptoms.Where(s => s.Value is not null))
        {
            double shift = symptom.Links.Where(l => l.Pathway == k && l.Direction == direction).Sum(l => l.Value);
            double residual = (symptom.Value!.Value - symptom.Intercept - shift) / symptom.Sd;
            sum -= 0.5 * residual * residual;
        }

        foreach (var symptom in model.OrdinalSymptoms.Where(s => s.Level is not null))
        {
            double shift = symptom.Links.Where(l => l.Pathway == k && l.Direction == direction).Sum(l => l.Value);
            double low = symptom.Level == 0 ? double.NegativeInfinity : symptom.Cutoffs[symptom.Level!.Value - 1];
            double high = symptom.Level == symptom.Cutoffs.Count ? double.PositiveInfinity : symptom.Cutoffs[symptom.Level!.Value];
            sum += Elementary.Log(Normal.Cumulative(high - shift) - Normal.Cumulative(low - shift));
        }

        return sum;
    }
}
