using System.Numerics;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Inference;

/// <summary>
/// t of the group in a linear model of every edge with covariates, for many exchanges of the people. Under Freedman and Lane's exchange
/// (1983, doi 10.1080/07350015.1983.10509354; Winkler et al. 2014, doi 10.1016/j.neuroimage.2014.01.060) the residuals of the model without
/// groups are put in another order; the fitted values that go back on top lie in that model's space and leave the group's t as it is, so
/// only the residuals' sums with the group and with the covariates' axes are needed.
/// </summary>
internal sealed class AdjustedEdgeContrast
{
    private readonly double[][] _residuals;
    private readonly double[] _squares;
    private readonly double[][] _axes;
    private readonly double[] _group;

    private AdjustedEdgeContrast(double[][] residuals, double[][] axes, double[] group)
    {
        _residuals = residuals;
        _axes = axes;
        _group = group;
        _squares = new double[residuals[0].Length];
        foreach (double[] person in residuals)
        {
            for (int k = 0; k < person.Length; k++)
            {
                _squares[k] = Math.FusedMultiplyAdd(person[k], person[k], _squares[k]);
            }
        }
    }

    private int DegreesOfFreedom => _group.Length - _axes.Length - 1;

    /// <summary>Null when covariates are constant, combinations of each other or of the groups, or people are too few.</summary>
    /// <param name="edges">One vector of edges a person.</param>
    /// <param name="isCase">Group of each person.</param>
    /// <param name="covariates">People x covariates, finite.</param>
    public static AdjustedEdgeContrast? TryCreate(IReadOnlyList<double[]> edges, IReadOnlyList<bool> isCase, Matrix covariates)
    {
        int n = isCase.Count;
        List<double[]> axes = [[.. Enumerable.Repeat(1 / Math.Sqrt(n), n)]];
        for (int c = 0; c < covariates.Columns; c++)
        {
            if (Residual(covariates.Column(c), axes) is not { } axis)
            {
                return null;
            }

            axes.Add(axis);
        }

        double[]? group = Residual([.. isCase.Select(b => b ? 1.0 : 0)], axes);
        if (group is null || n - axes.Count - 1 < 1)
        {
            return null;
        }

        double[][] residuals = [.. edges.Select(e => (double[])e.Clone())];
        foreach (double[] axis in axes)
        {
            double[] sum = Sum(residuals, axis, [.. Enumerable.Range(0, n)]);
            for (int p = 0; p < n; p++)
            {
                AddScaled(-axis[p], sum, residuals[p]);
            }
        }

        return new(residuals, [.. axes], group);
    }

    /// <summary>t of cases minus controls, one an edge, when person k's residuals are those of person order[k].</summary>
    public double[] T(int[] order)
    {
        double[] t = Sum(_residuals, _group, order);
        double[] explained = new double[t.Length];
        foreach (double[] axis in _axes)
        {
            double[] along = Sum(_residuals, axis, order);
            for (int k = 0; k < along.Length; k++)
            {
                explained[k] = Math.FusedMultiplyAdd(along[k], along[k], explained[k]);
            }
        }

        for (int k = 0; k < t.Length; k++)
        {
            double within = _squares[k] - explained[k] - (t[k] * t[k]);
            bool spread = within > 1e-13 * _squares[k] && within > 0;
            t[k] = spread ? t[k] / Math.Sqrt(within / DegreesOfFreedom) : t[k] == 0 || _squares[k] == 0 ? 0 : double.CopySign(double.PositiveInfinity, t[k]);
        }

        return t;
    }

    /// <summary>What is left of a column beside the axes, of unit length; null when nothing is. Twice is enough (Giraud 2005).</summary>
    private static double[]? Residual(double[] column, List<double[]> axes)
    {
        double[] left = (double[])column.Clone();
        double before = Math.Sqrt(Moments.Dot(column, column));
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] axis in axes)
            {
                AddScaled(-Moments.Dot(axis, left), axis, left);
            }
        }

        double length = Math.Sqrt(Moments.Dot(left, left));
        return length > 1e-10 * before ? [.. left.Select(v => v / length)] : null;
    }

    private static double[] Sum(double[][] people, double[] weights, int[] order)
    {
        double[] sum = new double[people[0].Length];
        for (int k = 0; k < order.Length; k++)
        {
            AddScaled(weights[k], people[order[k]], sum);
        }

        return sum;
    }

    /// <summary>Element by element, so the same for every vector width.</summary>
    private static void AddScaled(double factor, double[] x, double[] y)
    {
        var factors = new Vector<double>(factor);
        int k = 0;
        for (; k <= y.Length - Vector<double>.Count; k += Vector<double>.Count)
        {
            Vector.FusedMultiplyAdd(factors, new Vector<double>(x, k), new Vector<double>(y, k)).CopyTo(y, k);
        }

        for (; k < y.Length; k++)
        {
            y[k] = Math.FusedMultiplyAdd(factor, x[k], y[k]);
        }
    }
}
