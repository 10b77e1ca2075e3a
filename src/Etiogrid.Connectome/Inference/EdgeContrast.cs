using System.Numerics;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Inference;

/// <summary>
/// Two-sample t of every edge for many group memberships of the same people. Values are centred by edge over all people, so the sums of
/// squares of all people are found once and a membership needs only the sums of its cases.
/// </summary>
internal sealed class EdgeContrast
{
    private readonly double[][] _centred;
    private readonly double[] _squares;

    /// <param name="matrices">Symmetric matrices of one size, one a person.</param>
    public EdgeContrast(IReadOnlyList<Matrix> matrices)
    {
        Nodes = matrices[0].Rows;
        int edges = Nodes * (Nodes - 1) / 2;
        _centred = [.. matrices.Select(m => Upper(m, edges))];
        _squares = new double[edges];
        for (int k = 0; k < edges; k++)
        {
            double mean = 0;
            foreach (double[] person in _centred)
            {
                mean += person[k] / _centred.Length;
            }

            foreach (double[] person in _centred)
            {
                person[k] -= mean;
                _squares[k] = Math.FusedMultiplyAdd(person[k], person[k], _squares[k]);
            }
        }
    }

    public int Nodes { get; }

    /// <summary>t of cases minus controls, one an edge i &lt; j, row by row.</summary>
    public double[] T(bool[] isCase)
    {
        double[] t = SumOfCases(isCase);
        int cases = isCase.Count(c => c);
        int controls = isCase.Length - cases;
        double groups = (1.0 / cases) + (1.0 / controls);
        for (int k = 0; k < t.Length; k++)
        {
            // The centred values sum to 0, so the controls' sum is minus the cases'.
            double difference = t[k] * groups;
            double within = _squares[k] - (t[k] * t[k] * groups);
            bool spread = within > 1e-13 * _squares[k] && within > 0;
            double error = Math.Sqrt(within / (isCase.Length - 2) * groups);
            t[k] = spread ? difference / error : difference == 0 || _squares[k] == 0 ? 0 : double.CopySign(double.PositiveInfinity, difference);
        }

        return t;
    }

    private double[] SumOfCases(bool[] isCase)
    {
        double[] sum = new double[_squares.Length];
        for (int p = 0; p < isCase.Length; p++)
        {
            if (!isCase[p])
            {
                continue;
            }

            // Each edge's sum runs over people in their order whatever the vector width is.
            double[] person = _centred[p];
            int k = 0;
            for (; k <= sum.Length - Vector<double>.Count; k += Vector<double>.Count)
            {
                (new Vector<double>(sum, k) + new Vector<double>(person, k)).CopyTo(sum, k);
            }

            for (; k < sum.Length; k++)
            {
                sum[k] += person[k];
            }
        }

        return sum;
    }

    /// <summary>Elements above the diagonal, row by row.</summary>
    public static double[] Upper(Matrix matrix, int edges)
    {
        double[] values = new double[edges];
        for (int i = 0, at = 0; i < matrix.Rows; i++)
        {
            int count = matrix.Rows - i - 1;
            matrix.Row(i)[(i + 1)..].CopyTo(values.AsSpan(at, count));
            at += count;
        }

        return values;
    }
}
