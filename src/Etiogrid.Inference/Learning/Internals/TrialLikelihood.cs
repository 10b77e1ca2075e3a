using Etiogrid.Inference.Learning;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>
/// log p(outcomes of a trial | parameters): each person's outcome likelihood averaged over their posterior at enrolment,
/// p(y) = sum_c q(c) w(c) p(y | c, arm) / sum_c q(c) w(c), where w(c) re-weights configurations when couplings move. Conditioning on
/// what was known at enrolment keeps who was enrolled from being taken for evidence. With score and sum of outer products of scores.
/// </summary>
internal sealed class TrialLikelihood
{
    private const double LargestChance = 1 - 1e-9;
    private readonly TrialPlan _plan;
    private readonly double _harm;

    public TrialLikelihood(GeneralGrid grid, TrialContribution trial, LearningPrior prior, int firstNuisance, double harm)
    {
        _plan = new TrialPlan(grid, trial, prior, firstNuisance);
        _harm = harm;
    }

    public TrialPlan Plan => _plan;

    /// <summary>Value at theta (all parameters); adds weight x score to a gradient and weight x outer products to an information matrix where given.</summary>
    public double Evaluate(double[] theta, double weight, double[]? gradient, Matrix? information)
    {
        var point = new TrialPoint(_plan, theta);
        double total = 0;
        double[] score = new double[_plan.Globals.Length];
        foreach (var person in _plan.People)
        {
            total += Person(person, point, gradient is null ? null : score);
            if (gradient is not null)
            {
                Accumulate(score, weight, gradient, information);
                Array.Clear(score);
            }
        }

        return total;
    }

    private void Accumulate(double[] score, double weight, double[] gradient, Matrix? information)
    {
        int[] globals = _plan.Globals;
        for (int i = 0; i < score.Length; i++)
        {
            gradient[globals[i]] += weight * score[i];
            for (int j = 0; j < score.Length && information is not null && score[i] != 0; j++)
            {
                information[globals[i], globals[j]] += weight * score[i] * score[j];
            }
        }
    }

    private double Person(TrialPlan.Subject person, TrialPoint point, double[]? score)
    {
        int n = person.LogWeights.Length;
        double[] before = new double[n];
        double[] after = new double[n];
        for (int j = 0; j < n; j++)
        {
            before[j] = person.LogWeights[j] + Coupling(person.Responders[j], person.States[j], point, 0, null);
            after[j] = before[j] + Outcome(person, person.States[j], point, 0, null);
        }

        double base_ = Logit.LogSumExp(before);
        double all = Logit.LogSumExp(after);
        for (int j = 0; j < n && score is not null; j++)
        {
            double share = Elementary.Exp(after[j] - all);
            Outcome(person, person.States[j], point, share, score);
            Coupling(person.Responders[j], person.States[j], point, share - Elementary.Exp(before[j] - base_), score);
        }

        return all - base_;
    }

    /// <summary>log p(outcome | configuration, arm); adds share x derivative to the score.</summary>
    private double Outcome(TrialPlan.Subject person, int[] states, TrialPoint point, double share, double[]? score)
    {
        double[] remaining = point.Remaining;
        double[] onRemaining = point.OnRemaining;
        foreach (var e in person.Effects)
        {
            int direction = _plan.DirectionOf(e.Pathway, states[e.Pathway]);
            if (direction >= 0)
            {
                double r = point.Chance[e.Parameter];
                remaining[e.Pathway] *= e.Direction < 0 || e.Direction == direction ? 1 - r : 1 + (_harm * r);
            }
        }

        double sum = 0;
        foreach (var (symptom, present) in person.Symptoms)
        {
            sum += Followed(_plan.Symptoms[symptom], present, states, point, share, score);
        }

        sum += person.Markers.Length == 0 ? 0 : Markers(person, states, point, share, score);
        sum += person.Change is { } change ? Changed(change, states, point, share, score) : 0;
        foreach (var e in person.Effects)
        {
            int direction = _plan.DirectionOf(e.Pathway, states[e.Pathway]);
            if (direction >= 0 && score is not null)
            {
                double r = point.Chance[e.Parameter];
                bool corrects = e.Direction < 0 || e.Direction == direction;
                score[e.Parameter] += onRemaining[e.Pathway] * (corrects ? -r : _harm * r * (1 - r) / (1 + (_harm * r)));
            }
        }

        foreach (var e in person.Effects)
        {
            remaining[e.Pathway] = 1;
            onRemaining[e.Pathway] = 0;
        }

        return sum;
    }

