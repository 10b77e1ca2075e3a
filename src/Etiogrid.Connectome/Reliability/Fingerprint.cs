using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Connectome.Reliability;

/// <summary>
/// How recognisable people are across two sessions by their connectivity (Finn et al. 2015, doi 10.1038/nn.4135;
/// Amico and Goñi 2018, doi 10.1038/s41598-018-25089-1).
/// </summary>
public sealed record Fingerprint
{
    /// <summary>People x people: correlation of row i in session 1 with row j in session 2.</summary>
    public required Matrix Identifiability { get; init; }

    /// <summary>Share of session-1 profiles whose most similar session-2 profile is the same person's.</summary>
    public required double IdentificationRateForward { get; init; }

    /// <summary>The same from session 2 to session 1.</summary>
    public required double IdentificationRateBackward { get; init; }

    /// <summary>Mean correlation of a person with themself.</summary>
    public required double Self { get; init; }

    /// <summary>Mean correlation of different people (both directions).</summary>
    public required double Others { get; init; }

    /// <summary>100 (self - others).</summary>
    public double Difference => 100 * (Self - Others);

    /// <summary>Compares two sessions: rows = the same people in the same order, columns = the same features. Ties do not count as identified.</summary>
    /// <exception cref="ArgumentException">The shapes differ, fewer than 2 people, or a profile without variance or with missing values.</exception>
    public static Fingerprint Compute(Matrix session1, Matrix session2)
    {
        ArgumentNullException.ThrowIfNull(session1);
        ArgumentNullException.ThrowIfNull(session2);
        if (session1.Rows != session2.Rows || session1.Columns != session2.Columns || session1.Rows < 2)
        {
            throw new ArgumentException($"Both sessions need the same shape and at least 2 people; found {session1.Rows} x {session1.Columns} and {session2.Rows} x {session2.Columns}.", nameof(session2));
        }

        var similarity = UnitRows(session1, nameof(session1)).Multiply(UnitRows(session2, nameof(session2)).Transpose());
        int n = similarity.Rows;
        double[] self = [.. Enumerable.Range(0, n).Select(i => similarity[i, i])];
        double[] others = [.. Enumerable.Range(0, n * n).Where(k => k / n != k % n).Select(k => similarity.Values[k])];
        return new()
        {
            Identifiability = similarity,
            IdentificationRateForward = Rate(n, i => Enumerable.Range(0, n).All(j => j == i || similarity[i, j] < similarity[i, i])),
            IdentificationRateBackward = Rate(n, i => Enumerable.Range(0, n).All(j => j == i || similarity[j, i] < similarity[i, i])),
            Self = Moments.Mean(self),
            Others = Moments.Mean(others),
        };
    }

    private static double Rate(int n, Func<int, bool> identified) => (double)Enumerable.Range(0, n).Count(identified) / n;

    private static Matrix UnitRows(Matrix profiles, string name)
    {
        var result = new Matrix(profiles.Rows, profiles.Columns);
        for (int i = 0; i < profiles.Rows; i++)
        {
            double mean = Moments.Mean(profiles.Row(i));
            double[] centred = [.. profiles.Row(i).ToArray().Select(v => v - mean)];
            double length = Math.Sqrt(Moments.Dot(centred, centred));
            if (!(length > 0))
            {
                throw new ArgumentException($"Profile {i + 1} has no variance or a missing value.", name);
            }

            for (int j = 0; j < centred.Length; j++)
            {
                result[i, j] = centred[j] / length;
            }
        }

        return result;
    }
}
