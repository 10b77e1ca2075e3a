using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Knowledge.Calibration;

/// <summary>
/// Moves the effects of each exposure towards its published odds ratios: a factor on the loads of its own pathways (ln factor elicited 0,
/// sd 1: a load is known to its order of magnitude), and for each of its outcomes a shift of the leak of that outcome's symptoms for what
/// no named pathway carries (elicited 0, sd 1). Jacobian
/// by finite differences on the same people, all exposures at once: an exposure's own parameters dominate its odds ratios, and the rounds
/// correct the rest. Correlated exposures need no other treatment: what one explains of another's crude odds ratio is in the simulated
/// population already.
/// </summary>
internal static class LoadStep
{
    public const double MappedLogSd = 1;
    private const double UnexplainedSd = 1;
    private const double MappedLogDelta = 0.2;
    private const double UnexplainedDelta = 0.1;
    private const double Damping = 0.8;
    private const double LongestStep = 0.7;

    /// <summary>Exposures explain at most this share of a pathway's liability.</summary>
    private const double LargestShare = 0.5;

    /// <param name="model">Tables as arrays.</param>
    /// <param name="predictive">The simulated population.</param>
    /// <param name="state">Where the parameters stand.</param>
    /// <param name="seen">What the population shows there.</param>
    /// <param name="spread">Out: posterior standard deviation of the unexplained part of each pair.</param>
    public static CalibrationState Take(CalibrationModel model, PriorPredictive predictive, CalibrationState state, PredictiveSummary seen, double[] spread)
    {
        double[] now = LogOdds(model, seen);
        double[] byMapped = LogOdds(model, predictive.Run(state with { Mapped = [.. state.Mapped.Select(m => m * Elementary.Exp(MappedLogDelta))] }));
        double[] byUnexplained = LogOdds(model, predictive.Run(state with { Unexplained = [.. state.Unexplained.Select(u => u + UnexplainedDelta)] }));
        double[] mapped = [.. state.Mapped];
        double[] unexplained = [.. state.Unexplained];
        foreach (var pairs in Enumerable.Range(0, model.Pairs.Length).GroupBy(p => model.Pairs[p].Exposure))
        {
            Update(model, [.. pairs], p => (now[p], (byMapped[p] - now[p]) / MappedLogDelta, (byUnexplained[p] - now[p]) / UnexplainedDelta), mapped, unexplained, spread);
        }

        Limit(model, mapped);
        return state with { Mapped = mapped, Unexplained = unexplained };
    }

    /// <summary>log odds ratio of every pair, at the intercepts that give every outcome its prevalence.</summary>
    public static double[] LogOdds(CalibrationModel model, PredictiveSummary seen)
    {
        double[] intercepts = [.. model.Outcomes.Select((o, i) => o.SolveIntercept(seen.Patterns[i]))];
        return [.. model.Pairs.Select((p, i) => seen.LogOddsRatio(model, i, intercepts[p.Outcome]))];
    }

    /// <summary>Scales the factors of exposures down where together they would explain too much of a pathway.</summary>
    private static void Limit(CalibrationModel model, double[] mapped)
    {
        for (int s = 0; s < model.States.Length; s++)
        {
            var loads = model.Mapped.Where(m => m.State == s).ToList();
            double share = loads.Sum(m => m.Load * m.Load * mapped[m.Exposure] * mapped[m.Exposure] * model.Frequencies[m.Exposure] * (1 - model.Frequencies[m.Exposure]));
            foreach (int e in share > LargestShare ? loads.Select(m => m.Exposure).Distinct() : [])
            {
                mapped[e] *= Math.Sqrt(LargestShare / share);
            }
        }
    }

    /// <summary>Posterior mode of one exposure's parameters: elicited precisions plus the linearised effects, every published row with its own error.</summary>
    private static void Update(CalibrationModel model, int[] pairs, Func<int, (double Value, double ByMapped, double ByUnexplained)> at, double[] mapped, double[] unexplained, double[] spread)
    {
        int e = model.Pairs[pairs[0]].Exposure;
        int n = pairs.Length + 1;
        var precision = new Matrix(n, n);
        double[] gradient = new double[n];
        precision[0, 0] = 1 / (MappedLogSd * MappedLogSd);
        gradient[0] = -Elementary.Log(mapped[e]) * precision[0, 0];
        for (int j = 0; j < pairs.Length; j++)
        {
            var (value, byMapped, byUnexplained) = at(pairs[j]);
            double s = model.MappedBy[e] ? byMapped : 0;
            precision[j + 1, j + 1] += 1 / (UnexplainedSd * UnexplainedSd);
            gradient[j + 1] -= unexplained[pairs[j]] / (UnexplainedSd * UnexplainedSd);
            foreach (var x in model.Effects.Where(x => x.IsUsed && x.Exposure == e && x.Outcome == model.Pairs[pairs[j]].Outcome))
            {
                double w = x.Weight;
                precision[0, 0] += w * s * s;
                precision[0, j + 1] += w * s * byUnexplained;
                precision[j + 1, 0] += w * s * byUnexplained;
                precision[j + 1, j + 1] += w * byUnexplained * byUnexplained;
                gradient[0] += w * s * (x.LogOdds - value);
                gradient[j + 1] += w * byUnexplained * (x.LogOdds - value);
            }
        }

        if (!Cholesky.TryFactorise(precision, out var factor))
        {
            throw new InvalidOperationException($"The normal matrix of '{model.Tables.Exposures[e].Id}' is not positive definite.");
        }

        double[] step = factor.Solve(gradient);
        var covariance = factor.Inverse();
        mapped[e] = Math.Min(model.LargestFactor[e], mapped[e] * Elementary.Exp(Math.Clamp(Damping * step[0], -LongestStep, LongestStep)));
        for (int j = 0; j < pairs.Length; j++)
        {
            unexplained[pairs[j]] += Damping * step[j + 1];
            spread[pairs[j]] = Math.Sqrt(covariance[j + 1, j + 1]);
        }
    }
}
