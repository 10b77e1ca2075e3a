using Etiogrid.Numerics.Random;

namespace Etiogrid.Connectome.Modules;

/// <summary>
/// One Louvain ascent (Blondel et al. 2008, doi 10.1088/1742-5468/2008/10/P10008): nodes move to the neighbouring module that gains
/// most, modules become nodes, until nothing gains; then again from single nodes, starting at the partition found, until that gains nothing either.
/// </summary>
internal static class LouvainRun
{
    private const double SmallestGain = 1e-12;

    /// <summary>The partition reached, labels 0, 1, … in order of first appearance.</summary>
    public static int[] Climb(ModularityProblem problem, Philox random)
    {
        int[] partition = [.. Enumerable.Range(0, problem.Size)];
        double quality = problem.Quality(partition);
        while (true)
        {
            int[] next = Ascend(problem, partition, random);
            double reached = problem.Quality(next);
            if (reached <= quality + SmallestGain)
            {
                return reached >= quality ? next : partition;
            }

            (partition, quality) = (next, reached);
        }
    }

    private static int[] Ascend(ModularityProblem problem, int[] start, Philox random)
    {
        int[] module = (int[])start.Clone();
        bool moved = MoveNodes(problem, module, random);
        int count = Relabel(module);
        int[] result = (int[])module.Clone();
        var level = problem;
        while (moved || level == problem)
        {
            level = level.Aggregate(module, count);
            module = [.. Enumerable.Range(0, count)];
            moved = MoveNodes(level, module, random);
            count = Relabel(module);
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = module[result[i]];
            }
        }

        Relabel(result);
        return result;
    }

    /// <summary>Sweeps over nodes in random order until a sweep moves none. True when anything moved.</summary>
    private static bool MoveNodes(ModularityProblem p, int[] module, Philox random)
    {
        int modules = Math.Max(p.Size, 1);
        double[] factors = new double[modules * p.Factors];
        for (int i = 0; i < p.Size; i++)
        {
            Add(p, i, factors, module[i], 1);
        }

        int[] order = [.. Enumerable.Range(0, p.Size)];
        double[] links = new double[modules];
        bool[] seen = new bool[modules];
        int[] near = new int[modules];
        bool any = false;
        bool moved = true;
        while (moved)
        {
            moved = false;
            random.Shuffle<int>(order);
            foreach (int node in order)
            {
                moved |= MoveOne(p, node, module, factors, links, seen, near);
            }

            any |= moved;
        }

        return any;
    }

    private static bool MoveOne(ModularityProblem p, int node, int[] module, double[] factors, double[] links, bool[] seen, int[] near)
    {
        int own = module[node];
        int count = 0;
        near[count++] = own;
        seen[own] = true;
        for (int e = p.Offsets[node]; e < p.Offsets[node + 1]; e++)
        {
            int c = module[p.Targets[e]];
            if (!seen[c])
            {
                seen[c] = true;
                near[count++] = c;
            }

            links[c] += p.Links[e];
        }

        Add(p, node, factors, own, -1);
        double stay = links[own] - Expected(p, node, factors, own);
        double best = stay;
        int target = own;
        for (int k = 1; k < count; k++)
        {
            double gain = links[near[k]] - Expected(p, node, factors, near[k]);
            if (gain > best + SmallestGain)
            {
                (best, target) = (gain, near[k]);
            }
        }

        Add(p, node, factors, target, 1);
        module[node] = target;
        for (int k = 0; k < count; k++)
        {
            links[near[k]] = 0;
            seen[near[k]] = false;
        }

        return target != own;
    }

    private static double Expected(ModularityProblem p, int node, double[] factors, int module)
    {
        double sum = 0;
        for (int k = p.FactorOffsets[node]; k < p.FactorOffsets[node + 1]; k++)
        {
            int f = p.FactorIndex[k];
            sum += p.FactorSigns[f] * p.FactorValue[k] * factors[(module * p.Factors) + f];
        }

        return sum;
    }

    private static void Add(ModularityProblem p, int node, double[] factors, int module, double sign)
    {
        for (int k = p.FactorOffsets[node]; k < p.FactorOffsets[node + 1]; k++)
        {
            factors[(module * p.Factors) + p.FactorIndex[k]] += sign * p.FactorValue[k];
        }
    }

    /// <summary>Renames labels to 0, 1, … in order of first appearance; returns how many.</summary>
    internal static int Relabel(int[] module)
    {
        var names = new Dictionary<int, int>();
        for (int i = 0; i < module.Length; i++)
        {
            if (!names.TryGetValue(module[i], out int name))
            {
                name = names.Count;
                names.Add(module[i], name);
            }

            module[i] = name;
        }

        return names.Count;
    }
}
