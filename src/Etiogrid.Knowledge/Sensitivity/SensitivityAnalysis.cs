using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Sensitivity;

/// <summary>
/// Which conclusions of the general grid hang on which parameters. The conclusion is P(pathway causal | one symptom present, nothing else
/// known), exact for the noisy-OR at base rates, and for loads of exposures P(pathway causal | exposed): with pi_s the prevalence of a state and q_k = 1 - sum_s pi_s lambda_s,
/// P(k causal | s) = (K_k - (1 - leak) sum_s pi_s (1 - lambda_s) prod_{j != k} q_j) / (1 - (1 - leak) prod_j q_j). Each parameter is moved by one
/// standard deviation both ways on its logit scale.
/// </summary>
public static class SensitivityAnalysis
{
    /// <summary>One row a parameter, widest band first.</summary>
    public static IReadOnlyList<SensitivityRow> Of(GeneralGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        var rows = new List<SensitivityRow>();
        foreach (var symptom in grid.Symptoms)
        {
            rows.Add(Widest(grid, symptom, "leak", symptom.Id.Key, symptom.LogitLeak, value => (grid, symptom with { LogitLeak = value })));
            for (int l = 0; l < symptom.Links.Count; l++)
            {
                var link = symptom.Links[l];
                int at = l;
                string key = Calibration.ParameterKey.Link(link.Pathway, link.Direction, symptom.Id);
                rows.Add(Widest(grid, symptom, "link", key, link.LogitLambda, value => (grid, symptom with { Links = [.. symptom.Links.Select((x, i) => i == at ? x with { LogitLambda = value } : x)] })));
            }
        }

        foreach (var pathway in grid.Pathways)
        {
            rows.Add(grid.Symptoms
                .Select(s => Widest(grid, s, "prevalence", pathway.Id.Key, pathway.LogitPrevalence, value => (grid with { Pathways = [.. grid.Pathways.Select(p => p.Id == pathway.Id ? p with { LogitPrevalence = value } : p)] }, s)))
                .MaxBy(r => r.Swing)!);
        }

        rows.AddRange(grid.Exposures.SelectMany(e => e.Loads.Select(l => Exposure(grid, e, l))));
        return [.. rows.OrderByDescending(r => r.Swing).ThenBy(r => r.Kind, StringComparer.Ordinal).ThenBy(r => r.Key, StringComparer.Ordinal)];
    }

    /// <summary>
    /// P(pathway causal in the pushed direction | exposed, nothing else known) = w Phi((b (1 - f) - T) / s), T = Phi^-1(1 - K), s^2 = 1 - b^2 f (1 - f),
    /// with b one standard deviation lower and higher. The mean and the deviation are on the liability scale.
    /// </summary>
    private static SensitivityRow Exposure(GeneralGrid grid, ExposureParameters exposure, ExposureLoad load)
    {
        var pathway = grid.Pathways.Single(p => p.Id == load.Pathway);
        double weight = load.Direction is { } d ? pathway.Directions.Where(x => x.Direction == d).Sum(x => x.Weight) : 1;
        double threshold = Normal.Quantile(1 - Logit.ToProbability(pathway.LogitPrevalence.Mean));
        double At(double b) => weight * Normal.Cumulative(((b * (1 - exposure.Frequency)) - threshold) / Math.Sqrt(1 - (b * b * exposure.Frequency * (1 - exposure.Frequency))));
        var b = load.Liability;
        string sources = string.Join(' ', b.Sources.Select(s => s.Key));
        return new("load", $"{exposure.Id}/{load.Pathway}", b.Mean, b.Sd, b.Grade, sources, exposure.Id.Key, pathway.Id.Key, At(b.Mean), At(b.Mean - b.Sd), At(b.Mean + b.Sd));
    }

    /// <summary>P(causal | the symptom is present) of every pathway, in the order of the grid.</summary>
    public static double[] Posterior(GeneralGrid grid, SymptomParameters symptom)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(symptom);
        double[] prevalence = [.. grid.Pathways.Select(p => Logit.ToProbability(p.LogitPrevalence.Mean))];
        double[] caused = new double[prevalence.Length];
        foreach (var link in symptom.Links)
        {
            int k = grid.Pathways.ToList().FindIndex(p => p.Id == link.Pathway);
            double weight = grid.Pathways[k].Directions.Single(d => d.Direction == link.Direction).Weight;
            caused[k] += prevalence[k] * weight * Logit.ToProbability(link.LogitLambda.Mean);
        }

        double silent = 1 - Logit.ToProbability(symptom.LogitLeak.Mean);
        foreach (double c in caused)
        {
            silent *= 1 - c;
        }

        return [.. prevalence.Select((p, k) => (p - (silent / (1 - caused[k]) * (p - caused[k]))) / (1 - silent))];
    }

    private static SensitivityRow Widest(GeneralGrid grid, SymptomParameters symptom, string kind, string key, UncertainValue value, Func<UncertainValue, (GeneralGrid Grid, SymptomParameters Symptom)> at)
    {
        double[] middle = Posterior(grid, symptom);
        var (lowGrid, lowSymptom) = at(value with { Mean = value.Mean - value.Sd });
        var (highGrid, highSymptom) = at(value with { Mean = value.Mean + value.Sd });
        double[] low = Posterior(lowGrid, lowSymptom);
        double[] high = Posterior(highGrid, highSymptom);
        int k = Enumerable.Range(0, middle.Length).MaxBy(i => Math.Abs(high[i] - low[i]));
        string sources = string.Join(' ', value.Sources.Select(s => s.Key));
        return new(kind, key, Logit.ToProbability(value.Mean), value.Sd, value.Grade, sources, symptom.Id.Key, grid.Pathways[k].Id.Key, middle[k], low[k], high[k]);
    }
}
