using Etiogrid.Genetics.Clumping;
using Etiogrid.Genetics.Genotypes;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;
using Etiogrid.Numerics.Statistics;

namespace Etiogrid.Genetics.Ancestry;

/// <summary>
/// Principal components of reference genotypes, standardised by (d - 2p) / sqrt(2p(1-p)) with missing = 0, from variants thinned for linkage.
/// New people are placed by online augmentation and Procrustes rotation (OADP; Zhang, Dey and Lee 2020,
/// doi 10.1093/bioinformatics/btaa152), because plain projection shrinks towards 0. Each new person is placed alone.
/// </summary>
internal sealed class ReferencePca
{
    private const double LargestR2 = 0.1;
    private const int Window = 1_000_000;
    private const int KeptInWindow = 50;
    private const int Iterations = 30;
    private readonly (int Reference, int Target, bool Swapped)[] _variants;
    private readonly double[] _frequencies;
    private readonly Matrix _loadings;
    private readonly double[] _singular;

    private ReferencePca((int Reference, int Target, bool Swapped)[] variants, double[] frequencies, Matrix scores, Matrix loadings, double[] singular, int components)
    {
        _variants = variants;
        _frequencies = frequencies;
        _loadings = loadings;
        _singular = singular;
        Scores = scores;
        Components = components;
    }

    /// <summary>Variants used.</summary>
    public int VariantCount => _variants.Length;

    /// <summary>Components kept.</summary>
    public int Components { get; }

    /// <summary>Reference people by component.</summary>
    public Matrix Scores { get; }

    /// <summary>Fits the components on some reference people.</summary>
    public static ReferencePca Fit(IGenotypeSource reference, int[] people, IEnumerable<(int Reference, int Target, bool Swapped)> shared, int components, int threads)
    {
        var thinned = Thin(reference, shared);
        List<(int, int, bool)> used = [];
        List<double> frequencies = [];
        List<double[]> rows = [];
        double[] all = new double[reference.Samples.Count];
        foreach (var pair in thinned)
        {
            reference.ReadDosages(pair.Reference, all);
            double[] dosages = Array.ConvertAll(people, i => all[i]);
            double[] called = [.. dosages.Where(d => !double.IsNaN(d))];
            double p = called.Length == 0 ? 0 : Moments.Mean(called) / 2;
            // Rare variants have heavy tails after standardisation: pgsc_calc's MAF and missingness bounds.
            if (Math.Min(p, 1 - p) < 0.05 || called.Length < 0.9 * dosages.Length)
            {
                continue;
            }

            used.Add(pair);
            frequencies.Add(p);
            rows.Add(Array.ConvertAll(dosages, d => Standardised(d, p)));
        }

        int kept = Math.Min(2 * components, Math.Min(people.Length, used.Count) - 1);
        var x = new Matrix(used.Count, people.Length, [.. rows.SelectMany(r => r)]);
        var (vectors, values) = Leading(x, kept, threads);
        double[] singular = Array.ConvertAll(values, v => Math.Sqrt(Math.Max(v, 0)));
        var loadings = x.Multiply(vectors);
        var scores = vectors.Clone();
        for (int k = 0; k < kept; k++)
        {
            for (int j = 0; j < loadings.Rows; j++)
            {
                loadings[j, k] = singular[k] > 0 ? loadings[j, k] / singular[k] : 0;
            }

            for (int i = 0; i < scores.Rows; i++)
            {
                scores[i, k] *= singular[k];
            }
        }

        return new([.. used], [.. frequencies], scores, loadings, singular, Math.Min(components, kept));
    }

