using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Knowledge.Calibration;

/// <summary>
/// Moves pathway prevalences, links and leaks so that symptoms have their stated prevalence. theta = m + S J' (J S J' + R)^-1 (y - f + J (theta - m))
/// with elicited means m and variances S (pathway prevalences are held at a logit-sd of .25, so that no prior grows because the literature
/// lists few links for a symptom); J from P(no symptom) = (1 - leak) prod_k (1 - sum_s pi_s lambda_s), which ignores the small
/// dependence that shared exposures make between pathways; f itself is simulated, so the fixed point is exact.
/// </summary>
internal static class PrevalenceStep
{
    private const double PrevalenceSd = 0.25;
    private const double Tolerance = 0.02;
    private const double Damping = 0.8;

    public static CalibrationState Take(CalibrationModel model, CalibrationState state, PredictiveSummary seen)
    {
        int pathways = state.Prevalence.Length;
        int links = state.Link.Length;
        double[] theta = [.. state.Prevalence, .. state.Link, .. state.Leak];
        double[] mean = [.. model.Prevalences.Select(v => v.Mean), .. model.Links.Select(l => l.Value.Mean), .. model.Leaks.Select(v => v.Mean)];
        double[] variance = [.. model.Prevalences.Select(_ => PrevalenceSd * PrevalenceSd), .. model.Links.Select(l => l.Value.Sd * l.Value.Sd), .. model.Leaks.Select(v => v.Sd * v.Sd)];
        double[][] jacobian = [.. Enumerable.Range(0, state.Leak.Length).Select(d => Gradient(model, state, seen, d))];
        double[] innovation = [.. jacobian.Select((row, d) => Logit.FromProbability(model.Tables.Symptoms[d].TargetPrevalence) - Logit.FromProbability(seen.Symptoms[d])
            + row.Select((j, i) => j * (theta[i] - mean[i])).Sum())];
        double[] weights = Solve(jacobian, variance, innovation);
        for (int i = 0; i < theta.Length; i++)
        {
            double target = mean[i];
            for (int d = 0; d < jacobian.Length; d++)
            {
                target += variance[i] * jacobian[d][i] * weights[d];
            }

            theta[i] += Damping * (target - theta[i]);
        }

        return state with { Prevalence = theta[..pathways], Link = theta[pathways..(pathways + links)], Leak = theta[(pathways + links)..] };
    }

    private static double[] Solve(double[][] jacobian, double[] variance, double[] innovation)
    {
        int n = jacobian.Length;
        var g = new Matrix(n, n);
        for (int a = 0; a < n; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double sum = a == b ? Tolerance * Tolerance : 0;
                for (int i = 0; i < variance.Length; i++)
                {
                    sum += jacobian[a][i] * variance[i] * jacobian[b][i];
                }

                g[a, b] = sum;
                g[b, a] = sum;
            }
        }

        return Cholesky.TryFactorise(g, out var factor) ? factor.Solve(innovation) : throw new InvalidOperationException("The normal matrix of the calibration is not positive definite.");
    }

    /// <summary>d logit P(symptom d) by every logit prevalence, link and leak.</summary>
    private static double[] Gradient(CalibrationModel model, CalibrationState state, PredictiveSummary seen, int d)
    {
        int pathways = state.Prevalence.Length;
        var row = new double[pathways + state.Link.Length + state.Leak.Length];
        double[] caused = new double[pathways];
        for (int l = 0; l < state.Link.Length; l++)
        {
            if (model.Links[l].Symptom == d)
            {
                caused[model.States[model.Links[l].State].Pathway] += seen.States[model.Links[l].State] * Logit.ToProbability(state.Link[l]);
            }
        }

        double p = seen.Symptoms[d];
        for (int k = 0; k < pathways; k++)
        {
            row[k] = caused[k] * (1 - Logit.ToProbability(state.Prevalence[k])) / (1 - caused[k]) / p;
        }

        for (int l = 0; l < state.Link.Length; l++)
        {
            var (s, symptom, _, _) = model.Links[l];
            if (symptom == d)
            {
                double lambda = Logit.ToProbability(state.Link[l]);
                row[pathways + l] = seen.States[s] * lambda * (1 - lambda) / (1 - caused[model.States[s].Pathway]) / p;
            }
        }

        row[pathways + state.Link.Length + d] = Logit.ToProbability(state.Leak[d]) / p;
        return row;
    }
}
