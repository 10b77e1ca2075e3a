using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference;

/// <summary>One replica of the sampler: a configuration at inverse temperature beta, which scales the log likelihood only.</summary>
internal sealed class GibbsState
{
    private readonly CompiledGrid _grid;
    private readonly double[] _weights;
    private readonly double[] _missProducts;

    public GibbsState(CompiledGrid grid, double beta, Philox random)
    {
        _grid = grid;
        Beta = beta;
        States = new int[grid.Pathways];
        _weights = new double[2 * 8];
        _missProducts = new double[grid.PositiveLeak.Length];
        SamplePrior(random);
    }

    public double Beta { get; }

    /// <summary>State index of each pathway.</summary>
    public int[] States { get; private set; }

    /// <summary>Exchanges configurations with another replica.</summary>
    public void Swap(GibbsState other) => (States, other.States) = (other.States, States);

    /// <summary>Draws a configuration from the prior: causal states independently, then the rest given them.</summary>
    public void SamplePrior(Philox random)
    {
        for (int k = 0; k < States.Length; k++)
        {
            States[k] = DrawCausal(k, random.NextDouble());
        }

        for (int k = 0; k < States.Length; k++)
        {
            if (States[k] < 0)
            {
                States[k] = DrawSecondary(k, random.NextDouble());
            }
        }
    }

    /// <summary>One sweep over all pathways in order; the sink, if any, receives each pathway's conditional probabilities.</summary>
    public void Sweep(Philox random, GibbsSums? sums)
    {
        for (int k = 0; k < States.Length; k++)
        {
            int first = _grid.Offset[k];
            int count = _grid.Count(k);
            var p = _weights.AsSpan(0, count);
            Conditional(k, p);
            sums?.Add(k, p, States);
            States[k] = first + Pick(p, random.NextDouble());
        }
    }

    /// <summary>log p(observations | configuration).</summary>
    public double LogLikelihood()
    {
        double sum = _grid.LogConstant;
        for (int k = 0; k < States.Length; k++)
        {
            int s = States[k];
            sum += _grid.LogUnary[s] - _grid.LogPriorUnary[s];
            if (_grid.Kind[s] == AlterationKind.None)
            {
                continue;
            }

            for (int j = 0; j < k; j++)
            {
                sum += _grid.LogGaussianPair[s, States[j]];
            }
        }

        for (int d = 0; d < _missProducts.Length; d++)
        {
            sum += Elementary.Log(1 - MissProduct(d, -1));
        }

        return sum;
    }

    /// <summary>log p(configuration).</summary>
    public double LogPrior()
    {
        double sum = 0;
        for (int k = 0; k < States.Length; k++)
        {
            sum += _grid.LogPriorUnary[States[k]] + LogCoupling(k, States[k], -1, -1);
        }

        return sum;
    }

    /// <summary>P(state of one pathway | all others, observations) at this temperature.</summary>
    private void Conditional(int k, Span<double> p)
    {
        for (int d = 0; d < _missProducts.Length; d++)
        {
            _missProducts[d] = MissProduct(d, k);
        }

        int first = _grid.Offset[k];
        double max = double.NegativeInfinity;
        double spared = LogSymptoms(-1);
        for (int i = 0; i < p.Length; i++)
        {
            int s = first + i;
            double like = _grid.LogUnary[s] - _grid.LogPriorUnary[s] + Field(k, s) + (_grid.Kind[s] == AlterationKind.Causal ? LogSymptoms(s) : spared);
            p[i] = _grid.LogPriorUnary[s] + (Beta == 0 ? 0 : Beta * like) + LogCoupling(k, s, -1, -1);
            foreach (int child in _grid.Children[k])
            {
                p[i] += LogCoupling(child, States[child], k, s);
            }

            max = Math.Max(max, p[i]);
        }

        Normalise(p, max);
    }

    private double Field(int k, int s)
    {
        if (_grid.Kind[s] == AlterationKind.None)
        {
            return 0;
        }

        var row = _grid.LogGaussianPair.Row(s);
        double sum = 0;
        for (int j = 0; j < States.Length; j++)
        {
            sum += j == k ? 0 : row[States[j]];
        }

        return sum;
    }

    private double MissProduct(int d, int except)
    {
        var row = _grid.Miss.Row(d);
        double q = _grid.PositiveLeak[d];
        for (int j = 0; j < States.Length; j++)
        {
            q *= j == except ? 1 : row[States[j]];
        }

        return q;
    }

    private double LogSymptoms(int state)
    {
        double product = 1;
        for (int d = 0; d < _missProducts.Length; d++)
        {
            product *= 1 - (state < 0 ? _missProducts[d] : _missProducts[d] * _grid.Miss[d, state]);
        }

        return _missProducts.Length == 0 ? 0 : Elementary.Log(product);
    }

    /// <summary>log of the factor of a pathway's state that depends on causal pathways; one of them may be given another state.</summary>
    private double LogCoupling(int pathway, int state, int changed, int changedState)
    {
        var parents = _grid.Parents[pathway];
        if (parents.Length == 0 || _grid.Kind[state] == AlterationKind.Causal)
        {
            return 0;
        }

        double q0 = 1;
        double q1 = 1;
        foreach (var (cause, direction, miss) in parents)
        {
            int j = _grid.PathwayOf[cause];
            if ((j == changed ? changedState : States[j]) == cause)
            {
                q0 *= direction == 0 ? miss : 1;
                q1 *= direction == 1 ? miss : 1;
            }
        }

        return Elementary.Log(_grid.Kind[state] == AlterationKind.None ? q0 * q1 : _grid.CompensationFactor(state, q0, q1));
    }

    private int DrawCausal(int k, double u)
    {
        double sum = 0;
        for (int s = _grid.Offset[k]; s < _grid.Offset[k + 1]; s++)
        {
            if (_grid.Kind[s] == AlterationKind.Causal)
            {
                sum += Elementary.Exp(_grid.LogPriorUnary[s]);
                if (u < sum)
                {
                    return s;
                }
            }
        }

        return -1;
    }

    private int DrawSecondary(int k, double u)
    {
        int first = _grid.Offset[k];
        var p = _weights.AsSpan(0, _grid.Count(k));
        for (int i = 0; i < p.Length; i++)
        {
            int s = first + i;
            p[i] = _grid.Kind[s] == AlterationKind.Causal ? double.NegativeInfinity : _grid.LogPriorUnary[s] + LogCoupling(k, s, -1, -1);
        }

        Normalise(p, Max(p));
        return first + Pick(p, u);
    }

    private static double Max(ReadOnlySpan<double> values)
    {
        double max = double.NegativeInfinity;
        foreach (double v in values)
        {
            max = Math.Max(max, v);
        }

        return max;
    }

    private static void Normalise(Span<double> p, double max)
    {
        double sum = 0;
        for (int i = 0; i < p.Length; i++)
        {
            p[i] = double.IsNegativeInfinity(max) ? 1 : Elementary.Exp(p[i] - max);
            sum += p[i];
        }

        for (int i = 0; i < p.Length; i++)
        {
            p[i] /= sum;
        }
    }

    private static int Pick(ReadOnlySpan<double> p, double u)
    {
        double sum = 0;
        for (int i = 0; i < p.Length - 1; i++)
        {
            sum += p[i];
            if (u < sum)
            {
                return i;
            }
        }

        return p.Length - 1;
    }
}
