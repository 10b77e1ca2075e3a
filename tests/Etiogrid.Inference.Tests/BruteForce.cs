using MathNet.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Tests;

/// <summary>
/// The oracle: GRID-3 straight from its definition, one configuration after the other, with MathNet for the normal density.
/// Shares no code with the engines.
/// </summary>
internal sealed class BruteForce
{
    private readonly GridModel _model;
    private readonly int[] _observed;
    private readonly Matrix<double>? _inverse;
    private readonly double _logNormal;

    public BruteForce(GridModel model)
    {
        _model = model;
        _observed = [.. Enumerable.Range(0, model.Markers.Count).Where(m => model.Markers[m].Value is not null)];
        if (_observed.Length > 0)
        {
            var s = Matrix<double>.Build.Dense(_observed.Length, _observed.Length, (i, j) => model.MarkerCovariance[_observed[i], _observed[j]]);
            _inverse = s.Inverse();
            _logNormal = -0.5 * ((_observed.Length * Math.Log(2 * Math.PI)) + Math.Log(s.Determinant()));
        }

        Run();
    }

    public double LogEvidence { get; private set; }

    public double[][] States { get; private set; } = [];

    public double[,] PairAltered { get; private set; } = new double[0, 0];

    public double[,] PairCausal { get; private set; } = new double[0, 0];

    public List<(double Probability, int[] States)> Configurations { get; } = [];

    public double Altered(int k) => 1 - States[k][0];

    public double Causal(int k) => States[k].Skip(1).Take(_model.Pathways[k].DirectionCount).Sum();

    private void Run()
    {
        int n = _model.Pathways.Count;
        var all = new List<(double Log, int[] States)>();
        int[] states = new int[n];
        do
        {
            all.Add((LogJoint(states), (int[])states.Clone()));
        }
        while (Next(states));
        double max = all.Max(a => a.Log);
        double total = all.Sum(a => Math.Exp(a.Log - max));
        LogEvidence = max + Math.Log(total);
        States = [.. _model.Pathways.Select(p => new double[p.StateCount])];
        PairAltered = new double[n, n];
        PairCausal = new double[n, n];
        foreach (var (log, s) in all)
        {
            double p = Math.Exp(log - max) / total;
            Configurations.Add((p, s));
            for (int i = 0; i < n; i++)
            {
                States[i][s[i]] += p;
                for (int j = 0; j < n; j++)
                {
                    PairAltered[i, j] += s[i] > 0 && s[j] > 0 ? p : 0;
                    PairCausal[i, j] += IsCausal(i, s[i]) && IsCausal(j, s[j]) ? p : 0;
                }
            }
        }
    }

    private bool IsCausal(int k, int s) => s >= 1 && s <= _model.Pathways[k].DirectionCount;

    private bool Next(int[] states)
    {
        for (int k = states.Length - 1; k >= 0; k--)
        {
            if (++states[k] < _model.Pathways[k].StateCount)
            {
                return true;
            }

            states[k] = 0;
        }

        return false;
    }

    private double LogJoint(int[] s)
    {
        double p = 1;
        for (int k = 0; k < s.Length; k++)
        {
            p *= PriorOf(k, s);
        }

        foreach (var symptom in _model.Symptoms.Where(x => x.Present is not null))
        {
            double absent = 1 - symptom.Leak;
            foreach (var l in symptom.Links.Where(l => s[l.Pathway] == 1 + l.Direction))
            {
                absent *= 1 - l.Value;
            }

            p *= symptom.Present == true ? 1 - absent : absent;
        }

        return Math.Log(p) + Continuous(s) + Markers(s);
    }

    private double PriorOf(int k, int[] s)
    {
        var p = _model.Pathways[k];
        int n = p.DirectionCount;
        if (IsCausal(k, s[k]))
        {
            return p.CausalPrior[s[k] - 1];
        }

        double[] q = [1, 1];
        foreach (var c in _model.Couplings.Where(c => c.Responder == k && s[c.Cause] == 1 + c.CauseDirection))
        {
            q[c.ResponderDirection] *= 1 - c.Kappa;
        }

        double notCausal = 1 - p.CausalPrior.Sum();
        if (s[k] == 0)
        {
            return notCausal * (1 - p.SpontaneousChange) * q[0] * q[1];
        }

        int d = s[k] - 1 - n;
        // The coin for which push acts first: heads, d acts first; tails, only where the other push did not act.
        double pushed = 0.5 * ((1 - q[d]) + (q[1 - d] * (1 - q[d])));
        return notCausal * ((p.SpontaneousChange * p.DirectionWeights[d]) + ((1 - p.SpontaneousChange) * pushed));
    }

    private double Continuous(int[] s)
    {
        double sum = 0;
        foreach (var x in _model.ContinuousSymptoms.Where(x => x.Value is not null))
        {
            double mean = x.Intercept + x.Links.Where(l => s[l.Pathway] == 1 + l.Direction).Sum(l => l.Value);
            sum += -0.5 * Math.Log(2 * Math.PI * x.Sd * x.Sd) - (0.5 * Math.Pow((x.Value!.Value - mean) / x.Sd, 2));
        }

        return sum;
    }

    private double Markers(int[] s)
    {
        if (_inverse is null)
        {
            return 0;
        }

        var residual = Vector<double>.Build.Dense(_observed.Length, i => _model.Markers[_observed[i]].Value!.Value
            - _model.Markers[_observed[i]].Loadings.Where(l => s[l.Pathway] == l.State).Sum(l => l.Value));
        return _logNormal - (0.5 * (residual * (_inverse * residual)));
    }
}
