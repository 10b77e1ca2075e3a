using System.Runtime.CompilerServices;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference;

/// <summary>
/// One replica of the sampler: a configuration at inverse temperature beta, which scales the log likelihood only.
/// Draws each pathway given all others; <see cref="GibbsConfiguration"/> keeps what that needs up to date.
/// </summary>
internal sealed class GibbsState
{
    private readonly CompiledGrid _grid;
    private readonly GibbsTables _tables;
    private readonly double[] _weights = new double[8];
    private readonly double[] _absent;
    private readonly double[][] _predictors;
    private GibbsConfiguration _c;

    public GibbsState(GibbsTables tables, double beta, Philox random)
    {
        _tables = tables;
        _grid = tables.Grid;
        Beta = beta;
        _absent = new double[tables.SymptomStride];
        _predictors = [.. _grid.Factors.Select(f => f.NewPredictor())];
        _c = new GibbsConfiguration(tables);
        SamplePrior(random);
    }

    public double Beta { get; }

    /// <summary>State index of each pathway.</summary>
    public int[] States => _c.States;

    /// <summary>Exchanges configurations with another replica.</summary>
    public void Swap(GibbsState other) => (_c, other._c) = (other._c, _c);

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

        Refresh();
    }

    /// <summary>Takes over a configuration.</summary>
    public void Set(ReadOnlySpan<int> states)
    {
        states.CopyTo(States);
        Refresh();
    }

    /// <summary>Recomputes the fields from scratch, which removes accumulated rounding.</summary>
    public void Refresh() => _c.Refresh();

    /// <summary>One sweep over all pathways in order; the sums, if any, receive each pathway's conditional probabilities.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sweep(Philox random, GibbsSums? sums)
    {
        for (int k = 0; k < States.Length; k++)
        {
            int first = _grid.Offset[k];
            var p = _weights.AsSpan(0, _grid.Count(k));
            Conditional(k, p);
            sums?.Add(k, p, States);
            _c.Change(k, first + Pick(p, random.NextDouble()));
        }
    }

    /// <summary>log p(observations | configuration).</summary>
    public double LogLikelihood()
    {
        double sum = _grid.LogConstant;
        for (int k = 0; k < States.Length; k++)
        {
            int s = States[k];
            sum += _tables.LogLikelihood[s] + (_grid.Kind[s] == AlterationKind.None ? 0 : 0.5 * _c.Field[s]);
        }

        for (int f = 0; f < _grid.Factors.Count; f++)
        {
            sum += _grid.Factors[f].Log(_c.Predictors[f]);
        }

        AbsentProducts(-1);
        for (int d = 0; d < _grid.PositiveLeak.Length; d++)
        {
            sum += Elementary.Log(1 - _absent[d]);
        }

        return sum;
    }

    /// <summary>log p(configuration).</summary>
    public double LogPrior()
    {
        double sum = 0;
        for (int k = 0; k < States.Length; k++)
        {
            int s = States[k];
            sum += _grid.LogPriorUnary[s];
            if (_grid.Parents[k].Length > 0 && _grid.Kind[s] != AlterationKind.Causal)
            {
                var (q0, q1) = Pushes(k, -1, -1);
                sum += Elementary.Log(Response(s, q0, q1));
            }
        }

        return sum;
    }

    /// <summary>P(state of one pathway | all others, observations) at this temperature.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Conditional(int k, Span<double> p)
    {
        int first = _grid.Offset[k];
        double max = double.NegativeInfinity;
        for (int i = 0; i < p.Length; i++)
        {
            int s = first + i;
            double factors = _tables.FactorsOf[k].Length == 0 ? 0 : LogFactors(k, s);
            p[i] = _grid.LogPriorUnary[s] + (Beta == 0 ? 0 : Beta * (_tables.LogLikelihood[s] + _c.Field[s] + factors));
            max = Math.Max(max, p[i]);
        }

        if (double.IsNegativeInfinity(max))
        {
            p.Fill(1.0 / p.Length);
            return;
        }

        for (int i = 0; i < p.Length; i++)
        {
            p[i] = Elementary.Exp(p[i] - max);
        }

        TimesSymptoms(k, first, p);
        TimesCouplings(k, first, p);
        Normalise(p);
    }

    /// <summary>The factors of a pathway were it in another state.</summary>
    private double LogFactors(int k, int state)
    {
        double sum = 0;
        foreach (int f in _tables.FactorsOf[k])
        {
            double[] predictor = _predictors[f];
            _c.Predictors[f].CopyTo(predictor, 0);
            _grid.Factors[f].Move(predictor, States[k], -1);
            _grid.Factors[f].Move(predictor, state, 1);
            sum += _grid.Factors[f].Log(predictor);
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TimesSymptoms(int k, int first, Span<double> p)
    {
        int symptoms = _grid.PositiveLeak.Length;
        if (symptoms == 0 || Beta == 0)
        {
            return;
        }

        AbsentProducts(k);
        double spared = Tempered(PresentProduct(symptoms, -1));
        for (int i = 0; i < p.Length; i++)
        {
            int s = first + i;
            p[i] *= _tables.LoadsOnSymptoms[s] ? Tempered(PresentProduct(symptoms, s)) : spared;
        }
    }

    private double Tempered(double product) => Beta == 1 ? product : Elementary.Exp(Beta * Elementary.Log(product));

    private double PresentProduct(int symptoms, int state)
    {
        double product = 1;
        int row = state * _tables.SymptomStride;
        for (int d = 0; d < symptoms; d++)
        {
            product *= 1 - (state < 0 ? _absent[d] : _absent[d] * _tables.MissByState[row + d]);
        }

        return product;
    }

    /// <summary>P(symptom absent) of every present symptom, one pathway left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AbsentProducts(int except)
    {
        _grid.PositiveLeak.CopyTo(_absent, 0);
        for (int i = 0; i < _c.CausalCount; i++)
        {
            int j = _c.Causal[i];
            if (j == except)
            {
                continue;
            }

            int row = States[j] * _tables.SymptomStride;
            for (int d = 0; d < _grid.PositiveLeak.Length; d++)
            {
                _absent[d] *= _tables.MissByState[row + d];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void TimesCouplings(int k, int first, Span<double> p)
    {
        if (_grid.Parents[k].Length > 0)
        {
            var (q0, q1) = Pushes(k, -1, -1);
            for (int i = 0; i < p.Length; i++)
            {
                p[i] *= _grid.Kind[first + i] == AlterationKind.Causal ? 1 : Response(first + i, q0, q1);
            }
        }

        foreach (int child in _grid.Children[k])
        {
            int state = States[child];
            if (_grid.Kind[state] == AlterationKind.Causal)
            {
                continue;
            }

            // Only causal states push; all others share one factor.
            var (rest0, rest1) = Pushes(child, k, -1);
            double spared = Response(state, rest0, rest1);
            for (int i = 0; i < p.Length; i++)
            {
                if (_grid.Kind[first + i] == AlterationKind.Causal)
                {
                    var (q0, q1) = Pushes(child, k, first + i);
                    p[i] *= Response(state, q0, q1);
                }
                else
                {
                    p[i] *= spared;
                }
            }
        }
    }

    /// <summary>Products of 1 - kappa over the causal parents of a responder, towards direction 0 and 1; one parent may be given another state.</summary>
    private (double Towards0, double Towards1) Pushes(int responder, int changed, int changedState)
    {
        double q0 = 1;
        double q1 = 1;
        foreach (var (cause, direction, miss) in _grid.Parents[responder])
        {
            int j = _grid.PathwayOf[cause];
            if ((j == changed ? changedState : States[j]) == cause)
            {
                q0 *= direction == 0 ? miss : 1;
                q1 *= direction == 1 ? miss : 1;
            }
        }

        return (q0, q1);
    }

    private double Response(int state, double q0, double q1) =>
        _grid.Kind[state] == AlterationKind.None ? q0 * q1 : _grid.CompensationFactor(state, q0, q1);

    private int DrawCausal(int k, double u)
    {
        double sum = 0;
        for (int s = _grid.Offset[k]; s < _grid.Offset[k + 1]; s++)
        {
            if (_grid.Kind[s] == AlterationKind.Causal)
            {
                sum += _tables.Prior[s];
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
        var (q0, q1) = Pushes(k, -1, -1);
        for (int i = 0; i < p.Length; i++)
        {
            int s = first + i;
            double response = _grid.Parents[k].Length == 0 ? 1 : Response(s, q0, q1);
            p[i] = _grid.Kind[s] == AlterationKind.Causal ? 0 : _tables.Prior[s] * response;
        }

        Normalise(p);
        return first + Pick(p, u);
    }

    private static void Normalise(Span<double> p)
    {
        double sum = 0;
        foreach (double value in p)
        {
            sum += value;
        }

        for (int i = 0; i < p.Length; i++)
        {
            p[i] = sum > 0 ? p[i] / sum : 1.0 / p.Length;
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
