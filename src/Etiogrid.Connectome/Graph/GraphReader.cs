using Etiogrid.Core.Diagnostics;
using Etiogrid.Files;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Connectome.Graph;

/// <summary>Reads connectivity matrices from files and says what is wrong with them.</summary>
/// <remarks>Errors: E630 not square, E631 not symmetric, E632 an element is missing. A region whose row and column are wholly missing is left out with warning E633.</remarks>
public static class GraphReader
{
    /// <summary>Reads a symmetric matrix; regions without any value are left out.</summary>
    public static Parsed<NamedMatrix> Read(string path) => MatrixFile.Read(path).Then(matrix => Check(path, matrix));

    /// <summary>The same, keeping the diagonal as it is (0 where missing): profiles for gradients count a region's own entry.</summary>
    public static Parsed<NamedMatrix> ReadWithDiagonal(string path) => MatrixFile.Read(path).Then(matrix => Check(path, matrix, keepDiagonal: true));

    /// <summary>Checks a matrix that was read elsewhere. The diagonal is ignored and set to 0 unless kept.</summary>
    public static Parsed<NamedMatrix> Check(string source, NamedMatrix matrix, bool keepDiagonal = false)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var values = matrix.Values;
        if (values.Rows != values.Columns)
        {
            return Parsed.Failed<NamedMatrix>(Diagnostic.Error("E630", "A connectivity matrix is square", new(source), $"{values.Rows} x {values.Columns}", "as many rows as columns"));
        }

        // A header without row names, or the other way round, still names the regions.
        var names = matrix.ColumnNames.Any(n => !Cell.TryNumber(n, out _)) ? matrix.ColumnNames : matrix.RowNames;
        var bag = new DiagnosticBag();
        int[] present = Present(values, names, source, bag);
        var kept = new Matrix(present.Length, present.Length);
        double allowed = 1e-8 * WeightedGraph.LargestMagnitude(values);
        for (int i = 0; i < present.Length; i++)
        {
            double own = values[present[i], present[i]];
            kept[i, i] = keepDiagonal && !double.IsNaN(own) ? own : 0;
            for (int j = 0; j < i; j++)
            {
                kept[i, j] = values[present[i], present[j]];
                kept[j, i] = values[present[j], present[i]];
                CheckPair(kept[i, j], kept[j, i], allowed, new(source, present[i] + 1, names[present[j]]), bag);
            }
        }

        return bag.Finish(() => new NamedMatrix([.. present.Select(i => names[i])], [.. present.Select(i => names[i])], kept));
    }

    private static int[] Present(Matrix values, IReadOnlyList<string> names, string source, DiagnosticBag bag)
    {
        List<int> present = [];
        for (int i = 0; i < values.Rows; i++)
        {
            bool any = values.Rows == 1 || Enumerable.Range(0, values.Rows).Any(j => j != i && !(double.IsNaN(values[i, j]) && double.IsNaN(values[j, i])));
            if (any)
            {
                present.Add(i);
            }
            else
            {
                bag.Add(Diagnostic.Warning("E633", "The region has no connection value and is left out of the graph", new(source, i + 1, names[i]), "n/a"));
            }
        }

        return [.. present];
    }

    private static void CheckPair(double lower, double upper, double allowed, Place place, DiagnosticBag bag)
    {
        if (double.IsNaN(lower) || double.IsNaN(upper))
        {
            bag.Add(Diagnostic.Error("E632", "The element is missing", place, "n/a", "a number", "Write 0 where there is no connection, or n/a for the whole region"));
        }
        else if (!(Math.Abs(lower - upper) <= allowed))
        {
            bag.Add(Diagnostic.Error("E631", "The matrix is not symmetric", place, Cell.Format(lower), Cell.Format(upper), "Directed connectivity is not supported; average it with its transpose if that is what you mean"));
        }
    }
}
