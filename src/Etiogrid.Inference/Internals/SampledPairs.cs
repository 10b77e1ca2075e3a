using System.Globalization;
using Etiogrid.Numerics.LinearAlgebra;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference;

/// <summary>
/// Pairs around exact marginals: P(i and j) = P(i) P(j) + the covariance that two Gibbs chains find. Used where exact pairs would cost
/// many times the marginals; the error stated is the largest difference between the chains.
/// </summary>
internal static class SampledPairs
{
    private const int BurnIn = 60;
    private const int Sweeps = 600;

    public static string Statement(double? error) => error is not { } e ? "" : string.Create(CultureInfo.InvariantCulture, $" Pairs of pathways: sampled, within ± {e:0.000}.");

    /// <summary>Fills both matrices; returns the error.</summary>
    public static double Fill(CompiledGrid grid, double[] marginals, Matrix altered, Matrix causal, GridInferenceOptions options)
    {
        var tables = new GibbsTables(grid);
        var chains = new GibbsSums[2];
        for (int c = 0; c < chains.Length; c++)
        {
            var state = new GibbsState(tables, 1, Philox.For(options.Seed, options.Participant, $"pairs-start-{c}"));
            var random = Philox.For(options.Seed, options.Participant, $"pairs-{c}");
            chains[c] = new GibbsSums(grid, Sweeps);
            for (int i = 0; i < BurnIn + Sweeps; i++)
            {
                state.Sweep(random, i < BurnIn ? null : chains[c]);
            }

            options.Cancellation.ThrowIfCancellationRequested();
        }

        return Math.Max(
            Complete(altered, Of(grid, marginals, s => grid.Kind[s] != AlterationKind.None), chains[0].PairAltered, chains[1].PairAltered),
            Complete(causal, Of(grid, marginals, s => grid.Kind[s] == AlterationKind.Causal), chains[0].PairCausal, chains[1].PairCausal));
    }

    private static double[] Of(CompiledGrid grid, double[] marginals, Func<int, bool> chosen)
    {
        double[] p = new double[grid.Pathways];
        for (int s = 0; s < grid.States; s++)
        {
            p[grid.PathwayOf[s]] += chosen(s) ? marginals[s] : 0;
        }

        return p;
    }

    private static double Complete(Matrix m, double[] p, Matrix first, Matrix second)
    {
        double error = 0;
        for (int i = 0; i < p.Length; i++)
        {
            m[i, i] = p[i];
            for (int j = 0; j < i; j++)
            {
                double a = Covariance(first, i, j);
                double b = Covariance(second, i, j);
                error = Math.Max(error, Math.Abs(a - b));
                double joint = Math.Clamp((p[i] * p[j]) + (0.5 * (a + b)), Math.Max(0, p[i] + p[j] - 1), Math.Min(p[i], p[j]));
                m[i, j] = joint;
                m[j, i] = joint;
            }
        }

        return error;
    }

    private static double Covariance(Matrix sums, int i, int j) =>
        (0.5 * (sums[i, j] + sums[j, i]) / Sweeps) - (sums[i, i] / Sweeps * (sums[j, j] / Sweeps));
}
