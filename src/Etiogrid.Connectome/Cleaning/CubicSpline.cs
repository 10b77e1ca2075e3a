namespace Etiogrid.Connectome.Cleaning;

/// <summary>Interpolating cubic spline with not-a-knot ends (de Boor 1978); beyond the ends the outer cubics go on.</summary>
public sealed class CubicSpline
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly double[] _slope;

    private CubicSpline(double[] x, double[] y, double[] slope)
    {
        _x = x;
        _y = y;
        _slope = slope;
    }

    /// <summary>Fits strictly increasing knots; at least 2. Two knots give the line, three the parabola.</summary>
    public static CubicSpline Fit(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count || x.Count < 2 || Enumerable.Range(1, x.Count - 1).Any(i => !(x[i] > x[i - 1])))
        {
            throw new ArgumentException($"A spline needs at least 2 strictly increasing knots with a value each; found {x.Count} knots and {y.Count} values.", nameof(x));
        }

        return new([.. x], [.. y], Slopes(x, y));
    }

    /// <summary>The spline's value.</summary>
    public double At(double t)
    {
        int k = Array.BinarySearch(_x, t);
        k = Math.Clamp(k >= 0 ? k : ~k - 1, 0, _x.Length - 2);
        double h = _x[k + 1] - _x[k];
        double u = t - _x[k];
        double chord = (_y[k + 1] - _y[k]) / h;
        double third = (_slope[k] + _slope[k + 1] - (2 * chord)) / (h * h);
        double second = ((chord - _slope[k]) / h) - (third * h);
        return _y[k] + (u * (_slope[k] + (u * (second + (u * third)))));
    }

    /// <summary>First derivatives at the knots: a tridiagonal system but for the ends, where the third derivative is continuous across the second and the last but one knot.</summary>
    private static double[] Slopes(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        int n = x.Count;
        double[] h = [.. Enumerable.Range(0, n - 1).Select(i => x[i + 1] - x[i])];
        double[] chord = [.. Enumerable.Range(0, n - 1).Select(i => (y[i + 1] - y[i]) / h[i])];
        if (n == 2)
        {
            return [chord[0], chord[0]];
        }

        if (n == 3)
        {
            double second = (chord[1] - chord[0]) / (x[2] - x[0]);
            return [chord[0] - (second * h[0]), chord[0] + (second * h[0]), chord[1] + (second * h[1])];
        }

        double[] below = new double[n];
        double[] diagonal = new double[n];
        double[] above = new double[n];
        double[] right = new double[n];
        for (int i = 1; i < n - 1; i++)
        {
            below[i] = h[i];
            diagonal[i] = 2 * (h[i - 1] + h[i]);
            above[i] = h[i - 1];
            right[i] = 3 * ((h[i] * chord[i - 1]) + (h[i - 1] * chord[i]));
        }

        double first = x[2] - x[0];
        diagonal[0] = h[1];
        above[0] = first;
        right[0] = (((h[0] + (2 * first)) * h[1] * chord[0]) + (h[0] * h[0] * chord[1])) / first;
        double last = x[n - 1] - x[n - 3];
        diagonal[n - 1] = h[n - 3];
        below[n - 1] = last;
        right[n - 1] = ((h[n - 2] * h[n - 2] * chord[n - 3]) + (((2 * last) + h[n - 2]) * h[n - 3] * chord[n - 2])) / last;
        return SolveTridiagonal(below, diagonal, above, right);
    }

    private static double[] SolveTridiagonal(double[] below, double[] diagonal, double[] above, double[] right)
    {
        int n = right.Length;
        for (int i = 1; i < n; i++)
        {
            double factor = below[i] / diagonal[i - 1];
            diagonal[i] -= factor * above[i - 1];
            right[i] -= factor * right[i - 1];
        }

        right[n - 1] /= diagonal[n - 1];
        for (int i = n - 2; i >= 0; i--)
        {
            right[i] = (right[i] - (above[i] * right[i + 1])) / diagonal[i];
        }

        return right;
    }
}
