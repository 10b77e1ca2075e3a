using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>
/// Prior of one pathway in one direction on the liability scale. The liability has variance 1:
/// l = sqrt(R2) z + sum_e b_e (X_e - f_e) + sum_e g_e z (X_e - f_e) + eps; the pathway is causal when l exceeds T. T solves
/// E[P(l > T)] = prevalence over the population's exposures, so that a person of whom nothing is known has the base rate.
/// </summary>
internal sealed class LiabilityPrior
{
    private const int ExactExposures = 12;
    private const int QuadratureOrder = 11;
    private static readonly GaussHermite Quadrature = GaussHermite.OfOrder(QuadratureOrder);
    private readonly double _scoreR2;
    private readonly Load[] _loads;
    private readonly double _residual;
    private readonly double[] _prevalence;
    private readonly double[] _weight;
    private readonly double[] _threshold;

    /// <summary>Solves the thresholds.</summary>
    /// <param name="logitPrevalence">Mean of logit prevalence.</param>
    /// <param name="logitSd">Its standard deviation; 0 for a known prevalence.</param>
    /// <param name="scoreR2">Variance explained by the score.</param>
    /// <param name="loads">The exposures.</param>
    public LiabilityPrior(double logitPrevalence, double logitSd, double scoreR2, IEnumerable<Load> loads)
    {
        _scoreR2 = scoreR2;
        _loads = [.. loads.Where(l => l.Effect != 0 || l.Interaction != 0).OrderByDescending(l => Variance(l)).ThenBy(l => l.Exposure)];
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

    /// <summary>P(causal | score, exposures): unknown exposures are mixed over, the score and the prevalence are integrated.</summary>
    /// <param name="score">What is known of the true score.</param>
    /// <param name="exposed">By exposure key; null = unknown.</param>
    /// <param name="factor">How strongly an exposure that took place acted, 1 = as in the population.</param>
    public double Causal(ScoreBelief score, Func<int, bool?> exposed, Func<int, double>? factor = null)
    {
        double known = 0;
        double slope = Math.Sqrt(_scoreR2);
        var unknown = new List<Load>();
        foreach (var load in _loads)
        {
            if (exposed(load.Exposure) is { } present)
            {
                double x = present ? factor?.Invoke(load.Exposure) ?? 1 : 0;
                known += load.Effect * (x - load.Frequency);
                slope += load.Interaction * (x - load.Frequency);
            }
            else
            {
                unknown.Add(load);
            }
        }

        double variance = _residual - score.ShiftPrior;
        var mixture = Mix(unknown, slope, ref variance);
        return Mean(i => MixtureTail(mixture, known - _threshold[i], variance, score));
    }

    private static double Variance(Load load) =>
        ((load.Effect * load.Effect) + (load.Interaction * load.Interaction)) * load.Frequency * (1 - load.Frequency);

    private double Mean(Func<int, double> value)
    {
        double sum = 0;
        for (int i = 0; i < _weight.Length; i++)
        {
            sum += _weight[i] * value(i);
        }

        return sum;
    }

    /// <summary>The distribution of sum b (X - f) and of the score's slope: exact for the twelve largest, the rest added to the normal variance.</summary>
    private static Component[] Mix(IReadOnlyList<Load> unknown, double slope, ref double variance)
    {
        Component[] mixture = [new(0, slope, 1)];
        for (int i = 0; i < unknown.Count; i++)
        {
            var (_, b, f, g) = unknown[i];
            if (i >= ExactExposures)
            {
                variance += Variance(unknown[i]);
                continue;
            }

            mixture =
            [
                .. mixture.Select(m => new Component(m.Shift + (b * (1 - f)), m.Slope + (g * (1 - f)), m.Probability * f)),
                .. mixture.Select(m => new Component(m.Shift - (b * f), m.Slope - (g * f), m.Probability * (1 - f))),
            ];
        }

        return mixture;
    }

    private static double MixtureTail(Component[] mixture, double centre, double variance, ScoreBelief score)
    {
        double sum = 0;
        foreach (var (shift, slope, probability) in mixture)
        {
            sum += probability * Normal.Cumulative((centre + shift + (slope * score.Mean) + score.Shift) / Math.Sqrt(variance + (slope * slope * score.Variance) + (2 * slope * score.Covariance) + score.ShiftVariance));
        }

        return sum;
    }

    /// <summary>Newton steps on Phi^-1 of the tail, which is almost linear in T.</summary>
    private double SolveThreshold(double prevalence)
    {
        double variance = _residual;
        var mixture = Mix(_loads, Math.Sqrt(_scoreR2), ref variance);
        double target = Normal.Quantile(prevalence);
        double threshold = -target;
        for (int step = 0; step < 60; step++)
        {
            double quantile = Normal.Quantile(MixtureTail(mixture, -threshold, variance, ScoreBelief.Unknown));
            double slope = mixture.Sum(m => m.Probability * Normal.Density((m.Shift - threshold) / m.Sd(variance)) / m.Sd(variance)) / Normal.Density(quantile);
            threshold += (quantile - target) / slope;
            if (Math.Abs(quantile - target) < 1e-13)
            {
                break;
            }
        }

        return threshold;
    }

    /// <summary>An exposure: key, effect b, frequency f, gene x exposure term g.</summary>
    internal readonly record struct Load(int Exposure, double Effect, double Frequency, double Interaction = 0);

    /// <summary>One combination of unknown exposures.</summary>
    private readonly record struct Component(double Shift, double Slope, double Probability)
    {
        public double Sd(double variance) => Math.Sqrt(variance + (Slope * Slope));
    }
}