    /// <summary>Places all people of a target file: people by component.</summary>
    public Matrix Place(IGenotypeSource target, int threads)
    {
        int people = target.Samples.Count;
        int kept = _singular.Length;
        var inside = new Matrix(people, kept);
        double[] squares = new double[people];
        int[] called = new int[people];
        double[] dosages = new double[people];
        for (int j = 0; j < _variants.Length; j++)
        {
            target.ReadDosages(_variants[j].Target, dosages);
            for (int i = 0; i < people; i++)
            {
                if (!double.IsNaN(dosages[i]))
                {
                    double z = Standardised(_variants[j].Swapped ? 2 - dosages[i] : dosages[i], _frequencies[j]);
                    called[i]++;
                    squares[i] += z * z;
                    for (int k = 0; k < kept; k++)
                    {
                        inside[i, k] += z * _loadings[j, k];
                    }
                }
            }
        }

        var placed = new Matrix(people, Components);
        Parallel.For(0, people, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            // A missing genotype adds nothing to either sum: both are scaled to all variants.
            double scale = called[i] == 0 ? double.NaN : (double)_variants.Length / called[i];
            double[] b = [.. inside.Row(i).ToArray().Select(v => v * scale)];
            Augment(b, squares[i] * scale).CopyTo(placed.Row(i));
        });
        return placed;
    }

    /// <summary>
    /// With X = U D V' and a new column b, the right singular vectors of [X b] are [V 0; 0 1] W, W from the small matrix
    /// [D U'b; 0 |b - UU'b|]. Scores of the old people in the new decomposition are rotated and scaled onto their old ones.
    /// </summary>
    private double[] Augment(double[] b, double squares)
    {
        int k = b.Length;
        double rest = Math.Max(0, squares - b.Sum(v => v * v));
        if (double.IsNaN(squares))
        {
            return [.. Enumerable.Repeat(double.NaN, Components)];
        }

        var small = new Matrix(k + 1, k + 1);
        for (int i = 0; i < k; i++)
        {
            small[i, i] = _singular[i] * _singular[i];
            small[i, k] = small[k, i] = _singular[i] * b[i];
        }

        small[k, k] = b.Sum(v => v * v) + rest;
        var eigen = SymmetricEigen.Decompose(small);
        int q = Components;
        var alignment = new Matrix(q, q);
        double trace = 0;
        double[] own = new double[q];
        for (int c = 0; c < q; c++)
        {
            double s = Math.Sqrt(Math.Max(eigen.Values[c], 0));
            own[c] = eigen.Vectors[k, c] * s;
            for (int r = 0; r < q; r++)
            {
                alignment[r, c] = _singular[r] * eigen.Vectors[r, c] * s;
            }

            for (int r = 0; r < k; r++)
            {
                trace += eigen.Vectors[r, c] * eigen.Vectors[r, c] * s * s;
            }
        }

        return Rotate(alignment, trace, own);
    }

    /// <summary>Orthogonal Procrustes: with A = P S Q', the rotation is P Q' and the scale tr(S) / tr(X'X).</summary>
    private static double[] Rotate(Matrix a, double trace, double[] own)
    {
        int q = a.Rows;
        var eigen = SymmetricEigen.Decompose(a.Transpose().Multiply(a));
        double[] result = new double[q];
        double sum = 0;
        for (int c = 0; c < q; c++)
        {
            double s = Math.Sqrt(Math.Max(eigen.Values[c], 0));
            if (s <= 0)
            {
                continue;
            }

            sum += s;
            double[] right = eigen.Vectors.Column(c);
            double[] left = a.Multiply(right);
            double along = Moments.Dot(right, own) / s;
            for (int r = 0; r < q; r++)
            {
                result[r] += left[r] * along;
            }
        }

        return Array.ConvertAll(result, v => v * sum / trace);
    }

    private static double Standardised(double dosage, double p) => double.IsNaN(dosage) ? 0 : (dosage - (2 * p)) / Math.Sqrt(2 * p * (1 - p));

    /// <summary>Keeps a variant when its r2 with each of the last 50 kept within 1 Mb is at most 0.1.</summary>
    private static IEnumerable<(int Reference, int Target, bool Swapped)> Thin(IGenotypeSource reference, IEnumerable<(int Reference, int Target, bool Swapped)> shared)
    {
        using var ld = new LdGenotypes(reference, LdMeasure.Dosage);
        List<int> kept = [];
        foreach (var pair in shared.OrderBy(s => Chromosome.AutosomeNumber(reference.Variants[s.Reference].Chromosome)).ThenBy(s => reference.Variants[s.Reference].Position))
        {
            var variant = reference.Variants[pair.Reference];
            bool linked = false;
            for (int i = kept.Count - 1; i >= Math.Max(0, kept.Count - KeptInWindow) && !linked; i--)
            {
                var other = reference.Variants[kept[i]];
                if (other.Chromosome != variant.Chromosome || variant.Position - other.Position > Window)
                {
                    break;
                }

                linked = ld.Squared(kept[i], pair.Reference) > LargestR2;
            }

            if (!linked)
            {
                kept.Add(pair.Reference);
                yield return pair;
            }
        }
    }

    /// <summary>Leading eigenvectors of X'X by subspace iteration from a fixed random start, with a Rayleigh-Ritz step at the end.</summary>
    private static (Matrix Vectors, double[] Values) Leading(Matrix x, int count, int threads)
    {
        int n = x.Columns;
        var gram = new Matrix(n, n);
        Gemm.Gram(x, gram, threads);
        int width = Math.Min(n, count + 10);
        var random = new Philox(20261121, 1);
        var basis = new Matrix(n, width, [.. Enumerable.Range(0, n * width).Select(_ => random.NextNormal())]);
        for (int i = 0; i < Iterations; i++)
        {
            Orthonormalise(basis);
            var next = new Matrix(n, width);
            Gemm.Multiply(gram, basis, next, threads);
            basis = next;
        }

        Orthonormalise(basis);
        var ritz = SymmetricEigen.Decompose(basis.Transpose().Multiply(gram.Multiply(basis)));
        var rotated = basis.Multiply(ritz.Vectors);
        var vectors = new Matrix(n, count);
        for (int k = 0; k < count; k++)
        {
            double sign = SignOf(rotated.Column(k));
            for (int i = 0; i < n; i++)
            {
                vectors[i, k] = sign * rotated[i, k];
            }
        }

        return (vectors, ritz.Values[..count]);
    }

    /// <summary>The component of largest magnitude becomes positive.</summary>
    private static double SignOf(double[] vector) => vector.MaxBy(Math.Abs) < 0 ? -1 : 1;

    /// <summary>Modified Gram-Schmidt, twice.</summary>
    private static void Orthonormalise(Matrix basis)
    {
        var columns = basis.Transpose();
        for (int pass = 0; pass < 2; pass++)
        {
            for (int a = 0; a < columns.Rows; a++)
            {
                var row = columns.Row(a);
                for (int b = 0; b < a; b++)
                {
                    double dot = Moments.Dot(row, columns.Row(b));
                    for (int i = 0; i < row.Length; i++)
                    {
                        row[i] -= dot * columns[b, i];
                    }
                }

                double norm = Math.Sqrt(Moments.Dot(row, row));
                for (int i = 0; i < row.Length; i++)
                {
                    row[i] = norm > 0 ? row[i] / norm : 0;
                }
            }
        }

        columns.Transpose().Values.CopyTo(basis.Values, 0);
    }
}
