using Etiogrid.Numerics.Distributions;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Knowledge.Calibration;

/// <summary>
/// The exposures of a simulated population, drawn once: a Gaussian copula with the stated tetrachoric correlations and frequencies,
/// one bit an exposure; and the uniform numbers that decide pathway states, held fixed so that every round sees the same people.
/// </summary>
internal sealed class ExposurePopulation
{
    /// <summary>People per block; blocks have their own random streams, so threads never change a result.</summary>
    public const int BlockSize = 2000;

    private ExposurePopulation(ulong[] masks, float[] uniforms, int pathways)
    {
        Masks = masks;
        Uniforms = uniforms;
        Pathways = pathways;
    }

    /// <summary>Bit e of a person's mask is exposure e.</summary>
    public ulong[] Masks { get; }

    /// <summary>People x pathways, in [0, 1).</summary>
    public float[] Uniforms { get; }

    public int Pathways { get; }

    public int Blocks => (Masks.Length + BlockSize - 1) / BlockSize;

    public static ExposurePopulation Draw(KnowledgeBase tables, CalibrationOptions options)
    {
        int exposures = tables.Exposures.Count;
        int pathways = tables.Pathways.Count;
        if (exposures > 64)
        {
            throw new ArgumentException($"At most 64 exposures fit into a mask; found {exposures}.", nameof(tables));
        }

        var factor = Factor(tables);
        double[] thresholds = [.. tables.Exposures.Select(e => Normal.Quantile(1 - e.Frequency))];
        var masks = new ulong[options.People];
        var uniforms = new float[options.People * pathways];
        var population = new ExposurePopulation(masks, uniforms, pathways);
        Parallel.For(0, population.Blocks, new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, options.Threads) }, block =>
        {
            var random = new Philox(options.Seed, (ulong)block);
            int end = Math.Min(masks.Length, (block + 1) * BlockSize);
            var normal = new double[exposures];
            for (int i = block * BlockSize; i < end; i++)
            {
                masks[i] = Mask(random, factor, thresholds, normal);
                foreach (ref float u in uniforms.AsSpan(i * pathways, pathways))
                {
                    u = (float)(random.NextUInt32() >> 8) / (1 << 24);
                }
            }
        });
        return population;
    }

    private static ulong Mask(Philox random, Matrix factor, double[] thresholds, double[] normal)
    {
        ulong mask = 0;
        for (int e = 0; e < normal.Length; e++)
        {
            normal[e] = random.NextNormal();
            var row = factor.Row(e);
            double latent = 0;
            for (int j = 0; j <= e; j++)
            {
                latent += row[j] * normal[j];
            }

            mask |= latent > thresholds[e] ? 1UL << e : 0;
        }

        return mask;
    }

    private static Matrix Factor(KnowledgeBase tables)
    {
        var index = tables.Exposures.Select((e, i) => (e.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var correlation = Matrix.Identity(index.Count);
        foreach (var row in tables.ExposureCorrelations)
        {
            correlation[index[row.First], index[row.Second]] = row.Tetrachoric;
            correlation[index[row.Second], index[row.First]] = row.Tetrachoric;
        }

        return Cholesky.TryFactorise(correlation, out var cholesky)
            ? cholesky.Factor
            : throw new InvalidOperationException("The stated correlations of exposures are not positive definite together; correct the table exposure_correlations.");
    }
}
