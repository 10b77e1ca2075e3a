using Etiogrid.Numerics.Functions;

namespace Etiogrid.Inference;

/// <summary>
/// What the enumeration reads: the pathways are cut into a prefix, walked one state at a time, and a block at the end whose
/// joint states lie side by side in vectors. Factors are products where their range allows it, logarithms otherwise.
/// </summary>
internal sealed class EnumerationTables
{
    private const int LargestBlock = 128;
    private const double SafeLogRange = 600;

    public EnumerationTables(CompiledGrid grid)
    {
        Grid = grid;
        (PrefixCount, BlockSize) = Cut(grid);
        Padded = (BlockSize + 3) & ~3;
        UseLogarithms = NeedsLogarithms(grid);
        BlockStates = EnumerateBlock();
        UnaryShift = new double[grid.Pathways];
        for (int k = 0; k < grid.Pathways; k++)
        {
            UnaryShift[k] = grid.LogUnary[grid.Offset[k]..grid.Offset[k + 1]].Max();
        }

        Shift = UnaryShift.Sum();
        Unary = [.. Enumerable.Range(0, grid.States).Select(s => Factor(grid.LogUnary[s] - UnaryShift[grid.PathwayOf[s]]))];
        Pair = [.. grid.LogPair.Values.Select(Factor)];
        Static = BlockVector(b => LogStatic(b), Factor, UseLogarithms ? double.NegativeInfinity : 0);
        Across = [.. Enumerable.Range(0, grid.Offset[PrefixCount]).Select(s => BlockVector(b => LogAcross(s, b), Factor, Factor(0)))];
        Miss = [.. Enumerable.Range(0, grid.PositiveLeak.Length).Select(d => BlockVector(b => MissOf(d, b), x => x, 1))];
        Towards0 = [.. Enumerable.Range(0, grid.Pathways).Select(k => TowardsVector(k, 0))];
        Towards1 = [.. Enumerable.Range(0, grid.Pathways).Select(k => TowardsVector(k, 1))];
        BlockResponders = [.. Enumerable.Range(PrefixCount, grid.Pathways - PrefixCount).Where(k => grid.Parents[k].Length > 0).Select(k => new BlockResponder(this, k))];
        Factors = [.. grid.Factors.Select(f => new BlockFactor(this, f))];
        PrefixParents = [.. Enumerable.Range(0, grid.Pathways).Select(k => grid.Parents[k].Where(p => grid.PathwayOf[p.State] < PrefixCount).ToArray())];
    }

    public CompiledGrid Grid { get; }

    /// <summary>Pathways before the block.</summary>
    public int PrefixCount { get; }

    /// <summary>Joint states of the block.</summary>
    public int BlockSize { get; }

    /// <summary>Block size rounded up to the vector width; the padding has weight zero.</summary>
    public int Padded { get; }

    /// <summary>True where products could over- or underflow: then all tables hold logarithms.</summary>
    public bool UseLogarithms { get; }

    /// <summary>Block states x block pathways: state indices.</summary>
    public int[][] BlockStates { get; }

    public double[] UnaryShift { get; }

    /// <summary>Sum of the shifts taken out of the unary factors.</summary>
    public double Shift { get; }

    public double[] Unary { get; }

    /// <summary>States x states.</summary>
    public double[] Pair { get; }

    /// <summary>Unary and pair factors within the block.</summary>
    public double[] Static { get; }

    /// <summary>Prefix state: pair factors between it and the block.</summary>
    public double[][] Across { get; }

    /// <summary>Present symptom: product of 1 - lambda within the block.</summary>
    public double[][] Miss { get; }

    /// <summary>Responder: product of 1 - kappa towards direction 0 within the block; null where no coupling comes from the block.</summary>
    public double[]?[] Towards0 { get; }

    public double[]?[] Towards1 { get; }

    public BlockResponder[] BlockResponders { get; }

    /// <summary>Responder: its parents in the prefix.</summary>
    public (int State, int Direction, double Miss)[][] PrefixParents { get; }

    /// <summary>Tables over several pathways.</summary>
    public BlockFactor[] Factors { get; }

    /// <summary>Largest cut at the end whose joint states fit the block.</summary>
    private static (int Prefix, int Size) Cut(CompiledGrid grid)
    {
        int prefix = grid.Pathways;
        int size = 1;
        while (prefix > 0 && (size == 1 || size * grid.Count(prefix - 1) <= LargestBlock))
        {
            size *= grid.Count(--prefix);
        }

        return (prefix, size);
    }

    /// <summary>Largest sum of the logarithms of all pair factors and tables.</summary>
    internal static double LogPairRange(CompiledGrid grid)
    {
        double range = grid.Factors.Sum(f => f.Range());
        for (int k = 0; k < grid.Pathways; k++)
        {
            for (int j = 0; j < k; j++)
            {
                range += LargestPair(grid, k, j);
            }
        }

        return range;
    }

    /// <summary>True where products of factors could leave the range of doubles.</summary>
    internal static bool NeedsLogarithms(CompiledGrid grid) => LogRange(grid) > SafeLogRange;

    private static double LogRange(CompiledGrid grid)
    {
        double range = LogPairRange(grid);
        for (int k = 0; k < grid.Pathways; k++)
        {
            double[] finite = [.. grid.LogUnary[grid.Offset[k]..grid.Offset[k + 1]].Where(double.IsFinite)];
            range += finite.Length == 0 ? 0 : finite.Max() - finite.Min();
        }

        return range;
    }