    /// <summary>P(present) = persistence x (1 - (1 - leak) prod (1 - lambda R)).</summary>
    private double Followed(TrialPlan.Symptom symptom, bool present, int[] states, TrialPoint point, double share, double[]? score)
    {
        double absent = Absent(symptom, states, point, true);
        double persistence = point.Chance[_plan.Persistence];
        double p = persistence * (1 - absent);
        if (score is not null)
        {
            double odds = present ? 1 - persistence : -p * (1 - persistence) / (1 - p);
            score[_plan.Persistence] += share * odds;
            double onAbsent = present ? -1 / (1 - absent) : persistence / (1 - p);
            Spread(symptom, states, point, absent, share * onAbsent, true, score);
        }

        return Elementary.Log(present ? Math.Max(p, 1e-300) : 1 - p);
    }

    /// <summary>change ~ N(drift + points x mean over symptoms of the change of P(present), sd^2).</summary>
    private double Changed(double change, int[] states, TrialPoint point, double share, double[]? score)
    {
        double scale = _plan.ScalePoints / _plan.Symptoms.Length;
        double expected = point.Value[_plan.Drift];
        double[] before = new double[_plan.Symptoms.Length];
        double[] after = new double[_plan.Symptoms.Length];
        for (int d = 0; d < before.Length; d++)
        {
            before[d] = Absent(_plan.Symptoms[d], states, point, false);
            after[d] = Absent(_plan.Symptoms[d], states, point, true);
            expected += scale * (before[d] - after[d]);
        }

        double log = point.Value[_plan.LogSd];
        double precision = Elementary.Exp(-2 * log);
        double residual = change - expected;
        if (score is not null)
        {
            score[_plan.Drift] += share * residual * precision;
            score[_plan.LogSd] += share * ((residual * residual * precision) - 1);
            for (int d = 0; d < before.Length; d++)
            {
                double slope = share * residual * precision * scale;
                Spread(_plan.Symptoms[d], states, point, before[d], slope, false, score);
                Spread(_plan.Symptoms[d], states, point, after[d], -slope, true, score);
            }
        }

        return (-0.5 * residual * residual * precision) - log - (0.5 * Elementary.Log(2 * Math.PI));
    }

    private static double Absent(TrialPlan.Symptom symptom, int[] states, TrialPoint point, bool treated)
    {
        double absent = 1 - symptom.Leak;
        foreach (var link in symptom.Links)
        {
            if (states[link.Pathway] == link.State)
            {
                double lambda = point.Chance[link.Parameter];
                absent *= 1 - (treated ? Math.Min(LargestChance, lambda * point.Remaining[link.Pathway]) : lambda);
            }
        }

        return absent;
    }

    /// <summary>d absent / d lambda and d absent / d log R, times a slope.</summary>
    private static void Spread(TrialPlan.Symptom symptom, int[] states, TrialPoint point, double absent, double slope, bool treated, double[] score)
    {
        foreach (var link in symptom.Links)
        {
            if (states[link.Pathway] == link.State)
            {
                double lambda = point.Chance[link.Parameter];
                double r = treated ? point.Remaining[link.Pathway] : 1;
                double x = lambda * r;
                if (x >= LargestChance)
                {
                    continue;
                }

                double onX = -slope * absent / (1 - x);
                score[link.Parameter] += onX * x * (1 - lambda);
                if (treated)
                {
                    point.OnRemaining[link.Pathway] += onX * x;
                }
            }
        }
    }

    /// <summary>The followed-up markers of a person: jointly normal, means shrunk by what the arm restored.</summary>
    private double Markers(TrialPlan.Subject person, int[] states, TrialPoint point, double share, double[]? score)
    {
        int m = person.Markers.Length;
        double[] residual = new double[m];
        for (int i = 0; i < m; i++)
        {
            residual[i] = person.MarkerValues[i];
            foreach (var l in _plan.Markers[person.Markers[i]])
            {
                residual[i] -= states[l.Pathway] == l.State ? point.Value[l.Parameter] * point.Remaining[l.Pathway] : 0;
            }
        }

        double sum = 0;
        for (int i = 0; i < m; i++)
        {
            sum -= 0.5 * ((residual[i] * residual[i]) + Elementary.Log(2 * Math.PI));
            foreach (var l in score is null ? [] : _plan.Markers[person.Markers[i]])
            {
                if (states[l.Pathway] == l.State)
                {
                    score![l.Parameter] += share * residual[i] * point.Remaining[l.Pathway];
                    point.OnRemaining[l.Pathway] += share * residual[i] * point.Value[l.Parameter] * point.Remaining[l.Pathway];
                }
            }
        }

        return sum;
    }

    /// <summary>log p(compensatory states | causes; kappa) and its derivative; the plan's weights hold minus the same at the literature's kappa.</summary>
    private static double Coupling(CouplingResponder[] responders, int[] states, TrialPoint point, double share, double[]? score)
    {
        double product = 1;
        foreach (var responder in responders)
        {
            int state = states[responder.Pathway];
            double now = responder.Probability(states, state, point.Chance);
            product *= now;
            if (score is not null)
            {
                responder.AddScore(states, state, point.Chance, share / now, score);
            }
        }

        return score is null && product != 1 ? Elementary.Log(product) : 0;
    }
}
