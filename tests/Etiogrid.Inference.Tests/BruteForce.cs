using MathNet.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Integration;
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

        return Math.Log(p) + Continuous(s) + Math.Log(Ordinal(s)) + (_model.MarkerFreedom is { } nu ? HeavyMarkers(s, nu) : Markers(s) + Math.Log(Tests(s)));
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

    private double Ordinal(int[] s)
    {
        double p = 1;
        foreach (var x in _model.OrdinalSymptoms.Where(x => x.Level is not null))
        {
            double shift = x.Links.Where(l => s[l.Pathway] == 1 + l.Direction).Sum(l => l.Value);
            double high = x.Level == x.Cutoffs.Count ? 1 : Normal.CDF(0, 1, x.Cutoffs[x.Level!.Value] - shift);
            double low = x.Level == 0 ? 0 : Normal.CDF(0, 1, x.Cutoffs[x.Level!.Value - 1] - shift);
            p *= high - low;
        }

        return p;
    }

    private double Mean(int m, int[] s) => _model.Markers[m].Loadings.Where(l => s[l.Pathway] == l.State).Sum(l => l.Value);

    /// <summary>
    /// Markers with heavy tails as a scale mixture of normal ones, which needs neither the density nor the distribution function of t: for every
    /// connected part of the covariance (found by powers of the adjacency) N(0, S (nu - 2) / w) with w chi-squared, integrated over log w by
    /// the trapezium rule. Tests of the part are an orthant of the same normal.
    /// </summary>
    private double HeavyMarkers(int[] s, double nu)
    {
        int n = _model.Markers.Count;
        var reach = Matrix<double>.Build.Dense(n, n, (i, j) => i == j || _model.MarkerCovariance[i, j] != 0 ? 1 : 0);
        for (int step = 0; step < n; step++)
        {
            reach = (reach * reach).Map(x => x > 0 ? 1.0 : 0);
        }

        double sum = 0;
        var left = Enumerable.Range(0, n).Where(m => _model.Markers[m].IsObserved).ToList();
        while (left.Count > 0)
        {
            int[] part = [.. left.Where(m => reach[left[0], m] > 0)];
            left.RemoveAll(part.Contains);
            sum += LogMixture(s, part, nu);
        }

        return sum;
    }

    private double LogMixture(int[] s, int[] part, double nu)
    {
        int[] y = [.. part.Where(m => _model.Markers[m].Value is not null)];
        int[] t = [.. part.Where(m => _model.Markers[m].Above is not null)];
        Matrix<double> Block(int[] rows, int[] columns) => Matrix<double>.Build.Dense(rows.Length, columns.Length, (i, j) => _model.MarkerCovariance[rows[i], columns[j]]);
        var residual = y.Length == 0 ? null : Vector<double>.Build.Dense(y.Length, i => _model.Markers[y[i]].Value!.Value - Mean(y[i], s));
        var inverse = y.Length == 0 ? null : Block(y, y).Inverse();
        double square = y.Length == 0 ? 0 : residual * (inverse! * residual);
        double logDeterminant = y.Length == 0 ? 0 : Math.Log(Block(y, y).Determinant());
        double[] mean = [.. t.Select(m => Mean(m, s) - _model.Markers[m].Cutoff!.Value)];
        var covariance = t.Length == 0 ? null : Block(t, t);
        if (t.Length > 0 && y.Length > 0)
        {
            var slope = Block(t, y) * inverse!;
            mean = [.. mean.Zip(slope * residual!, (a, b) => a + b)];
            covariance -= slope * Block(y, t);
        }

        const double h = 0.2;
        double LogDensity(double u)
        {
            double shrink = (nu - 2) / Math.Exp(u);
            return (0.5 * nu * u) - (0.5 * Math.Exp(u)) - (0.5 * nu * Math.Log(2)) - SpecialFunctions.GammaLn(0.5 * nu)
                - (0.5 * y.Length * Math.Log(2 * Math.PI * shrink)) - (0.5 * logDeterminant) - (0.5 * square / shrink);
        }

        var nodes = Enumerable.Range(0, 240).Select(i => (U: -40 + (i * h), Log: LogDensity(-40 + (i * h)))).ToList();
        double most = nodes.Max(x => x.Log);
        return most + Math.Log(nodes.Where(x => x.Log > most - 60).Sum(x => h * Math.Exp(x.Log - most) * Sides(t, mean, covariance, (nu - 2) / Math.Exp(x.U))));
    }

    private double Sides(int[] tests, double[] mean, Matrix<double>? covariance, double shrink)
    {
        double[] side = [.. tests.Select(m => _model.Markers[m].Above == true ? 1.0 : -1)];
        double[] a = [.. mean.Select((x, i) => side[i] * x / Math.Sqrt(shrink * covariance![i, i]))];
        return a.Length switch
        {
            0 => 1,
            1 => Normal.CDF(0, 1, a[0]),
            _ => Panels(a[0], a[1], side[0] * side[1] * covariance![0, 1] / Math.Sqrt(covariance[0, 0] * covariance[1, 1])),
        };
    }

    /// <summary>P(X &lt; a, Y &lt; b) by integration over X.</summary>
    private static double Panels(double a, double b, double r) => GaussLegendreRule.Integrate(
        x => Normal.PDF(0, 1, x) * Normal.CDF(0, 1, (b - (r * x)) / Math.Sqrt(1 - (r * r))), -9, Math.Clamp(a, -9, 9), 128);

    /// <summary>P(test results | measured markers, states): one or two tests, the second integrated by Simpson's rule over the first.</summary>
    private double Tests(int[] s)
    {
        int[] tests = [.. Enumerable.Range(0, _model.Markers.Count).Where(m => _model.Markers[m].Above is not null)];
        if (tests.Length == 0)
        {
            return 1;
        }

        var cross = Matrix<double>.Build.Dense(tests.Length, Math.Max(1, _observed.Length), (i, j) => _observed.Length == 0 ? 0 : _model.MarkerCovariance[tests[i], _observed[j]]);
        var slope = _inverse is null ? cross : cross * _inverse;
        var residual = Vector<double>.Build.Dense(Math.Max(1, _observed.Length), i => _observed.Length == 0 ? 0 : _model.Markers[_observed[i]].Value!.Value - Mean(_observed[i], s));
        var mean = slope * residual;
        var covariance = Matrix<double>.Build.Dense(tests.Length, tests.Length, (i, j) => _model.MarkerCovariance[tests[i], tests[j]]) - (slope * cross.Transpose());
        double[] a = new double[tests.Length];
        double[] side = new double[tests.Length];
        for (int i = 0; i < a.Length; i++)
        {
            side[i] = _model.Markers[tests[i]].Above == true ? 1 : -1;
            a[i] = side[i] * (Mean(tests[i], s) + mean[i] - _model.Markers[tests[i]].Cutoff!.Value) / Math.Sqrt(covariance[i, i]);
        }

        return a.Length == 1 ? Normal.CDF(0, 1, a[0]) : Bivariate(a[0], a[1], side[0] * side[1] * covariance[0, 1] / Math.Sqrt(covariance[0, 0] * covariance[1, 1]));
    }

    /// <summary>P(X &lt; a, Y &lt; b) by Simpson's rule over X: shares no formula with the program.</summary>
    public static double Bivariate(double a, double b, double r)
    {
        const int n = 4000;
        double low = -9;
        double high = Math.Min(a, 9);
        double h = (high - low) / n;
        double sum = 0;
        for (int i = 0; i <= n; i++)
        {
            double x = low + (i * h);
            double weight = i is 0 or n ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Normal.PDF(0, 1, x) * Normal.CDF(0, 1, (b - (r * x)) / Math.Sqrt(1 - (r * r)));
        }

        return sum * h / 3;
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
