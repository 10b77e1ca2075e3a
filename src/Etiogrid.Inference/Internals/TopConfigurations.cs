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
        var found = new Best(options.TopCount);
        foreach (var (logJoint, states) in chain.Top)
        {
            found.Offer(logJoint, states);
            Climb(grid, states, logJoint, found);
        }

        return [.. found.List.Select(f => new GridConfiguration(Math.Min(1, Elementary.Exp(f.LogJoint - logEvidence)), grid.Expand(f.States)))];
    }

    /// <summary>Changes one pathway at a time while that helps; every neighbour seen is a candidate.</summary>
    private static void Climb(CompiledGrid grid, int[] start, double logJoint, Best found)
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
                    states[k] = s;
                    double value = grid.LogJoint(states);
                    found.Offer(value, states);
                    if (value > logJoint)
                    {
                        (best, logJoint, improved) = (s, value, true);
                    }
                }

                states[k] = best;
            }
        }
    }

    /// <summary>The best few configurations offered, best first, each once.</summary>
    private sealed class Best(int count)
    {
        public List<(double LogJoint, int[] States)> List { get; } = [];

        public void Offer(double logJoint, int[] states)
        {
            if ((List.Count == count && !(logJoint > List[^1].LogJoint)) || List.Exists(f => f.States.AsSpan().SequenceEqual(states)))
            {
                return;
            }

            int at = List.Count;
            while (at > 0 && List[at - 1].LogJoint < logJoint)
            {
                at--;
            }

            List.Insert(at, (logJoint, (int[])states.Clone()));
            if (List.Count > count)
            {
                List.RemoveAt(count);
            }
        }
    }
}
