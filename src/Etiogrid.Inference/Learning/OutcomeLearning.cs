using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Learning;

/// <summary>
/// Learns the parameters of the general grid from outcomes (specification GRID-3, step 8): theta_i ~ N(literature, sd^2 / a0 + tau_kind^2),
/// outcome likelihood averaged over each patient's posterior at enrolment, Laplace. Each trial is a mixture: exchangeable with the others
/// or following parameters of its own (Neuenschwander et al. 2016, doi 10.1002/pst.1730), so that one wrong trial cannot drag the rest.
/// The result depends on the set of trials, not on their order. Method page: <c>docs/methods/learning.md</c>.
/// </summary>
public static class OutcomeLearning
{
    private const int LargestRounds = 25;
    private const double Settled = 1e-3;
    private const double PersistenceLogit = 2.5;
    private const double Step = 1e-4;

    /// <summary>What the trials teach; nothing where there is no trial.</summary>
    /// <exception cref="ArgumentException">A trial names an intervention, symptom or marker that the grid does not have, or two trials share an id.</exception>
    public static LearnedParameters Fit(GeneralGrid grid, IReadOnlyList<TrialContribution> trials, LearningOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(trials);
        options ??= LearningOptions.Default;
        Check(grid, trials);
        TrialContribution[] ordered = [.. trials.OrderBy(t => t.Id, StringComparer.Ordinal)];
        return ordered.Length == 0 ? LearnedParameters.None : new Run(grid, ordered, options).Learn();
    }

    private static void Check(GeneralGrid grid, IReadOnlyList<TrialContribution> trials)
    {
        var interventions = grid.Interventions.Select(i => i.Id.Key).ToHashSet(StringComparer.Ordinal);
        var symptoms = grid.Symptoms.Select(s => s.Id.Key).ToHashSet(StringComparer.Ordinal);
        var markers = grid.Markers.Select(m => m.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var p in trials.SelectMany(t => t.People))
        {
            string? unknown = p.Arm.FirstOrDefault(a => !interventions.Contains(a)) ?? p.Symptoms.Select(s => s.Symptom).FirstOrDefault(s => !symptoms.Contains(s)) ?? p.Markers.Select(m => m.Marker).FirstOrDefault(m => !markers.Contains(m));
            if (unknown is not null || p.Configurations.Count == 0 || p.Configurations.Any(c => c.States.Count != grid.Pathways.Count || !(c.Weight > 0)))
            {
                throw new ArgumentException($"A person's outcome does not fit the grid ({unknown ?? "configurations"}).", nameof(trials));
            }
        }

        if (trials.Select(t => t.Id).Distinct(StringComparer.Ordinal).Count() != trials.Count || trials.Any(t => t.People.Count == 0))
        {
            throw new ArgumentException("Trials need different ids and at least one person.", nameof(trials));
        }
    }

    private sealed class Run
    {
        private readonly LearningOptions _options;
        private readonly TrialContribution[] _trials;
        private readonly LearningPrior _prior;
        private readonly TrialLikelihood[] _likelihoods;
        private readonly double[] _mean;
        private readonly Dictionary<ParameterKind, double> _tau;

        /// <summary>Where the fits of each trial ended last: cavity, following it, by itself.</summary>
        private readonly (double[] Cavity, double[] Follows, double[] Own)[] _last;

        public Run(GeneralGrid grid, TrialContribution[] trials, LearningOptions options)
        {
            (_options, _trials) = (options, trials);
            _prior = new LearningPrior(grid, trials);
            _likelihoods = [.. trials.Select((t, i) => new TrialLikelihood(grid, t, _prior, _prior.Count + (TrialPlan.Nuisances * i), options.WrongDirectionHarm))];
            _tau = Enum.GetValues<ParameterKind>().ToDictionary(k => k, _ => options.HeterogeneityScale / 2);
            _last = new (double[], double[], double[])[trials.Length];
            _mean = [.. Enumerable.Range(0, _prior.Count).Select(_prior.Mean), .. trials.SelectMany(t => Nuisances(t).Select(n => n.Mean))];
        }

        public LearnedParameters Learn()
        {
            double[] trust = new double[_trials.Length];
            Array.Fill(trust, 1);
            var fit = LaplaceFit.Run(_likelihoods, trust, _mean, Diagonal(0), _mean, _options.Threads);
            double change = 1;
            for (int round = 0; round < LargestRounds && change > Settled; round++)
            {
                change = Math.Max(UpdateHeterogeneity(fit), _options.Robust ? UpdateTrust(fit, trust) : 0);
                fit = LaplaceFit.Run(_likelihoods, trust, _mean, Diagonal(0), fit.Mode, _options.Threads);
            }

            return Describe(fit, trust);
        }

        /// <summary>Drift and log sd of the scale are in points; persistence near 1 is what an untreated chronic course has.</summary>
        private static (double Mean, double Sd)[] Nuisances(TrialContribution trial) =>
            [(PersistenceLogit, 1), (0, trial.ScalePoints / 4), (Elementary.Log(trial.ScalePoints / 20), 1)];

        private double PriorSd(int i) => Math.Sqrt(_prior.Discounted(i) + (_tau[_prior.Id(i).Kind] * _tau[_prior.Id(i).Kind]));

