using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference.StateTrait;

/// <summary>
/// A marker over visits as trait plus state plus error: z_t = T + u_t + e_t, T ~ N(0, sT^2), e ~ N(0, 1 - reliability), and an
/// Ornstein-Uhlenbeck state u_t = phi^dt u_{t-1} + beta s_t + eta with stationary variance su^2 and s the severity about its mean.
/// The likelihood is a two-dimensional Kalman filter with irregular steps; sT, su, beta and the state's time constant are
/// integrated over a fixed grid under weak priors. State dominates when su^2 + beta^2 Var(s) exceeds sT^2.
/// </summary>
public static class StateTraitModel
{
    private const double LargestSd = 3;
    private const int SdSteps = 13;
    private const double SlopeSd = 0.5;
    private const double Decided = 0.8;
    private static readonly double[] Slopes = [-1.2, -0.8, -0.5, -0.25, 0, 0.25, 0.5, 0.8, 1.2];
    private static readonly double[] TimeConstants = [3, 10, 30, 90, 270];

    /// <summary>The posterior of one marker of one person.</summary>
    /// <param name="visits">At least one; any order.</param>
    /// <param name="reliability">Test-retest reliability of the marker over a short interval, in (0, 1).</param>
    /// <exception cref="ArgumentException">No visit, two visits at one time, a number that is not finite, or a reliability outside (0, 1).</exception>
    public static StateTraitPosterior Infer(IReadOnlyList<Visit> visits, double reliability)
    {
        ArgumentNullException.ThrowIfNull(visits);
        Check(visits, reliability);
        Visit[] ordered = [.. visits.OrderBy(v => v.Days)];
        double[] severity = Centred(ordered);
        double severityVariance = severity.Sum(s => s * s) / severity.Length;
        var grid = new List<(double LogWeight, double State, double Trait, double Slope)>();
        foreach (double slope in severityVariance > 0 ? Slopes : [0])
        {
            foreach (double timeConstant in ordered.Length > 1 ? TimeConstants : TimeConstants[..1])
            {
                AddSds(grid, ordered, severity, slope, timeConstant, 1 - reliability, severityVariance);
            }
        }

        return Summarise(grid, ordered.Length);
    }

    /// <summary>log p(z over visits) for given parameters: trait and state by a Kalman filter.</summary>
    internal static double LogLikelihood(Visit[] visits, double[] severity, double traitSd, double stateSd, double slope, double timeConstant, double errorVariance)
    {
        double meanT = 0;
        double meanU = 0;
        double varT = traitSd * traitSd;
        double varU = stateSd * stateSd;
        double cov = 0;
        double sum = 0;
        for (int t = 0; t < visits.Length; t++)
        {
            if (t > 0)
            {
                double phi = Elementary.Exp(-(visits[t].Days - visits[t - 1].Days) / timeConstant);
                meanU *= phi;
                cov *= phi;
                varU = (phi * phi * varU) + (stateSd * stateSd * (1 - (phi * phi)));
            }

            meanU += slope * severity[t];
            double variance = varT + varU + (2 * cov) + errorVariance;
            double residual = visits[t].Z - meanT - meanU;
            sum -= 0.5 * ((residual * residual / variance) + Elementary.Log(2 * Math.PI * variance));
            double gainT = (varT + cov) / variance;
            double gainU = (varU + cov) / variance;
            meanT += gainT * residual;
            meanU += gainU * residual;
            (varT, varU, cov) = (varT - (gainT * gainT * variance), varU - (gainU * gainU * variance), cov - (gainT * gainU * variance));
        }

        return sum;
    }

    private static void AddSds(List<(double, double, double, double)> grid, Visit[] visits, double[] severity, double slope, double timeConstant, double errorVariance, double severityVariance)
    {
        for (int i = 0; i < SdSteps; i++)
        {
            for (int j = 0; j < SdSteps; j++)
            {
                // Half-normal priors of unit scale on both standard deviations, mid-points of a regular grid.
                double trait = (i + 0.5) * LargestSd / SdSteps;
                double state = (j + 0.5) * LargestSd / SdSteps;
                double log = LogLikelihood(visits, severity, trait, state, slope, timeConstant, errorVariance)
                    - (0.5 * ((trait * trait) + (state * state) + (slope * slope / (SlopeSd * SlopeSd))));
                grid.Add((log, (state * state) + (slope * slope * severityVariance), trait * trait, slope));
            }
        }
    }

    private static StateTraitPosterior Summarise(List<(double LogWeight, double State, double Trait, double Slope)> grid, int visits)
    {
        double total = Logit.LogSumExp([.. grid.Select(g => g.LogWeight)]);
        double dominant = 0;
        double share = 0;
        double slope = 0;
        foreach (var g in grid)
        {
            double w = Elementary.Exp(g.LogWeight - total);
            dominant += g.State > g.Trait ? w : g.State == g.Trait ? 0.5 * w : 0;
            share += w * g.State / (g.State + g.Trait);
            slope += w * g.Slope;
        }

        var verdict = visits < 2 ? StateTraitVerdict.Undetermined
            : dominant >= Decided ? StateTraitVerdict.State
            : dominant <= 1 - Decided ? StateTraitVerdict.Trait
            : StateTraitVerdict.Undetermined;
        return new(visits, dominant, share, slope, verdict);
    }

    /// <summary>Severity about the mean of the rated visits; visits without a rating count as average.</summary>
    private static double[] Centred(Visit[] visits)
    {
        double[] rated = [.. visits.Where(v => v.Severity is not null).Select(v => v.Severity!.Value)];
        double mean = rated.Length > 0 ? rated.Average() : 0;
        return [.. visits.Select(v => v.Severity is { } s ? s - mean : 0)];
    }

    private static void Check(IReadOnlyList<Visit> visits, double reliability)
    {
        if (visits.Count == 0 || visits.Any(v => !double.IsFinite(v.Days) || !double.IsFinite(v.Z) || !double.IsFinite(v.Severity ?? 0)))
        {
            throw new ArgumentException("At least one visit with finite numbers is needed.", nameof(visits));
        }

        if (visits.Select(v => v.Days).Distinct().Count() != visits.Count)
        {
            throw new ArgumentException("Two visits stand at the same time.", nameof(visits));
        }

        if (!(reliability is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(reliability), reliability, "A reliability must lie in (0, 1).");
        }
    }
}
