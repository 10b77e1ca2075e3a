using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference;

/// <summary>
/// Three exposures that go together (a common factor) and raise some pathways on the liability scale. The world knows the effects
/// adjusted for one another; the analyst has each exposure's own, unadjusted effect and adds them up as if exposures were independent.
/// </summary>
internal sealed class ExposureWorld
{
    private const int Exposures = 3;
    private const double Frequency = 0.3;
    private const double Shared = 0.7;
    private const double Effect = 0.6;
    private static readonly GaussHermite Factor = GaussHermite.OfOrder(31);
    private readonly double[] _joint = new double[1 << Exposures];
    private readonly GridModel _model;
    private readonly double[][] _true;
    private readonly double[][] _assumed;

    public ExposureWorld(GridModel model)
    {
        _model = model;
        for (int x = 0; x < _joint.Length; x++)
        {
            for (int i = 0; i < Factor.Nodes.Length; i++)
            {
                double p = Normal.Cumulative((Normal.Quantile(Frequency) + (Math.Sqrt(Shared) * Factor.Nodes[i])) / Math.Sqrt(1 - Shared));
                int present = System.Numerics.BitOperations.PopCount((uint)x);
                _joint[x] += Factor.Weights[i] * Power(p, present) * Power(1 - p, Exposures - present);
            }
        }

        double[] independent = [.. _joint.Select((_, x) => Power(Frequency, System.Numerics.BitOperations.PopCount((uint)x)) * Power(1 - Frequency, Exposures - System.Numerics.BitOperations.PopCount((uint)x)))];
        _true = [.. model.Pathways.Select(p => Priors(p.CausalPrior[0], Effect, _joint))];
        _assumed = [.. _true.Select((prior, k) => Priors(model.Pathways[k].CausalPrior[0], Unadjusted(prior), independent))];
    }

    /// <summary>One person's exposures: the pattern's index.</summary>
    public int Draw(Philox random)
    {
        double u = random.NextDouble();
        int x = 0;
        while (x < _joint.Length - 1 && u >= _joint[x])
        {
            u -= _joint[x++];
        }

        return x;
    }

    /// <summary>The model with the priors that a person with these exposures really has, or that the analyst computes.</summary>
    public GridModel For(int exposures, bool truth) => GridModel.Create(
        [.. _model.Pathways.Select((p, k) => p with { CausalPrior = [(truth ? _true : _assumed)[k][exposures]] })],
        _model.Couplings, _model.Symptoms, _model.ContinuousSymptoms, _model.Markers, _model.MarkerCovariance).Value;

    /// <summary>The effect of one exposure alone, on the same scale: what a study without adjustment reports.</summary>
    private double Unadjusted(double[] prior)
    {
        double Risk(int present) => Enumerable.Range(0, _joint.Length).Where(x => (x & 1) == present).Sum(x => _joint[x] * prior[x])
            / Enumerable.Range(0, _joint.Length).Where(x => (x & 1) == present).Sum(x => _joint[x]);
        return Normal.Quantile(Risk(1)) - Normal.Quantile(Risk(0));
    }

    /// <summary>P(causal) by exposure pattern: a probit whose intercept gives the prevalence under these pattern probabilities.</summary>
    private static double[] Priors(double prevalence, double effect, double[] patterns)
    {
        double low = -10;
        double high = 10;
        double[] prior = [];
        for (int step = 0; step < 80; step++)
        {
            double middle = 0.5 * (low + high);
            prior = [.. patterns.Select((_, x) => Normal.Cumulative(middle + (effect * System.Numerics.BitOperations.PopCount((uint)x))))];
            bool tooHigh = patterns.Zip(prior, (w, p) => w * p).Sum() > prevalence;
            (low, high) = tooHigh ? (low, middle) : (middle, high);
        }

        return prior;
    }

    private static double Power(double x, int n) => n == 0 ? 1 : x * Power(x, n - 1);
}
