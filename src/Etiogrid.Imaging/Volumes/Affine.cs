namespace Etiogrid.Imaging.Volumes;

/// <summary>Maps voxel indices (from 0) to millimetres: three rows of a 4 x 4 matrix, row by row.</summary>
public readonly struct Affine
{
    private readonly double[]? _m;

    /// <summary>Twelve numbers: three rows of four.</summary>
    /// <exception cref="ArgumentException">Not twelve.</exception>
    public Affine(double[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (rows.Length != 12)
        {
            throw new ArgumentException($"An affine needs 12 numbers; found {rows.Length}.", nameof(rows));
        }

        _m = rows;
    }

    /// <summary>One element; row 0-2, column 0-3.</summary>
    public double this[int row, int column] => _m is null ? (row == column ? 1 : 0) : _m[(4 * row) + column];

    /// <summary>Determinant of the 3 x 3 part; negative for left-handed (radiological) storage.</summary>
    public double Determinant =>
        (this[0, 0] * ((this[1, 1] * this[2, 2]) - (this[1, 2] * this[2, 1])))
        - (this[0, 1] * ((this[1, 0] * this[2, 2]) - (this[1, 2] * this[2, 0])))
        + (this[0, 2] * ((this[1, 0] * this[2, 1]) - (this[1, 1] * this[2, 0])));

    /// <summary>True when every element is finite and voxels have volume.</summary>
    public bool IsInvertible
    {
        get
        {
            double determinant = Determinant;
            return double.IsFinite(determinant) && determinant != 0 && double.IsFinite(this[0, 3] + this[1, 3] + this[2, 3]);
        }
    }

    /// <summary>Millimetres of a (fractional) voxel index.</summary>
    public (double X, double Y, double Z) Apply(double i, double j, double k) => (
        (this[0, 0] * i) + (this[0, 1] * j) + (this[0, 2] * k) + this[0, 3],
        (this[1, 0] * i) + (this[1, 1] * j) + (this[1, 2] * k) + this[1, 3],
        (this[2, 0] * i) + (this[2, 1] * j) + (this[2, 2] * k) + this[2, 3]);

    /// <summary>The map back, from millimetres to voxel indices.</summary>
    /// <exception cref="InvalidOperationException">Not invertible.</exception>
    public Affine Inverse()
    {
        if (!IsInvertible)
        {
            throw new InvalidOperationException("The affine has no inverse.");
        }

        double d = Determinant;
        double[] inverse = new double[12];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                // Cofactor of (j, i) with indices taken cyclically, which carries the sign.
                int a = (j + 1) % 3;
                int b = (j + 2) % 3;
                int c = (i + 1) % 3;
                int e = (i + 2) % 3;
                inverse[(4 * i) + j] = ((this[a, c] * this[b, e]) - (this[a, e] * this[b, c])) / d;
            }
        }

        for (int i = 0; i < 3; i++)
        {
            inverse[(4 * i) + 3] = -((inverse[4 * i] * this[0, 3]) + (inverse[(4 * i) + 1] * this[1, 3]) + (inverse[(4 * i) + 2] * this[2, 3]));
        }

        return new(inverse);
    }

    /// <summary>First <paramref name="first"/>, then this.</summary>
    public Affine After(Affine first)
    {
        double[] product = new double[12];
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                product[(4 * i) + j] = (this[i, 0] * first[0, j]) + (this[i, 1] * first[1, j]) + (this[i, 2] * first[2, j]) + (j == 3 ? this[i, 3] : 0);
            }
        }

        return new(product);
    }
}