        /// <summary>Prior precision, each parameter of the grid with an extra variance.</summary>
        private Matrix Diagonal(double extraVariance)
        {
            var precision = new Matrix(_mean.Length, _mean.Length);
            for (int i = 0; i < _prior.Count; i++)
            {
                double sd = PriorSd(i);
                precision[i, i] = 1 / ((sd * sd) + extraVariance);
            }

            for (int t = 0; t < _trials.Length; t++)
            {
                var nuisances = Nuisances(_trials[t]);
                for (int n = 0; n < nuisances.Length; n++)
                {
                    int i = _prior.Count + (TrialPlan.Nuisances * t) + n;
                    precision[i, i] = 1 / (nuisances[n].Sd * nuisances[n].Sd);
                }
            }

            return precision;
        }

        /// <summary>tau of each kind by one expectation-maximisation step under a half-normal prior; returns the largest move.</summary>
        private double UpdateHeterogeneity(LaplaceFit fit)
        {
            var covariance = LaplaceFit.Factor(fit.Precision).Inverse();
            double largest = 0;
            foreach (var kind in Enum.GetValues<ParameterKind>())
            {
                int[] members = [.. Enumerable.Range(0, _prior.Count).Where(i => _prior.Id(i).Kind == kind)];
                double Objective(double tau) => members.Sum(i =>
                {
                    double d = fit.Mode[i] - _mean[i];
                    double v = _prior.Discounted(i) + (tau * tau);
                    return -0.5 * (Elementary.Log(v) + (((d * d) + covariance[i, i]) / v));
                }) - (0.5 * tau * tau / (_options.HeterogeneityScale * _options.HeterogeneityScale));
                double best = members.Length == 0 ? _tau[kind] : Enumerable.Range(0, 101).Select(i => i * 0.015).MaxBy(Objective);
                largest = Math.Max(largest, Math.Abs(best - _tau[kind]));
                _tau[kind] = best;
            }

            return largest;
        }

        /// <summary>
        /// P(exchangeable) of each trial: its evidence when it follows what all others teach (the cavity: everything but this
        /// trial), against its evidence with parameters of its own around the literature.
        /// </summary>
        private double UpdateTrust(LaplaceFit fit, double[] trust)
        {
            double largest = 0;
            double[] updated = new double[trust.Length];
            double[] one = [1];
            for (int t = 0; t < trust.Length; t++)
            {
                double[] others = [.. trust.Select((w, i) => i == t ? 0 : w)];
                var cavity = LaplaceFit.Run(_likelihoods, others, _mean, Diagonal(0), _last[t].Cavity ?? fit.Mode, _options.Threads);
                var follows = LaplaceFit.Run([_likelihoods[t]], one, cavity.Mode, cavity.Precision, _last[t].Follows ?? fit.Mode, 1);
                double spread = _options.OutlierSd * _options.OutlierSd;
                var own = LaplaceFit.Run([_likelihoods[t]], one, _mean, Diagonal(spread), _last[t].Own ?? fit.Mode, 1);
                _last[t] = (cavity.Mode, follows.Mode, own.Mode);
                double odds = Logit.FromProbability(1 - _options.ProbabilityOfOutlier) + follows.LogEvidence - own.LogEvidence;
                updated[t] = 0.5 * (trust[t] + Logit.ToProbability(odds));
            }

            for (int t = 0; t < trust.Length; t++)
            {
                largest = Math.Max(largest, Math.Abs(updated[t] - trust[t]));
                trust[t] = updated[t];
            }

            return largest;
        }

        private LearnedParameters Describe(LaplaceFit fit, double[] trust)
        {
            var covariance = Observed(fit, trust) is { } observed ? observed.Inverse() : LaplaceFit.Factor(fit.Precision).Inverse();
            LearnedParameter[] values = [.. Enumerable.Range(0, _prior.Count).Select(i => new LearnedParameter(_prior.Id(i), _prior.Mean(i), _prior.Sd(i), PriorSd(i), fit.Mode[i], Math.Sqrt(covariance[i, i])))];
            TrialTrust[] trials = [.. _trials.Select((t, i) => new TrialTrust(t.Id, t.People.Count, trust[i],
                _likelihoods[i].Plan.FollowsSymptoms ? Logit.ToProbability(fit.Mode[_prior.Count + (TrialPlan.Nuisances * i)]) : null))];
            return new(values, trials, [.. _tau.Where(k => values.Any(v => v.Id.Kind == k.Key)).Select(k => (k.Key, k.Value))]);
        }

        /// <summary>Observed information by central differences of the gradient; null where it is not positive definite.</summary>
        private Cholesky? Observed(LaplaceFit fit, double[] trust)
        {
            int p = fit.Mode.Length;
            var prior = Diagonal(0);
            var hessian = new Matrix(p, p);
            for (int i = 0; i < p; i++)
            {
                double[] up = (double[])fit.Mode.Clone();
                double[] down = (double[])fit.Mode.Clone();
                up[i] += Step;
                down[i] -= Step;
                double[] high = LaplaceFit.Gradient(_likelihoods, trust, _mean, prior, up, _options.Threads);
                double[] low = LaplaceFit.Gradient(_likelihoods, trust, _mean, prior, down, _options.Threads);
                for (int j = 0; j < p; j++)
                {
                    hessian[i, j] += 0.5 * (low[j] - high[j]) / (2 * Step);
                    hessian[j, i] += 0.5 * (low[j] - high[j]) / (2 * Step);
                }
            }

            return Cholesky.TryFactorise(hessian, out var factor) ? factor : null;
        }
    }
}
