using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Graph;

/// <summary>Removes weak connections from a symmetric matrix. The diagonal becomes 0.</summary>
public static class GraphThreshold
{
    /// <summary>
    /// Keeps the <c>round(density · n(n-1)/2)</c> largest non-zero weights (by value, not magnitude: negative weights go first).
    /// Halves round away from zero; of equal weights the one earlier in row order stays.
    /// </summary>
    /// <param name="weights">Symmetric.</param>
    /// <param name="density">Share of possible connections, in (0, 1].</param>
    public static Matrix Density(Matrix weights, double density)
    {
        ArgumentNullException.ThrowIfNull(weights);
        if (!(density is > 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(density), density, "A density must lie in (0, 1].");
        }

        int n = weights.Rows;
        List<(double Weight, int Row, int Column)> edges = [];
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                if (weights[i, j] != 0)
                {
                    edges.Add((weights[i, j], i, j));
                }
            }
        }

        int kept = (int)Math.Round(density * n * (n - 1) / 2, MidpointRounding.AwayFromZero);
        edges.Sort(static (a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : a.Row != b.Row ? a.Row.CompareTo(b.Row) : a.Column.CompareTo(b.Column));
        var result = new Matrix(n, n);
        foreach (var (weight, i, j) in edges.Take(kept))
        {
            result[i, j] = weight;
            result[j, i] = weight;
        }

        return result;
    }

    /// <summary>Keeps weights of at least <paramref name="smallest"/>.</summary>
    public static Matrix Value(Matrix weights, double smallest)
    {
        ArgumentNullException.ThrowIfNull(weights);
        int n = weights.Rows;
        var result = new Matrix(n, n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                result[i, j] = i != j && weights[i, j] >= smallest ? weights[i, j] : 0;
            }
        }

        return result;
    }
}
