using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference;

/// <summary>
/// Two Rao-Blackwellised Gibbs chains without tempering. The random numbers depend on seed and participant only, so variants of one
/// model share them and their differences vary less than the probabilities themselves.
/// </summary>
internal static class QuickGibbs
{
    private const int Chains = 2;
    private const int BurnIn = 60;
    private const int Sweeps = 500;

    public static QuickMarginals? Run(CompiledGrid grid, GridInferenceOptions options)
    {
        var tables = new GibbsTables(grid);
        double[] sums = new double[grid.States];
        for (int c = 0; c < Chains; c++)
        {
            // The start takes a varying number of random numbers, a sweep one a pathway: two streams keep variants in step.
            var state = new GibbsState(tables, 1, Philox.For(options.Seed, options.Participant, $"quick-start-{c}"));
            var random = Philox.For(options.Seed, options.Participant, $"quick-{c}");
            var chain = new GibbsSums(grid, Sweeps);
            for (int i = 0; i < BurnIn + Sweeps; i++)
            {
                state.Sweep(random, i < BurnIn ? null : chain);
            }

            options.Cancellation.ThrowIfCancellationRequested();
            if (!double.IsFinite(state.LogLikelihood()))
            {
                return null;
            }

            for (int s = 0; s < sums.Length; s++)
            {
                sums[s] += chain.ByState[s] / (Chains * Sweeps);
            }
        }

        return new(grid.Expand(sums), false);
    }
}
