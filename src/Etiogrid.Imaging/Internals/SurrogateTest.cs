using Etiogrid.Imaging.Nulls;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Imaging.Internals;

/// <summary>Correlates surrogates of one map with many unit vectors and counts how often they reach the observed correlations.</summary>
internal static class SurrogateTest
{
    /// <summary>Draws handled together: fits the second-level cache at 400 regions.</summary>
    private const int LargestChunk = 256;

    /// <summary>Values of the draws handled together: 32 MB a thread for voxels.</summary>
    private const int LargestValues = 1 << 22;

    /// <summary>Differences this small are rounding: such draws count as equal to the observed value.</summary>
    private const double Tolerance = 1e-12;

    /// <summary>P, mean and standard deviation for each target; targets are regions x T unit vectors.</summary>
    public static (double[] P, double[] Mean, double[] StandardDeviation) Run(
        FittedNull source, CorrelationFrame frame, Matrix targets, ReadOnlySpan<double> observed, int permutations, int threads)
    {
        double[] thresholds = new double[observed.Length];
        for (int t = 0; t < thresholds.Length; t++)
        {
            thresholds[t] = Math.Abs(observed[t]) - Tolerance;
        }

        int size = Math.Clamp(LargestValues / frame.Regions, 1, LargestChunk);
        int chunks = (permutations + size - 1) / size;
        var parts = new Part[chunks];
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : -1 };
        Parallel.For(0, chunks, options, () => new RankSorter(frame.Regions), (c, _, sorter) =>
        {
            int first = c * size;
            parts[c] = Chunk(source, frame, targets, thresholds, first, Math.Min(size, permutations - first), sorter);
            return sorter;
        }, _ => { });
        return Combine(parts, thresholds.Length, permutations);
    }

    private static Part Chunk(FittedNull source, CorrelationFrame frame, Matrix targets, double[] thresholds, int first, int count, RankSorter sorter)
    {
        var draws = new Matrix(count, frame.Regions);
        source.Draw(first, draws);
        double[] scales = new double[count];
        for (int d = 0; d < count; d++)
        {
            scales[d] = frame.PrepareRow(draws.Row(d), sorter);
        }

        var correlations = new Matrix(count, targets.Columns);
        Gemm.Multiply(draws, targets, correlations);
        var part = new Part(thresholds.Length);
        for (int d = 0; d < count; d++)
        {
            part.Add(correlations.Row(d), scales[d], thresholds);
        }

        return part;
    }

    private static (double[] P, double[] Mean, double[] StandardDeviation) Combine(Part[] parts, int targets, int permutations)
    {
        double[] p = new double[targets];
        double[] mean = new double[targets];
        double[] deviation = new double[targets];
        for (int t = 0; t < targets; t++)
        {
            long hits = 0;
            double sum = 0;
            double squares = 0;
            foreach (var part in parts)
            {
                hits += part.Hits[t];
                sum += part.Sums[t];
                squares += part.Squares[t];
            }

            p[t] = (1.0 + hits) / (1.0 + permutations);
            mean[t] = sum / permutations;
            deviation[t] = permutations > 1 ? Math.Sqrt(Math.Max(0, squares - (sum * mean[t])) / (permutations - 1)) : double.NaN;
        }

        return (p, mean, deviation);
    }

    private sealed class Part(int targets)
    {
        public int[] Hits { get; } = new int[targets];

        public double[] Sums { get; } = new double[targets];

        public double[] Squares { get; } = new double[targets];

        public void Add(ReadOnlySpan<double> numerators, double scale, double[] thresholds)
        {
            for (int t = 0; t < thresholds.Length; t++)
            {
                double r = numerators[t] * scale;
                Sums[t] += r;
                Squares[t] = Math.FusedMultiplyAdd(r, r, Squares[t]);

                // A surrogate without variance (scale 0) has no correlation; it counts against the finding.
                if (Math.Abs(r) >= thresholds[t] || scale == 0)
                {
                    Hits[t]++;
                }
            }
        }
    }
}
