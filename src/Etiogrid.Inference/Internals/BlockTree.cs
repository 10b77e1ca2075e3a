using System.Runtime.CompilerServices;
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
        foreach (var factor in scopes.Factors())
        {
            Buckets[factor.Variables.Min(k => position[k])].Multiply(_all, factor);
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
            else
            {
                Divide(work.Down[i], work.Incoming[i]);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Eliminate(BlockBucket bucket, BlockWorkspace work, double[] unary, double[] message)
    {
        Array.Clear(message);
        var (messages, maps) = Incoming(bucket, work);
        int first = _all.Offset[bucket.Own];
        for (int own = 0, cell = 0; own < bucket.OwnStates; own++)
        {
            for (int rest = 0; rest < bucket.RestCells; rest++, cell++)
            {
                if (bucket.Static[cell] == 0)
                {
                    continue;
                }

                for (int lane = 0; lane < Lanes; lane += 4)
                {
                    Add(message, (rest * Lanes) + lane, Product(bucket.Static[cell], messages, maps, unary, cell, first + own, lane));
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Believe(BlockBucket bucket, int index, BlockWorkspace work, double[] unary, (int Bucket, int[] Cell)[] children)
    {
        int first = _all.Offset[bucket.Own];
        var (messages, maps) = Incoming(bucket, work);
        double[] down = work.Down[index];
        for (int own = 0, cell = 0; own < bucket.OwnStates; own++)
        {
            for (int rest = 0; rest < bucket.RestCells; rest++, cell++)
            {
                if (bucket.Static[cell] == 0)
                {
                    continue;
                }

                for (int lane = 0; lane < Lanes; lane += 4)
                {
                    var x = Product(bucket.Static[cell], messages, maps, unary, cell, first + own, lane) * Load(down, (rest * Lanes) + lane);
                    Add(work.Marginal, ((first + own) * Lanes) + lane, x);
                    foreach (var (child, map) in children)
                    {
                        Add(work.Down[child], (map[cell] * Lanes) + lane, x);
                    }
                }
            }
        }
    }

    private static (double[][] Messages, int[][] Maps) Incoming(BlockBucket bucket, BlockWorkspace work) =>
        ([.. bucket.Children.Select(c => work.Incoming[c.Bucket])], [.. bucket.Children.Select(c => c.Cell)]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<double> Product(double factor, double[][] messages, int[][] maps, double[] unary, int cell, int state, int lane)
    {
        var x = Vector256.Create(factor) * Load(unary, (state * Lanes) + lane);
        for (int c = 0; c < messages.Length; c++)
        {
            x *= Load(messages[c], (maps[c][cell] * Lanes) + lane);
        }

        return x;
    }

    /// <summary>x /= y; 0 where y is 0, because nothing reaches such a cell.</summary>
    private static void Divide(double[] x, double[] y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] = y[i] == 0 ? 0 : x[i] / y[i];
        }
    }

    private static Vector256<double> Load(double[] x, int i) => Vector256.LoadUnsafe(ref x[i]);

    private static void Add(double[] x, int i, Vector256<double> value) => (Load(x, i) + value).StoreUnsafe(ref x[i]);
}
