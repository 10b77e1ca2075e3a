using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Regression;

/// <summary>
/// Total dominance as quadratic forms of the response's correlations. R² of the model S is r_S' R_SS⁻¹ r_S, and total dominance is a weighted sum
/// of R² over models, so predictor j has total r'A_j r + c_j with A_j from the predictors alone. Building all A_j takes one walk over the 2^p models;
/// every further response costs p³ operations, which is what makes ten thousand null maps affordable.
/// </summary>
internal sealed class DominanceForms
{
    private const double Collinear = 1e-11;

    private readonly int _p;
    private readonly Matrix _c;
    private readonly double[] _inWeights;
    private readonly double[] _allWeights;
    private readonly double[][] _inverses;
    private readonly double[][] _sums;
    private readonly double[][] _forms;
    private readonly double[] _base;
    private readonly int[] _chosen;

    private DominanceForms(Matrix correlations, int n, bool adjusted)
    {
        _p = correlations.Rows;
        _c = correlations;
        _base = new double[_p * _p];
        _forms = [.. Enumerable.Range(0, _p).Select(_ => new double[_p * _p])];
        _inverses = [.. Enumerable.Range(0, _p + 1).Select(_ => new double[_p * _p])];
        _sums = [.. Enumerable.Range(0, _p + 1).Select(_ => new double[_p * _p])];
        _chosen = new int[_p];
        _inWeights = new double[_p + 1];
        _allWeights = new double[_p + 1];
        double scale = adjusted ? (n - 1) / (double)(n - _p - 1) : 1;
        Offset = (1 - scale) / _p;
        Weights(n, adjusted);
        Walk(0, 0);
        foreach (double[] form in _forms)
        {
            for (int k = 0; k < form.Length; k++)
            {
                form[k] += _base[k];
            }
        }
    }

    /// <summary>The constant of every total: 0, or what adjusting the full model takes away.</summary>
    public double Offset { get; }

    /// <summary>Forms of predictors with these correlations over n regions.</summary>
    public static DominanceForms Create(Matrix correlations, int n, bool adjusted) => new(correlations, n, adjusted);

    /// <summary>Totals of a response with these correlations.</summary>
    public void Totals(ReadOnlySpan<double> r, Span<double> totals)
    {
        for (int j = 0; j < _p; j++)
        {
            var form = _forms[j].AsSpan();
            double sum = 0;
            for (int a = 0; a < _p; a++)
            {
                double inner = 0;
                for (int b = 0; b < _p; b++)
                {
                    inner = Math.FusedMultiplyAdd(form[(a * _p) + b], r[b], inner);
                }

                sum = Math.FusedMultiplyAdd(inner, r[a], sum);
            }

            totals[j] = sum + Offset;
        }
    }

    /// <summary>
    /// A model of m predictors enters the total of a member with w(m - 1) and that of any other predictor with -w(m), w(k) = 1 / (p C(p - 1, k)).
    /// Adjusting multiplies R² of such a model by (n - 1) / (n - m - 1).
    /// </summary>
    private void Weights(int n, bool adjusted)
    {
        double models = 1;
        double[] w = new double[_p + 1];
        for (int k = 0; k < _p; k++)
        {
            w[k] = 1 / (_p * models);
            models = models * (_p - 1 - k) / (k + 1);
        }

        for (int m = 1; m <= _p; m++)
        {
            double scale = adjusted ? (n - 1) / (double)(n - m - 1) : 1;
            _inWeights[m] = scale * (w[m - 1] + w[m]);
            _allWeights[m] = -scale * w[m];
        }
    }

    /// <summary>Visits the models that extend the chosen predictors by later ones; leaves their weighted inverses' sum in _sums[depth].</summary>
    private void Walk(int depth, int next)
    {
        double[] sum = _sums[depth];
        for (int k = next; k < _p; k++)
        {
            Border(depth, k);
            Array.Clear(_sums[depth + 1]);
            Scatter(depth + 1, _inWeights[depth + 1], _sums[depth + 1]);
            Scatter(depth + 1, _allWeights[depth + 1], _base);
            if (k + 1 < _p)
            {
                Walk(depth + 1, k + 1);
            }

            Add(_sums[depth + 1], _forms[k]);
            Add(_sums[depth + 1], sum);
        }
    }

    private static void Add(double[] from, double[] to)
    {
        int width = System.Numerics.Vector<double>.Count;
        int i = 0;
        for (; i <= from.Length - width; i += width)
        {
            (new System.Numerics.Vector<double>(to, i) + new System.Numerics.Vector<double>(from, i)).CopyTo(to, i);
        }

        for (; i < from.Length; i++)
        {
            to[i] += from[i];
        }
    }

    private void Scatter(int m, double weight, double[] to)
    {
        double[] inverse = _inverses[m];
        for (int a = 0; a < m; a++)
        {
            int row = _chosen[a] * _p;
            for (int b = 0; b < m; b++)
            {
                to[row + _chosen[b]] += weight * inverse[(a * _p) + b];
            }
        }
    }

    /// <summary>Inverse of the chosen block and one more predictor; a predictor that is a combination of the others adds nothing.</summary>
    private void Border(int m, int k)
    {
        double[] from = _inverses[m];
        double[] to = _inverses[m + 1];
        Span<double> v = stackalloc double[m];
        double pivot = _c[k, k];
        for (int a = 0; a < m; a++)
        {
            double dot = 0;
            for (int b = 0; b < m; b++)
            {
                dot = Math.FusedMultiplyAdd(from[(a * _p) + b], _c[_chosen[b], k], dot);
            }

            v[a] = dot;
            pivot -= dot * _c[_chosen[a], k];
        }

        double inverse = pivot > Collinear ? 1 / pivot : 0;
        for (int a = 0; a < m; a++)
        {
            double factor = v[a] * inverse;
            for (int b = 0; b < m; b++)
            {
                to[(a * _p) + b] = Math.FusedMultiplyAdd(factor, v[b], from[(a * _p) + b]);
            }

            to[(a * _p) + m] = -factor;
            to[(m * _p) + a] = -factor;
        }

        to[(m * _p) + m] = inverse;
        _chosen[m] = k;
    }
}
