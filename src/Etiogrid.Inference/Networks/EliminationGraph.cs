using System.Numerics;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.Random;

namespace Etiogrid.Inference.Networks;

/// <summary>The moral graph as rows of bits; costs are kept and renewed only around an eliminated variable.</summary>
internal sealed class EliminationGraph
{
    private const int Bits = 64;
    private readonly int[] _variables;
    private readonly int[] _sizes;
    private readonly double[] _logs;
    private readonly Dictionary<int, int> _index;
    private readonly int _words;
    private readonly ulong[][] _rows;

    public EliminationGraph(int[] variables, int[] sizes)
    {
        _variables = variables;
        _sizes = [.. variables.Select(v => sizes[v])];
        _logs = [.. _sizes.Select(x => Elementary.Log(x))];
        _index = variables.Select((v, i) => (v, i)).ToDictionary(x => x.v, x => x.i);
        _words = (variables.Length + Bits - 1) / Bits;
        _rows = [.. variables.Select(_ => new ulong[_words])];
    }

    /// <summary>Words read and states weighted so far: what planning costs, counted the same on every machine.</summary>
    public long Work { get; private set; }

    /// <summary>Connects variables with one another.</summary>
    public void Join(int[] family)
    {
        foreach (int a in family)
        {
            foreach (int b in family.Where(b => b != a))
            {
                Set(_rows[_index[a]], _index[b]);
            }
        }
    }

    /// <summary>Cliques of a greedy order, the eliminated variable first in each.</summary>
    public List<int[]> Eliminate(EliminationCriterion criterion, Philox? random, double perturbation)
    {
        int n = _variables.Length;
        ulong[][] rows = [.. _rows.Select(r => (ulong[])r.Clone())];
        double[] noise = [.. Enumerable.Range(0, n).Select(_ => random is null ? 1 : Elementary.Exp(perturbation * random.NextNormal()))];
        double[] cost = [.. Enumerable.Range(0, n).Select(v => Cost(rows, v, criterion) * noise[v])];
        bool[] gone = new bool[n];
        var cliques = new List<int[]>(n);
        for (int step = 0; step < n; step++)
        {
            int next = -1;
            for (int v = 0; v < n; v++)
            {
                next = !gone[v] && (next < 0 || cost[v] < cost[next]) ? v : next;
            }

            int[] around = [.. Members(rows[next])];
            cliques.Add([_variables[next], .. around.Select(a => _variables[a])]);
            gone[next] = true;
            foreach (int v in Remove(rows, next, around))
            {
                cost[v] = Cost(rows, v, criterion) * noise[v];
            }
        }

        return cliques;
    }

    /// <summary>Takes a variable out, connects those around it, and returns all whose cost may have changed.</summary>
    private List<int> Remove(ulong[][] rows, int next, int[] around)
    {
        ulong[] touched = new ulong[_words];
        foreach (int a in around)
        {
            rows[a][next / Bits] &= ~(1UL << (next % Bits));
            for (int w = 0; w < _words; w++)
            {
                rows[a][w] |= rows[next][w];
            }

            rows[a][a / Bits] &= ~(1UL << (a % Bits));
            Set(touched, a);
        }

        foreach (int a in around)
        {
            for (int w = 0; w < _words; w++)
            {
                touched[w] |= rows[a][w];
            }
        }

        return [.. Members(touched)];
    }

    /// <summary>The criterion, with the clique's size to break ties; both on scales that cannot overflow.</summary>
    private double Cost(ulong[][] rows, int v, EliminationCriterion criterion)
    {
        ulong[] own = rows[v];
        double log = _logs[v];
        double fill = 0;
        for (int word = 0; word < own.Length; word++)
        {
            for (ulong bits = own[word]; bits != 0; bits &= bits - 1)
            {
                int a = (word * Bits) + BitOperations.TrailingZeroCount(bits);
                log += _logs[a];
                fill += criterion == EliminationCriterion.CliqueSize ? 0 : Fill(own, rows[a], a, criterion == EliminationCriterion.WeightedFill);
            }
        }

        return criterion == EliminationCriterion.CliqueSize ? 1 + log : 1 + fill + (log / 1000);
    }

    /// <summary>Members of a neighbourhood that one of them does not know yet, counted or weighted by states.</summary>
    private double Fill(ulong[] own, ulong[] row, int a, bool weighted)
    {
        Work += own.Length;
        double sum = 0;
        for (int w = 0; w < own.Length; w++)
        {
            ulong missing = own[w] & ~row[w];
            missing = w == a / Bits ? missing & ~(1UL << (a % Bits)) : missing;
            sum += missing == 0 ? 0 : weighted ? Weight(missing, w) : BitOperations.PopCount(missing);
        }

        return weighted ? _sizes[a] * sum : sum;
    }

    private double Weight(ulong bits, int word)
    {
        double sum = 0;
        for (; bits != 0; bits &= bits - 1)
        {
            Work++;
            sum += _sizes[(word * Bits) + BitOperations.TrailingZeroCount(bits)];
        }

        return sum;
    }

    private static void Set(ulong[] row, int bit) => row[bit / Bits] |= 1UL << (bit % Bits);

    private static IEnumerable<int> Members(ulong[] row)
    {
        for (int w = 0; w < row.Length; w++)
        {
            for (ulong bits = row[w]; bits != 0; bits &= bits - 1)
            {
                yield return (w * Bits) + BitOperations.TrailingZeroCount(bits);
            }
        }
    }
}
