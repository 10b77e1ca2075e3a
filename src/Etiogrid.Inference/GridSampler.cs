using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference;

/// <summary>Draws people from the prior of a model: states, then symptoms and biomarkers given the states. Ignores what was observed.</summary>
public sealed class GridSampler
{
    private readonly GridModel _model;
    private readonly Matrix _factor;
    private readonly int[] _component;

    /// <summary>A sampler of one model.</summary>
    public GridSampler(GridModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        _component = model.MarkerFreedom is null ? [] : MarkerComponents.Of(model.MarkerCovariance);
        _factor = Cholesky.TryFactorise(model.MarkerCovariance, out var factor)
            ? factor.Factor
            : throw new ArgumentException("The marker covariance is not positive definite.", nameof(model));
    }

    /// <summary>One person.</summary>
    public GridSample Draw(Philox random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int[] states = DrawStates(random);
        bool[] symptoms = [.. _model.Symptoms.Select(s => random.NextBernoulli(ProbabilityOf(s, states)))];
        double[] continuous = [.. _model.ContinuousSymptoms.Select(s => s.Intercept + Shift(s.Links, states) + (s.Sd * random.NextNormal()))];
        double[] markers = DrawMarkers(states, random);
        int[] ordinal = [.. _model.OrdinalSymptoms.Select(s => LevelOf(s, Shift(s.Links, states) + random.NextNormal()))];
        return new(states, symptoms, continuous, markers) { OrdinalSymptoms = ordinal };
    }

    /// <summary>True states only.</summary>
    public int[] DrawStates(Philox random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int[] states = new int[_model.Pathways.Count];
        bool[] causal = new bool[states.Length];
        for (int k = 0; k < states.Length; k++)
        {
            states[k] = Pick(_model.Pathways[k].CausalPrior, random.NextDouble(), 1);
            causal[k] = states[k] > 0;
        }

        int[] causes = (int[])states.Clone();
        for (int k = 0; k < states.Length; k++)
        {
            states[k] = causal[k] ? states[k] : Pick(SecondaryChange(k, causes), random.NextDouble(), 1 + _model.Pathways[k].DirectionCount);
        }

        return states;
    }

    /// <summary>P(symptom present | states).</summary>
    public static double ProbabilityOf(GridSymptom symptom, IReadOnlyList<int> states)
    {
        ArgumentNullException.ThrowIfNull(symptom);
        ArgumentNullException.ThrowIfNull(states);
        double absent = 1 - symptom.Leak;
        foreach (var link in symptom.Links)
        {
            absent *= states[link.Pathway] == 1 + link.Direction ? 1 - link.Value : 1;
        }

        return 1 - absent;
    }

    /// <summary>P(compensatory, direction | not causal, causal set), one a direction.</summary>
    private double[] SecondaryChange(int k, int[] causes)
    {
        var p = _model.Pathways[k];
        double[] miss = [1, 1];
        foreach (var c in _model.Couplings)
        {
            miss[c.ResponderDirection] *= c.Responder == k && causes[c.Cause] == 1 + c.CauseDirection ? 1 - c.Kappa : 1;
        }

        double rho = p.SpontaneousChange;
        return [.. Enumerable.Range(0, p.DirectionCount).Select(d =>
            (rho * p.DirectionWeights[d]) + ((1 - rho) * 0.5 * (1 - miss[d]) * (1 + miss[1 - d])))];
    }

    /// <summary>sqrt((nu - 2) / chi-squared_nu): times a normal it is Student t of the same variance.</summary>
    internal static double TailScale(double freedom, Philox random) => Math.Sqrt((freedom - 2) / (2 * random.NextGamma(freedom / 2)));

    private double[] DrawMarkers(int[] states, Philox random)
    {
        double[] noise = [.. Enumerable.Range(0, _model.Markers.Count).Select(_ => random.NextNormal())];
        double[] y = new double[noise.Length];
        double[] scale = _component.Length == 0 ? [] : [.. Enumerable.Range(0, _component.Max() + 1).Select(_ => TailScale(_model.MarkerFreedom!.Value, random))];
        for (int m = 0; m < y.Length; m++)
        {
            y[m] = Numerics.Statistics.Moments.Dot(_factor.Row(m)[..(m + 1)], noise.AsSpan(0, m + 1)) * (scale.Length == 0 ? 1 : scale[_component[m]]);
            foreach (var loading in _model.Markers[m].Loadings)
            {
                y[m] += states[loading.Pathway] == loading.State ? loading.Value : 0;
            }
        }

        return y;
    }

    private static int LevelOf(GridOrdinalSymptom symptom, double severity) => symptom.Cutoffs.Count(c => severity > c);

    private static double Shift(IReadOnlyList<CausalLink> links, int[] states)
    {
        double sum = 0;
        foreach (var link in links)
        {
            sum += states[link.Pathway] == 1 + link.Direction ? link.Value : 0;
        }

        return sum;
    }

    /// <summary>first + index of the event, or 0 for none of them.</summary>
    private static int Pick(IReadOnlyList<double> probabilities, double u, int first)
    {
        double sum = 0;
        for (int i = 0; i < probabilities.Count; i++)
        {
            sum += probabilities[i];
            if (u < sum)
            {
                return first + i;
            }
        }

        return 0;
    }
}
