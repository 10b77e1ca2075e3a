using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference;

/// <summary>The most probable configurations that a short tempered chain visits, each climbed to its local maximum: for engines that sum without listing.</summary>
internal static class TopConfigurations
{
    private const int Sweeps = 200;

    public static GridConfiguration[] Find(CompiledGrid grid, double logEvidence, GridInferenceOptions options)
    {
        var chain = new GibbsChain(new GibbsTables(grid), Philox.For(options.Seed, options.Participant, "top"), Sweeps, options.TopCount);
        chain.Run(Sweeps, true, options.Cancellation);
        var found = new Dictionary<string, (double LogJoint, int[] States)>(StringComparer.Ordinal);
        foreach (var (logJoint, states) in chain.Top)
        {
            Offer(found, logJoint, states);
            Climb(grid, states, logJoint, found);
        }

        return
        [
            .. found.Values.OrderByDescending(f => f.LogJoint).Take(options.TopCount)
                .Select(f => new GridConfiguration(Math.Min(1, Elementary.Exp(f.LogJoint - logEvidence)), grid.Expand(f.States))),
        ];
    }

    /// <summary>Changes one pathway at a time while that helps; every neighbour seen is a candidate.</summary>
    private static void Climb(CompiledGrid grid, int[] start, double logJoint, Dictionary<string, (double LogJoint, int[] States)> found)
    {
        int[] states = (int[])start.Clone();
        bool improved = true;
        while (improved)
        {
            improved = false;
            for (int k = 0; k < states.Length; k++)
            {
                int best = states[k];
                for (int s = grid.Offset[k]; s < grid.Offset[k + 1]; s++)
                {
                    int[] other = (int[])states.Clone();
                    other[k] = s;
                    double value = grid.LogJoint(other);
                    Offer(found, value, other);
                    if (value > logJoint)
                    {
                        (best, logJoint, improved) = (s, value, true);
                    }
                }

                states[k] = best;
            }
        }
    }

    private static void Offer(Dictionary<string, (double LogJoint, int[] States)> found, double logJoint, int[] states) =>
        found[string.Join(',', states)] = (logJoint, states);
}
