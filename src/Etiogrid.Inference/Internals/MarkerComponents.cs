using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference;

/// <summary>The connected parts of a covariance: markers that are correlated directly or through others, measured or not.</summary>
internal static class MarkerComponents
{
    /// <summary>Component number of each marker, in the order of first members.</summary>
    public static int[] Of(Matrix covariance)
    {
        int[] component = new int[covariance.Rows];
        Array.Fill(component, -1);
        int count = 0;
        for (int start = 0; start < component.Length; start++)
        {
            if (component[start] < 0)
            {
                Spread(covariance, component, start, count++);
            }
        }

        return component;
    }

    /// <summary>The block of a matrix with these rows and columns.</summary>
    public static Matrix Block(Matrix covariance, IReadOnlyList<int> rows, IReadOnlyList<int> columns)
    {
        var block = new Matrix(rows.Count, columns.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            for (int j = 0; j < columns.Count; j++)
            {
                block[i, j] = covariance[rows[i], columns[j]];
            }
        }

        return block;
    }

    private static void Spread(Matrix covariance, int[] component, int start, int number)
    {
        var stack = new Stack<int>([start]);
        while (stack.TryPop(out int i))
        {
            if (component[i] >= 0)
            {
                continue;
            }

            component[i] = number;
            for (int j = 0; j < component.Length; j++)
            {
                if (covariance[i, j] != 0)
                {
                    stack.Push(j);
                }
            }
        }
    }
}
