namespace Etiogrid.Numerics.LinearAlgebra;

/// <summary>A dense row-major matrix of doubles.</summary>
public sealed class Matrix
{
    /// <summary>A zero matrix.</summary>
    public Matrix(int rows, int columns)
        : this(rows, columns, new double[checked(rows * columns)])
    {
    }

    /// <summary>A matrix over the given values, row by row; the array is not copied.</summary>
    /// <exception cref="ArgumentException">The array's length is not rows x columns.</exception>
    public Matrix(int rows, int columns, double[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Length != checked(rows * columns))
        {
            throw new ArgumentException($"A {rows} x {columns} matrix needs {rows * columns} values; found {values.Length}.", nameof(values));
        }

        Rows = rows;
        Columns = columns;
        Values = values;
    }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>All values, row by row.</summary>
    public double[] Values { get; }

    /// <summary>One element.</summary>
    public double this[int row, int column]
    {
        get => Values[(row * Columns) + column];
        set => Values[(row * Columns) + column] = value;
    }

    /// <summary>The identity.</summary>
    public static Matrix Identity(int size)
    {
        var matrix = new Matrix(size, size);
        for (int i = 0; i < size; i++)
        {
            matrix[i, i] = 1;
        }

        return matrix;
    }

    /// <summary>A view of one row.</summary>
    public Span<double> Row(int row) => Values.AsSpan(row * Columns, Columns);

    /// <summary>A copy of one column.</summary>
    public double[] Column(int column)
    {
        double[] result = new double[Rows];
        for (int i = 0; i < Rows; i++)
        {
            result[i] = this[i, column];
        }

        return result;
    }

    /// <summary>A copy.</summary>
    public Matrix Clone() => new(Rows, Columns, (double[])Values.Clone());

    /// <summary>The transpose, as a new matrix.</summary>
    public Matrix Transpose()
    {
        // Squares of this side keep both the rows read and the rows written in the first-level cache.
        const int Side = 32;
        var result = new Matrix(Columns, Rows);
        for (int top = 0; top < Rows; top += Side)
        {
            int bottom = Math.Min(Rows, top + Side);
            for (int left = 0; left < Columns; left += Side)
            {
                int right = Math.Min(Columns, left + Side);
                for (int j = left; j < right; j++)
                {
                    var target = result.Values.AsSpan((j * Rows) + top, bottom - top);
                    int source = (top * Columns) + j;
                    for (int i = 0; i < target.Length; i++, source += Columns)
                    {
                        target[i] = Values[source];
                    }
                }
            }
        }

        return result;
    }

    /// <summary>The product of this matrix and another.</summary>
    public Matrix Multiply(Matrix other)
    {
        var result = new Matrix(Rows, other.Columns);
        Gemm.Multiply(this, other, result);
        return result;
    }

    /// <summary>The product of this matrix and a vector.</summary>
    public double[] Multiply(ReadOnlySpan<double> vector)
    {
        double[] result = new double[Rows];
        for (int i = 0; i < Rows; i++)
        {
            result[i] = Statistics.Moments.Dot(Row(i), vector);
        }

        return result;
    }
}
