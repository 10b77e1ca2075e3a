using Etiogrid.Connectome.Graph;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Gradients;

/// <summary>Orthogonal alignment of several gradient sets (Langs et al. 2015): rotations and reflections only, no scaling, no centring.</summary>
public static class Procrustes
{
    /// <summary>
    /// Aligns all sets to their own mean: starts from the first set, then up to <paramref name="iterations"/> rounds of rotating every set to
    /// the mean of the aligned ones, until the squared change of the mean differs from the last by less than <paramref name="tolerance"/>.
    /// </summary>
    public static IReadOnlyList<Matrix> AlignToMean(IReadOnlyList<Matrix> sets, int iterations = 10, double tolerance = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(sets);
        if (sets.Count < 2)
        {
            return sets;
        }

        var aligned = sets.Select((s, k) => k == 0 ? s : Align(s, sets[0])).ToList();
        var reference = Mean(aligned);
        double last = double.PositiveInfinity;
        for (int i = 0; i < iterations; i++)
        {
            var target = reference;
            aligned = [.. sets.Select(s => Align(s, target))];
            reference = Mean(aligned);
            double change = SquaredDistance(reference, target);
            if (double.IsFinite(last) && Math.Abs(change - last) < tolerance)
            {
                break;
            }

            last = change;
        }

        return aligned;
    }

    /// <summary>Rotates a set to a target of the same shape: the orthogonal T that minimises |source T - target| is the polar factor of source' target.</summary>
    public static Matrix Align(Matrix source, Matrix target)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.Rows != target.Rows || source.Columns != target.Columns)
        {
            throw new ArgumentException($"Both sets must have the same shape; found {source.Rows} x {source.Columns} and {target.Rows} x {target.Columns}.", nameof(target));
        }

        return source.Multiply(PolarFactor(source.Transpose().Multiply(target)));
    }

    /// <summary>Newton's iteration X ← (X + X^-T)/2 for the orthogonal polar factor (Higham 1986); quadratic once near.</summary>
    private static Matrix PolarFactor(Matrix m)
    {
        var x = m;
        for (int iteration = 0; iteration < 100; iteration++)
        {
            if (!DenseSolver.TryInvert(x, out var inverse))
            {
                throw new ArgumentException("A gradient set is rank-deficient, so its rotation to the target is not unique.", nameof(m));
            }

            var next = new Matrix(m.Rows, m.Columns);
            for (int i = 0; i < m.Rows; i++)
            {
                for (int j = 0; j < m.Columns; j++)
                {
                    next[i, j] = 0.5 * (x[i, j] + inverse[j, i]);
                }
            }

            bool done = SquaredDistance(next, x) < 1e-28 * m.Rows;
            x = next;
            if (done)
            {
                break;
            }
        }

        return x;
    }

    private static Matrix Mean(List<Matrix> sets)
    {
        var mean = new Matrix(sets[0].Rows, sets[0].Columns);
        for (int k = 0; k < mean.Values.Length; k++)
        {
            foreach (var set in sets)
            {
                mean.Values[k] += set.Values[k] / sets.Count;
            }
        }

        return mean;
    }

    private static double SquaredDistance(Matrix a, Matrix b)
    {
        double sum = 0;
        for (int k = 0; k < a.Values.Length; k++)
        {
            double d = a.Values[k] - b.Values[k];
            sum += d * d;
        }

        return sum;
    }
}
