using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>
/// Prior of one pathway in one direction on the liability scale. The liability has variance 1:
/// l = sqrt(R2) z + sum_e b_e (X_e - f_e) + eps; the pathway is causal when l exceeds T. T solves
/// E[P(l > T)] = prevalence over the population's exposures, so that a person of whom nothing is known has the base rate.
/// </summary>
internal sealed class LiabilityPrior
{
    private const int ExactExposures = 12;
    private const int QuadratureOrder = 11;
    private static readonly GaussHermite Quadrature = GaussHermite.OfOrder(QuadratureOrder);
    private readonly double _scoreR2;
    private readonly (int Exposure, double Effect, double Frequency)[] _loads;
    private readonly double _residual;
    private readonly double[] _prevalence;
    private readonly double[] _weight;
    private readonly double[] _threshold;

    /// <summary>Solves the thresholds.</summary>
    /// <param name="logitPrevalence">Mean of logit prevalence.</param>
    /// <param name="logitSd">Its standard deviation; 0 for a known prevalence.</param>
    /// <param name="scoreR2">Variance explained by the score.</param>
    /// <param name="loads">Exposure key, effect b, frequency f.</param>
    public LiabilityPrior(double logitPrevalence, double logitSd, double scoreR2, IEnumerable<(int Exposure, double Effect, double Frequency)> loads)
    {
        _scoreR2 = scoreR2;
        _loads = [.. loads.Where(l => l.Effect != 0).OrderByDescending(l => Variance(l)).ThenBy(l => l.Exposure)];
        _residual = 1 - scoreR2 - _loads.Sum(Variance);
        _weight = logitSd == 0 ? [1] : Quadrature.Weights;
        double[] nodes = logitSd == 0 ? [0] : Quadrature.Nodes;
        _prevalence = [.. nodes.Select(x => Logit.ToProbability(logitPrevalence + (logitSd * x)))];
        _threshold = _residual > 0 ? [.. _prevalence.Select(SolveThreshold)] : [];
    }

    /// <summary>Variance left to what is not modelled; the prior is undefined unless this is positive.</summary>
    public double ResidualVariance => _residual;

    /// <summary>P(causal) with nothing known, the prevalence integrated.</summary>
    public double BaseRate => Mean(i => _prevalence[i]);

    /// <summary>True when more than twelve exposures are unknown and the smaller ones are matched by their variance.</summary>
    public bool IsMomentMatched(Func<int, bool?> exposed) => _loads.Count(l => exposed(l.Exposure) is null) > ExactExposures;

    /// <summary>The exposures with an effect.</summary>
    public IEnumerable<int> Exposures => _loads.Select(l => l.Exposure);

    /// <summary>P(causal | score, exposures): unknown exposures are mixed over, the prevalence is integrated.</summary>
    public double Causal(double? z, double coverage, Func<int, bool?> exposed)
    {
        double known = z is null ? 0 : Math.Sqrt(_scoreR2 * coverage) * z.Value;
        double variance = _residual + (z is null ? _scoreR2 : _scoreR2 * (1 - coverage));
        var unknown = new List<(int, double, double)>();
        foreach (var load in _loads)
        {
            if (exposed(load.Exposure) is { } present)
            {
                known += load.Effect * ((present ? 1 : 0) - load.Frequency);
            }
            else
            {
                unknown.Add(load);
            }
        }

        var mixture = Mix(unknown, ref variance);
        double sd = Math.Sqrt(variance);
        return Mean(i => MixtureTail(mixture, known - _threshold[i], sd));
    }

    private static double Variance((int Exposure, double Effect, double Frequency) load) =>
        load.Effect * load.Effect * load.Frequency * (1 - load.Frequency);

    private double Mean(Func<int, double> value)
    {
        double sum = 0;
        for (int i = 0; i < _weight.Length; i++)
        {
            sum += _weight[i] * value(i);
        }

        return sum;
    }

    /// <summary>The distribution of sum b (X - f): exact for the twelve largest, the rest added to the normal variance.</summary>
    private static (double Shift, double Probability)[] Mix(IReadOnlyList<(int Exposure, double Effect, double Frequency)> unknown, ref double variance)
    {
        (double Shift, double Probability)[] mixture = [(0, 1)];
        for (int i = 0; i < unknown.Count; i++)
        {
            var (_, b, f) = unknown[i];
            if (i >= ExactExposures)
            {
                variance += Variance(unknown[i]);
                continue;
            }

            mixture = [.. mixture.Select(m => (m.Shift + (b * (1 - f)), m.Probability * f)), .. mixture.Select(m => (m.Shift - (b * f), m.Probability * (1 - f)))];
        }

        return mixture;
    }

    private static double MixtureTail((double Shift, double Probability)[] mixture, double centre, double sd)
    {
        double sum = 0;
        foreach (var (shift, probability) in mixture)
        {
            sum += probability * Normal.Cumulative((centre + shift) / sd);
        }

        return sum;
    }

    /// <summary>Newton steps on Phi^-1 of the tail, which is almost linear in T.</summary>
    private double SolveThreshold(double prevalence)
    {
        double variance = _residual + _scoreR2;
        var mixture = Mix(_loads, ref variance);
        double sd = Math.Sqrt(variance);
        double target = Normal.Quantile(prevalence);
        double threshold = -target;
        for (int step = 0; step < 60; step++)
        {
            double quantile = Normal.Quantile(MixtureTail(mixture, -threshold, sd));
            double slope = mixture.Sum(m => m.Probability * Normal.Density((m.Shift - threshold) / sd)) / (sd * Normal.Density(quantile));
            threshold += (quantile - target) / slope;
            if (Math.Abs(quantile - target) < 1e-13)
            {
                break;
            }
        }

        return threshold;
    }
}
