using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Etiogrid.Inference;

/// <summary>
/// The buckets of all components. A run eliminates for a few signed terms (lanes) at once: upwards for the partition functions,
/// downwards for the marginals. Lanes never mix, so vector width changes no bit.
/// </summary>
internal sealed class BlockTree
{
    private readonly BlockVariables _all;

    public BlockTree(FactorScopes scopes, BlockPlan plan, int lanes)
    {
        Lanes = lanes;
        _all = scopes.Variables;
        Plan = plan;
        int[] position = new int[_all.Variables];
        for (int i = 0; i < plan.Order.Length; i++)
        {
            position[plan.Order[i]] = i;
        }

        Buckets = [.. plan.Cliques.Select(c => new BlockBucket(_all, c))];
        var factors = scopes.Factors().ToLookup(f => f.Variables.Min(k => position[k]));
        for (int i = 0; i < Buckets.Length; i++)
        {
            Fill(Buckets[i], [.. factors[i]]);
        }

        for (int i = 0; i < Buckets.Length; i++)
        {
            if (Buckets[i].Clique.Length > 1)
            {
                int parent = position[Buckets[i].Clique[1]];
                Buckets[i].Parent = parent;
                Buckets[parent].Children.Add((i, Buckets[parent].CellMap(_all, Buckets[i].Clique[1..])));
            }
        }
    }

    private void Fill(BlockBucket bucket, PathwayFactor[] factors)
    {
        var pairs = factors.Where(f => f.Variables.Length == 2).GroupBy(f => f.Variables[0] == bucket.Own ? f.Variables[1] : f.Variables[0]).ToArray();
        bucket.FillPairs(_all, pairs.ToDictionary(g => g.Key, g => Oriented(bucket.Own, g.First())));
        foreach (var factor in factors.Where(f => f.Variables.Length != 2).Concat(pairs.SelectMany(g => g.Skip(1))))
        {
            bucket.Multiply(_all, factor);
        }
    }

