using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Etiogrid.Inference;

/// <summary>
/// The buckets of all components. A run eliminates for a few signed terms (lanes) at once: upwards for the partition functions,
/// downwards for the marginals. Lanes never mix, so vector width changes no bit.
/// </summary>
internal sealed class BlockTree
{
    /// <summary>Signed terms in one run.</summary>
    public const int Lanes = 16;

    private readonly CompiledGrid _grid;

    public BlockTree(FactorScopes scopes, BlockPlan plan)
    {
        _grid = scopes.Grid;
        Plan = plan;
        int[] position = new int[_grid.Pathways];
        for (int i = 0; i < plan.Order.Length; i++)
        {
            position[plan.Order[i]] = i;
        }

        Buckets = [.. plan.Cliques.Select(c => new BlockBucket(_grid, c))];
        foreach (var factor in scopes.Factors())
        {
            Buckets[factor.Pathways.Min(k => position[k])].Multiply(_grid, factor);
        }

        for (int i = 0; i < Buckets.Length; i++)
        {
            if (Buckets[i].Clique.Length > 1)
            {
                int parent = position[Buckets[i].Clique[1]];
                Buckets[i].Parent = parent;
                Buckets[parent].Children.Add((i, Buckets[parent].CellMap(_grid, Buckets[i].Clique[1..])));
            }
        }
    }

    public BlockPlan Plan { get; }

    public BlockBucket[] Buckets { get; }

    /// <summary>Partition functions of one component, or of all for -1, by component and lane.</summary>
    public void Up(BlockWorkspace work, double[] unary, int component)
    {
        for (int i = 0; i < Buckets.Length; i++)
        {
            var bucket = Buckets[i];
            int own = Plan.ComponentOf[bucket.Own];
            if (component >= 0 && own != component)
            {
                continue;
            }

            Eliminate(bucket, work, unary, work.Up[i]);
            if (bucket.Parent < 0)
            {
                work.Up[i].AsSpan(0, Lanes).CopyTo(work.Partition.AsSpan(own * Lanes));
            }
        }
    }

    /// <summary>Marginal weights of every state of one component, or of all for -1, by state and lane; needs <see cref="Up"/>.</summary>
    public void Down(BlockWorkspace work, double[] unary, int component)
    {
        for (int i = Buckets.Length - 1; i >= 0; i--)
        {
            var bucket = Buckets[i];
            if (component >= 0 && Plan.ComponentOf[bucket.Own] != component)
            {
                continue;
            }

            if (bucket.Parent < 0)
            {
                Array.Fill(work.Down[i], 1);
            }
            else
            {
                Divide(work.Down[i], work.Up[i]);
            }

            foreach (var (child, _) in bucket.Children)
            {
                Array.Clear(work.Down[child]);
            }

            Array.Clear(work.Marginal, _grid.Offset[bucket.Own] * Lanes, bucket.OwnStates * Lanes);
            Believe(bucket, i, work, unary);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Eliminate(BlockBucket bucket, BlockWorkspace work, double[] unary, double[] message)
    {
        Array.Clear(message);
        int first = _grid.Offset[bucket.Own];
        for (int cell = 0; cell < bucket.Static.Length; cell++)
        {
            int rest = cell % bucket.RestCells;
            int state = first + (cell / bucket.RestCells);
            for (int lane = 0; lane < Lanes; lane += 4)
            {
                var x = Product(bucket, work, unary, cell, state, lane);
                Add(message, (rest * Lanes) + lane, x);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Believe(BlockBucket bucket, int index, BlockWorkspace work, double[] unary)
    {
        int first = _grid.Offset[bucket.Own];
        double[] down = work.Down[index];
        for (int cell = 0; cell < bucket.Static.Length; cell++)
        {
            int rest = cell % bucket.RestCells;
            int state = first + (cell / bucket.RestCells);
            for (int lane = 0; lane < Lanes; lane += 4)
            {
                var x = Product(bucket, work, unary, cell, state, lane) * Load(down, (rest * Lanes) + lane);
                Add(work.Marginal, (state * Lanes) + lane, x);
                foreach (var (child, map) in bucket.Children)
                {
                    Add(work.Down[child], (map[cell] * Lanes) + lane, x);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Product(BlockBucket bucket, BlockWorkspace work, double[] unary, int cell, int state, int lane)
    {
        var x = Vector256.Create(bucket.Static[cell]) * Load(unary, (state * Lanes) + lane);
        foreach (var (child, map) in bucket.Children)
        {
            x *= Load(work.Up[child], (map[cell] * Lanes) + lane);
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
