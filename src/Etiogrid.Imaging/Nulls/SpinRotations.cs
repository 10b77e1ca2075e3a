using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Imaging.Nulls;

/// <summary>
/// Random rotations, uniform on SO(3): Q of the QR factorisation of a 3 x 3 Gaussian matrix with the signs of R's diagonal made positive,
/// and the first column negated where the determinant is -1. Row vectors are multiplied from the left: c Q.
/// </summary>
public static class SpinRotations
{
    /// <summary>count x 9 matrix, each row a rotation row by row.</summary>
    public static Matrix Draw(int count, ulong seed)
    {
        var rotations = new Matrix(count, 9);
        for (int d = 0; d < count; d++)
        {
            // A stream per rotation, so that the first k of any number are the same.
            Rotation(new Philox(seed, (0x5350494EUL << 32) ^ (ulong)d), rotations.Row(d));
        }

        return rotations;
    }

    private static void Rotation(Philox random, Span<double> q)
    {
        for (int k = 0; k < 9; k++)
        {
            q[k] = random.NextNormal();
        }

        // Gram-Schmidt on columns gives R with a positive diagonal at once.
        for (int j = 0; j < 3; j++)
        {
            for (int earlier = 0; earlier < j; earlier++)
            {
                double dot = (q[j] * q[earlier]) + (q[3 + j] * q[3 + earlier]) + (q[6 + j] * q[6 + earlier]);
                for (int i = 0; i < 3; i++)
                {
                    q[(3 * i) + j] -= dot * q[(3 * i) + earlier];
                }
            }

            double norm = Math.Sqrt((q[j] * q[j]) + (q[3 + j] * q[3 + j]) + (q[6 + j] * q[6 + j]));
            for (int i = 0; i < 3; i++)
            {
                q[(3 * i) + j] /= norm;
            }
        }

        if (Determinant(q) < 0)
        {
            (q[0], q[3], q[6]) = (-q[0], -q[3], -q[6]);
        }
    }

    private static double Determinant(ReadOnlySpan<double> q) =>
        (q[0] * ((q[4] * q[8]) - (q[5] * q[7])))
        - (q[1] * ((q[3] * q[8]) - (q[5] * q[6])))
        + (q[2] * ((q[3] * q[7]) - (q[4] * q[6])));
}