    private static double LargestPair(CompiledGrid grid, int k, int j)
    {
        double largest = 0;
        for (int s = grid.Offset[k]; s < grid.Offset[k + 1]; s++)
        {
            for (int t = grid.Offset[j]; t < grid.Offset[j + 1]; t++)
            {
                double value = Math.Abs(grid.LogPair[s, t]);
                largest = double.IsFinite(value) ? Math.Max(largest, value) : largest;
            }
        }

        return largest;
    }

    private int[][] EnumerateBlock()
    {
        int[][] states = new int[BlockSize][];
        for (int b = 0; b < BlockSize; b++)
        {
            states[b] = new int[Grid.Pathways - PrefixCount];
            int rest = b;
            for (int i = states[b].Length - 1; i >= 0; i--)
            {
                int count = Grid.Count(PrefixCount + i);
                states[b][i] = Grid.Offset[PrefixCount + i] + (rest % count);
                rest /= count;
            }
        }

        return states;
    }

    private double Factor(double log) => UseLogarithms ? log : Elementary.Exp(log);

    private double[] BlockVector(Func<int, double> value, Func<double, double> map, double padding)
    {
        double[] vector = new double[Padded];
        Array.Fill(vector, padding);
        for (int b = 0; b < BlockSize; b++)
        {
            vector[b] = map(value(b));
        }

        return vector;
    }

    private double LogStatic(int b)
    {
        double sum = 0;
        int[] states = BlockStates[b];
        for (int i = 0; i < states.Length; i++)
        {
            sum += Grid.LogUnary[states[i]] - UnaryShift[PrefixCount + i];
            for (int j = 0; j < i; j++)
            {
                sum += Grid.LogPair[states[i], states[j]];
            }
        }

        return sum;
    }

    private double LogAcross(int state, int b)
    {
        double sum = 0;
        foreach (int t in BlockStates[b])
        {
            sum += Grid.LogPair[state, t];
        }

        return sum;
    }

    private double MissOf(int symptom, int b)
    {
        double product = 1;
        foreach (int t in BlockStates[b])
        {
            product *= Grid.Miss[symptom, t];
        }

        return product;
    }

    private double[]? TowardsVector(int responder, int direction) =>
        Grid.Parents[responder].Any(p => p.Direction == direction && Grid.PathwayOf[p.State] >= PrefixCount)
            ? BlockVector(b => Towards(responder, direction, b), x => x, 1)
            : null;

    private double Towards(int responder, int direction, int b)
    {
        double product = 1;
        foreach (var (state, towards, miss) in Grid.Parents[responder])
        {
            int k = Grid.PathwayOf[state] - PrefixCount;
            product *= towards == direction && k >= 0 && BlockStates[b][k] == state ? miss : 1;
        }

        return product;
    }

    /// <summary>A table over some pathways: steps for the states of the prefix, places for the states of the block.</summary>
    internal sealed class BlockFactor
    {
        public BlockFactor(EnumerationTables tables, EvidenceFactor factor)
        {
            var grid = tables.Grid;
            Table = tables.UseLogarithms ? factor.Table(grid) : [.. factor.Table(grid).Select(Elementary.Exp)];
            int[] strides = factor.Strides(grid);
            Prefix = [.. factor.Pathways.Select((k, i) => (k, strides[i], grid.Offset[k])).Where(x => x.k < tables.PrefixCount)];
            Place = new int[tables.Padded];
            for (int b = 0; b < tables.BlockSize; b++)
            {
                for (int i = 0; i < strides.Length; i++)
                {
                    int k = factor.Pathways[i];
                    Place[b] += k < tables.PrefixCount ? 0 : strides[i] * (tables.BlockStates[b][k - tables.PrefixCount] - grid.Offset[k]);
                }
            }
        }

        /// <summary>Factors, or logarithms where the tables hold logarithms.</summary>
        public double[] Table { get; }

        public (int Pathway, int Stride, int First)[] Prefix { get; }

        public int[] Place { get; }
    }

    /// <summary>
    /// The compensation factor of a pathway in the block as u + a Q0 + b Q1 + c Q0 Q1 of the prefix products Q0, Q1:
    /// (1, 0, 0, 0) where its state is not compensatory.
    /// </summary>
    internal sealed class BlockResponder
    {
        public BlockResponder(EnumerationTables tables, int pathway)
        {
            Pathway = pathway;
            Constant = new double[tables.Padded];
            First = new double[tables.Padded];
            Second = new double[tables.Padded];
            Product = new double[tables.Padded];
            Array.Fill(Constant, 1);
            for (int b = 0; b < tables.BlockSize; b++)
            {
                Fill(tables, b, tables.BlockStates[b][pathway - tables.PrefixCount]);
            }
        }

        public int Pathway { get; }

        public double[] Constant { get; }

        public double[] First { get; }

        public double[] Second { get; }

        public double[] Product { get; }

        private void Fill(EnumerationTables tables, int b, int state)
        {
            if (tables.Grid.Kind[state] != AlterationKind.Compensatory)
            {
                return;
            }

            var p = tables.Grid.Model.Pathways[Pathway];
            int d = tables.Grid.Direction[state];
            double half = 0.5 * (1 - p.SpontaneousChange);
            double sign = d == 0 ? 1 : -1;
            double q0 = tables.Towards0[Pathway]?[b] ?? 1;
            double q1 = tables.Towards1[Pathway]?[b] ?? 1;
            Constant[b] = (p.SpontaneousChange * p.DirectionWeights[d]) + half;
            First[b] = -sign * half * q0;
            Second[b] = sign * half * q1;
            Product[b] = -half * q0 * q1;
        }
    }
}
