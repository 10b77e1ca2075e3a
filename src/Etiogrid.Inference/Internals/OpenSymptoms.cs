using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>
/// Bounds of E[prod_d (1 - q_d prod_k m_kd)] over independent open pathways: the chance of all present symptoms at a node of the search.
/// Below: symptoms rise together with their causes, so that the expectation of the product is at least the product of expectations
/// (Harris 1960, doi 10.1017/S0305004100034241), where the states of every pathway are ordered; otherwise each at its smallest.
/// Above: log(1 - exp(-x)) is concave in x, so each symptom lies under a tangent that factorises over pathways (Jaakkola and Jordan 1999,
/// doi 10.1613/jair.583); where no cause is assigned yet the tangent is too steep, and the symptom enters by its largest value.
/// </summary>
internal sealed class OpenSymptoms
{
    private const double Steepest = 4;
    private readonly CompiledGrid _grid;
    private readonly int _symptoms;
    private readonly bool _ordered;
    private readonly double[] _logMiss;
    private readonly double[] _meanLow;
    private readonly double[] _meanHigh;
    private readonly double[] _least;
    private readonly double[] _absentLow;
    private readonly double[] _absentHigh;
    private readonly double[] _absentLeast;
    private readonly double[] _largest;
    private readonly double[] _slope;
    private readonly double[] _tangent;
    private readonly double[] _tangentMean;
    private double _logTangent;
    private double _constant;

    public OpenSymptoms(CompiledGrid grid)
    {
        _grid = grid;
        _symptoms = grid.PositiveLeak.Length;
        _ordered = AreOrdered();
        _logMiss = [.. grid.Miss.Values.Select(m => -Elementary.Log(m))];
        _meanLow = new double[_symptoms * grid.Pathways];
        _meanHigh = new double[_symptoms * grid.Pathways];
        _least = new double[_symptoms * grid.Pathways];
        _absentLow = new double[_symptoms];
        _absentHigh = new double[_symptoms];
        _absentLeast = new double[_symptoms];
        _largest = new double[_symptoms];
        _slope = new double[_symptoms];
        _tangent = new double[grid.States];
        _tangentMean = new double[grid.Pathways];
    }

    /// <summary>Takes a node: the assigned states, the open pathways, and the probabilities of their states under the lower and the upper weights.</summary>
    public void Set(int[] states, ReadOnlySpan<int> assigned, ReadOnlySpan<int> open, double[] low, double[] high)
    {
        for (int d = 0; d < _symptoms; d++)
        {
            double absent = _grid.PositiveLeak[d];
            foreach (int k in assigned)
            {
                absent *= _grid.Miss[d, states[k]];
            }

            SetMeans(d, absent, open, low, high);
        }

        SetTangents(states, assigned, open, high);
    }

    /// <summary>Bounds of the expectation; with an open pathway held in a state where one is given.</summary>
    public (double Low, double High) Bounds(int held = -1)
    {
        double low = 1;
        double single = 1;
        double others = 1;
        int k = held < 0 ? -1 : _grid.PathwayOf[held];
        for (int d = 0; d < _symptoms; d++)
        {
            double present = 1 - Held(_absentHigh[d], _meanHigh, d, k, held);
            double most = 1 - Held(_absentLeast[d], _least, d, k, held);
            low *= 1 - Held(_ordered ? _absentLow[d] : _largest[d], _meanLow, d, k, held, _ordered);
            others *= most;
            single = most > 0 ? Math.Min(single, present / most) : 0;
        }

        double tangent = k < 0 ? _logTangent : _logTangent - Elementary.Log(_tangentMean[k]) + Elementary.Log(_tangent[held]);
        return (Math.Max(0, low), Math.Min(single * others, _constant * Elementary.Exp(tangent)));
    }

    private double Held(double product, double[] means, int d, int k, int held, bool apply = true)
    {
        double mean = k < 0 || !apply ? 1 : means[(d * _grid.Pathways) + k];
        return k < 0 || !apply ? product : mean > 0 ? product / mean * _grid.Miss[d, held] : 0;
    }

    private void SetMeans(int d, double absent, ReadOnlySpan<int> open, double[] low, double[] high)
    {
        (_absentLow[d], _absentHigh[d], _absentLeast[d]) = (absent, absent, absent);
        double largest = absent;
        foreach (int k in open)
        {
            double a = 0;
            double b = 0;
            double least = 1;
            double most = 0;
            for (int s = _grid.Offset[k]; s < _grid.Offset[k + 1]; s++)
            {
                double miss = _grid.Miss[d, s];
                a += low[s] * miss;
                b += high[s] * miss;
                least = Math.Min(least, miss);
                most = Math.Max(most, miss);
            }

            int at = (d * _grid.Pathways) + k;
            (_meanLow[at], _meanHigh[at], _least[at]) = (a, b, least);
            _absentLow[d] *= a;
            _absentHigh[d] *= b;
            _absentLeast[d] *= least;
            largest *= most;
        }

        _largest[d] = largest;
    }

    /// <summary>1 - exp(-x) is at most exp(slope x - conjugate(slope)); the slope touches at the expected absence.</summary>
    private void SetTangents(int[] states, ReadOnlySpan<int> assigned, ReadOnlySpan<int> open, double[] high)
    {
        _constant = 1;
        _logTangent = 0;
        for (int d = 0; d < _symptoms; d++)
        {
            double slope = _absentHigh[d] / (1 - _absentHigh[d]);
            bool usable = slope is > 0 and <= Steepest && _absentLeast[d] > 0;
            _slope[d] = usable ? slope : 0;
            _constant *= usable ? 1 : 1 - _absentLeast[d];
            if (usable)
            {
                double x = -Elementary.Log(_grid.PositiveLeak[d]);
                foreach (int k in assigned)
                {
                    x += _logMiss[(d * _grid.States) + states[k]];
                }

                _logTangent += (slope * x) + (slope * Elementary.Log(slope)) - ((slope + 1) * Elementary.Log1p(slope));
            }
        }

        foreach (int k in open)
        {
            double mean = 0;
            for (int s = _grid.Offset[k]; s < _grid.Offset[k + 1]; s++)
            {
                double log = 0;
                for (int d = 0; d < _symptoms; d++)
                {
                    log += _slope[d] > 0 ? _slope[d] * _logMiss[(d * _grid.States) + s] : 0;
                }

                _tangent[s] = log == 0 ? 1 : Elementary.Exp(log);
                mean += high[s] * _tangent[s];
            }

            _tangentMean[k] = mean;
            _logTangent += Elementary.Log(mean);
        }
    }

    /// <summary>True where the states of every pathway can be put in one order in which no symptom's chance falls.</summary>
    private bool AreOrdered()
    {
        for (int k = 0; k < _grid.Pathways; k++)
        {
            for (int s = _grid.Offset[k]; s < _grid.Offset[k + 1]; s++)
            {
                for (int t = _grid.Offset[k]; t < s; t++)
                {
                    if (Raises(s, t) && Raises(t, s))
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    private bool Raises(int s, int t) => Enumerable.Range(0, _symptoms).Any(d => _grid.Miss[d, s] < _grid.Miss[d, t]);
}
