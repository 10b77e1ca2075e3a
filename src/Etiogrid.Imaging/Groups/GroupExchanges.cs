using System.Numerics;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Imaging.Groups;

/// <summary>Exchanges of people between two groups, or within pairs.</summary>
public sealed class GroupExchanges
{
    private GroupExchanges(IReadOnlyList<int[]> orders, bool exhaustive)
    {
        Orders = orders;
        IsExhaustive = exhaustive;
    }

    /// <summary>
    /// Each an order of all people (cases first, then controls): its first part are the new cases. Within pairs, person k and its partner swap places.
    /// </summary>
    public IReadOnlyList<int[]> Orders { get; }

    /// <summary>True when these are all exchanges, the observed one among them; then p = #/total, else (1 + #)/(1 + total).</summary>
    public bool IsExhaustive { get; }

    /// <summary>Two-sided p from the number of exchanges at least as extreme as the observed one.</summary>
    public double P(int hits) => IsExhaustive ? hits / (double)Orders.Count : (1.0 + hits) / (1.0 + Orders.Count);

    /// <summary>Draws exchanges, or lists all of them when they are at most <paramref name="count"/> and the rule is plain.</summary>
    public static GroupExchanges Draw(int cases, int controls, bool paired, GroupNull rule, int count, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (paired && cases != controls)
        {
            throw new ArgumentException($"Pairs need equal groups; found {cases} and {controls}.", nameof(controls));
        }

        var total = paired ? BigInteger.One << cases : Choose(cases + controls, cases);
        if (rule == GroupNull.Plain && total <= count)
        {
            return new([.. paired ? AllSwaps(cases) : AllSplits(cases, controls)], true);
        }

        int[][] orders = new int[count][];
        for (int d = 0; d < count; d++)
        {
            var random = new Philox(seed, (0x47524F5550UL << 24) ^ (ulong)d);
            orders[d] = paired ? Swap(cases, rule, random) : Split(cases, controls, rule, random);
        }

        return new(orders, false);
    }

    private static int[] Split(int cases, int controls, GroupNull rule, Philox random)
    {
        int[] order = [.. Enumerable.Range(0, cases + controls)];
        if (rule == GroupNull.Plain)
        {
            random.Shuffle(order.AsSpan());
            return order;
        }

        random.Shuffle(order.AsSpan(0, cases));
        random.Shuffle(order.AsSpan(cases));
        int stay = (int)Math.Round((double)cases * cases / (cases + controls), MidpointRounding.AwayFromZero);
        int come = Math.Min(cases - stay, controls);
        stay = cases - come;
        return [.. order[..stay], .. order[cases..(cases + come)], .. order[stay..cases], .. order[(cases + come)..]];
    }

    private static int[] Swap(int pairs, GroupNull rule, Philox random)
    {
        bool[] swap = new bool[pairs];
        if (rule == GroupNull.Proportional)
        {
            int[] order = [.. Enumerable.Range(0, pairs)];
            random.Shuffle(order.AsSpan());
            foreach (int k in order.Take((int)Math.Round(0.5 * pairs, MidpointRounding.AwayFromZero)))
            {
                swap[k] = true;
            }
        }
        else
        {
            for (int k = 0; k < pairs; k++)
            {
                swap[k] = random.NextBernoulli(0.5);
            }
        }

        return Swapped(pairs, k => swap[k]);
    }

    private static int[] Swapped(int pairs, Func<int, bool> swap) =>
        [.. Enumerable.Range(0, 2 * pairs).Select(i => swap(i % pairs) ? (i + pairs) % (2 * pairs) : i)];

    private static IEnumerable<int[]> AllSwaps(int pairs) =>
        Enumerable.Range(0, 1 << pairs).Select(code => Swapped(pairs, k => (code >> k & 1) == 1));

    private static IEnumerable<int[]> AllSplits(int cases, int controls)
    {
        int[] chosen = [.. Enumerable.Range(0, cases)];
        int n = cases + controls;
        while (true)
        {
            yield return [.. chosen, .. Enumerable.Range(0, n).Except(chosen)];
            int k = cases - 1;
            while (k >= 0 && chosen[k] == n - cases + k)
            {
                k--;
            }

            if (k < 0)
            {
                yield break;
            }

            chosen[k]++;
            for (int later = k + 1; later < cases; later++)
            {
                chosen[later] = chosen[later - 1] + 1;
            }
        }
    }

    private static BigInteger Choose(int n, int k)
    {
        var result = BigInteger.One;
        for (int i = 1; i <= k; i++)
        {
            result = result * (n - k + i) / i;
        }

        return result;
    }
}
