using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Genetics.Sets;

/// <summary>
/// Scores of overlapping pathways seen together. Each measured z holds the share c of its true score's variance that the genotypes captured:
/// z = sqrt(c) s + sqrt(1 - c) e, with s ~ N(0, R), R the correlation of the full scores in the reference, e independent. The posterior of s
/// given all z has mean R A S^-1 z and covariance R - R A S^-1 A R with A = diag(sqrt c), S = A R A + 1 - A^2. A pathway whose variants are
/// partly missing so borrows from those that share genes with it, and none counts the same variants twice. Equal to the scores themselves
/// where everything was captured, and to each alone where R is the identity.
/// </summary>
public static class JointScores
{
    /// <summary>Added to the diagonal: nested sets with full coverage make the matrix singular, and then change nothing.</summary>
    private const double Jitter = 1e-9;

    /// <summary>The joint z and the share of the score's variance that is known after it; as given where the matrix cannot be solved.</summary>
    /// <param name="z">Deviations.</param>
    /// <param name="coverage">Shares captured, each in (0, 1].</param>
    /// <param name="correlation">Correlation of the full scores.</param>
    public static (double[] Z, double[] Coverage) Join(double[] z, double[] coverage, Matrix correlation)
    {
        ArgumentNullException.ThrowIfNull(z);
        ArgumentNullException.ThrowIfNull(coverage);
        ArgumentNullException.ThrowIfNull(correlation);
        if (coverage.Length != z.Length || correlation.Rows != z.Length || correlation.Columns != z.Length)
        {
            throw new ArgumentException($"{z.Length} scores need as many coverages and a square correlation matrix; found {coverage.Length} and {correlation.Rows} x {correlation.Columns}.", nameof(coverage));
        }

        var sum = new Matrix(z.Length, z.Length);
        for (int a = 0; a < z.Length; a++)
        {
            for (int b = 0; b < z.Length; b++)
            {
                sum[a, b] = (Math.Sqrt(coverage[a] * coverage[b]) * correlation[a, b]) + (a == b ? 1 - coverage[a] + Jitter : 0);
            }
        }

        if (Array.TrueForAll(coverage, c => c >= 1) || !Cholesky.TryFactorise(sum, out var factor))
        {
            return (z, coverage);
        }

        double[] solved = factor.Solve(z);
        double[] joint = new double[z.Length], known = new double[z.Length], along = new double[z.Length];
        for (int k = 0; k < z.Length; k++)
        {
            double mean = 0;
            for (int b = 0; b < along.Length; b++)
            {
                along[b] = correlation[k, b] * Math.Sqrt(coverage[b]);
                mean += along[b] * solved[b];
            }

            double[] back = factor.SolveLower(along);
            known[k] = Math.Clamp(back.Sum(x => x * x), 0, 1);
            joint[k] = known[k] > 0 ? mean / Math.Sqrt(known[k]) : 0;
        }

        return (joint, known);
    }
}