    /// <summary>The table of a pair with the own variable slowest.</summary>
    private double[] Oriented(int own, PathwayFactor pair)
    {
        if (pair.Variables[0] == own)
        {
            return pair.Table;
        }

        int rows = _all.Count(pair.Variables[0]);
        int columns = _all.Count(pair.Variables[1]);
        double[] turned = new double[pair.Table.Length];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                turned[(j * rows) + i] = pair.Table[(i * columns) + j];
            }
        }

        return turned;
    }

    /// <summary>Gives the large tables back.</summary>
    public void Return() => Array.ForEach(Buckets, b => BlockArrays.Return(b.Static));

    /// <summary>Signed terms in one run, a multiple of four.</summary>
    public int Lanes { get; }

    public BlockPlan Plan { get; }

    public BlockBucket[] Buckets { get; }

    /// <summary>Partition functions of all components, by component and lane.</summary>
    public void Up(BlockWorkspace work, double[] unary)
    {
        work.Up.CopyTo(work.Incoming, 0);
        for (int i = 0; i < Buckets.Length; i++)
        {
            UpBucket(i, work, unary);
        }
    }

    /// <summary>The same after a change of unary factors in the buckets marked as affected; all other messages are those of a finished run.</summary>
    public void Up(BlockWorkspace work, double[] unary, bool[] affected, BlockWorkspace finished)
    {
        for (int i = 0; i < Buckets.Length; i++)
        {
            work.Incoming[i] = affected[i] ? work.Up[i] : finished.Up[i];
            if (affected[i])
            {
                UpBucket(i, work, unary);
            }
        }
    }

    private void UpBucket(int i, BlockWorkspace work, double[] unary)
    {
        var bucket = Buckets[i];
        Eliminate(bucket, work, unary, work.Up[i]);
        if (bucket.Parent < 0)
        {
            work.Up[i].AsSpan(0, Lanes).CopyTo(work.Partition.AsSpan(Plan.ComponentOf[bucket.Own] * Lanes));
        }
    }

    /// <summary>Marginal weights of every state of the buckets that are needed (null = all), by state and lane; needs <see cref="Up(BlockWorkspace, double[])"/>.</summary>
    public void Down(BlockWorkspace work, double[] unary, bool[]? needed)
    {
        for (int i = Buckets.Length - 1; i >= 0; i--)
        {
            var bucket = Buckets[i];
            if (needed is not null && !needed[i])
            {
                continue;
            }

            if (bucket.Parent < 0)
            {
                Array.Fill(work.Down[i], 1);
            }
            (int Bucket, int[] Cell)[] children = [.. bucket.Children.Where(c => needed is null || needed[c.Bucket])];
            foreach (var (child, _) in children)
            {
                Array.Clear(work.Down[child]);
            }

            Array.Clear(work.Marginal, _all.Offset[bucket.Own] * Lanes, bucket.OwnStates * Lanes);
            Believe(bucket, i, work, unary, children);
        }
    }

    /// <summary>Sums the own variable out: message[rest] = sum over own of the product of all that stands in the cell.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Eliminate(BlockBucket bucket, BlockWorkspace work, double[] unary, double[] message)
    {
        var (messages, maps) = Incoming(bucket, work);
        int own = bucket.OwnStates;
        int children = messages.Length;
        int firstUnary = _all.Offset[bucket.Own] * Lanes;
        Span<int> at = stackalloc int[own * children];
        // Indices stay within arrays whose sizes were computed with checks.
        unchecked
        {
            for (int rest = 0; rest < bucket.RestCells; rest++)
            {
                for (int s = 0; s < own; s++)
                {
                    for (int c = 0; c < children; c++)
                    {
                        at[(s * children) + c] = maps[c][(s * bucket.RestCells) + rest] * Lanes;
                    }
                }

                for (int lane = 0; lane < Lanes; lane += 4)
                {
                    var sum = Vector256<double>.Zero;
                    for (int s = 0; s < own; s++)
                    {
                        var x = Vector256.Create(bucket.Static[(s * bucket.RestCells) + rest]) * Load(unary, firstUnary + (s * Lanes) + lane);
                        for (int c = 0; c < children; c++)
                        {
                            x *= Load(messages[c], at[(s * children) + c] + lane);
                        }

                        sum += x;
                    }

                    Store(message, (rest * Lanes) + lane, sum);
                }
            }
        }
    }

    /// <summary>Adds the belief of every cell to the marginals of the own variable and to the messages of the children.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Believe(BlockBucket bucket, int index, BlockWorkspace work, double[] unary, (int Bucket, int[] Cell)[] wanted)
    {
        var (messages, maps) = Incoming(bucket, work);
        double[][] below = [.. wanted.Select(c => work.Down[c.Bucket])];
        int[][] belowMaps = [.. wanted.Select(c => c.Cell)];
        int first = _all.Offset[bucket.Own];
        double[] down = work.Down[index];
        Span<int> at = stackalloc int[messages.Length];
        Span<int> to = stackalloc int[below.Length];
        int[] place = [.. wanted.Select(w => bucket.Children.FindIndex(c => c.Bucket == w.Bucket))];
        unchecked
        {
            for (int own = 0, cell = 0; own < bucket.OwnStates; own++)
            {
                int state = (first + own) * Lanes;
                for (int rest = 0; rest < bucket.RestCells; rest++, cell++)
                {
                    if (bucket.Static[cell] == 0)
                    {
                        continue;
                    }

                    for (int c = 0; c < at.Length; c++)
                    {
                        at[c] = maps[c][cell] * Lanes;
                    }

                    for (int c = 0; c < to.Length; c++)
                    {
                        to[c] = belowMaps[c][cell] * Lanes;
                    }

                    var factor = Vector256.Create(bucket.Static[cell]);
                    for (int lane = 0; lane < Lanes; lane += 4)
                    {
                        var outside = factor * Load(unary, state + lane) * Load(down, (rest * Lanes) + lane);
                        var all = outside;
                        for (int c = 0; c < at.Length; c++)
                        {
                            all *= Load(messages[c], at[c] + lane);
                        }

                        Add(work.Marginal, state + lane, all);
                        for (int w = 0; w < to.Length; w++)
                        {
                            // A child gets everything but what it said itself: multiplied anew, because a division costs more and can be by zero.
                            var others = outside;
                            for (int c = 0; c < at.Length; c++)
                            {
                                others = c == place[w] ? others : others * Load(messages[c], at[c] + lane);
                            }

                            Add(below[w], to[w] + lane, others);
                        }
                    }
                }
            }
        }
    }

    private static (double[][] Messages, int[][] Maps) Incoming(BlockBucket bucket, BlockWorkspace work) =>
        ([.. bucket.Children.Select(c => work.Incoming[c.Bucket])], [.. bucket.Children.Select(c => c.Cell)]);

    // Positions come from maps that the constructor made for these very arrays: the bounds need no second check in the innermost loop.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(double[] x, int i) => Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(x), unchecked((nuint)i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(double[] x, int i, Vector256<double> value) => value.StoreUnsafe(ref MemoryMarshal.GetArrayDataReference(x), unchecked((nuint)i));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(double[] x, int i, Vector256<double> value) => Store(x, i, Load(x, i) + value);
}
