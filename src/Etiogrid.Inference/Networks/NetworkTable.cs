namespace Etiogrid.Inference.Networks;

/// <summary>A table over some variables, the last one fastest.</summary>
internal sealed class NetworkTable(int[] scope, int[] extents, double[] cells)
{
    private readonly int _count = CellsOf(extents);

    public int[] Variables { get; } = scope;

    public int[] Sizes { get; } = extents;

    /// <summary>The cells; the array behind them may be longer.</summary>
    public Span<double> Values => cells.AsSpan(0, _count);

    /// <summary>The product of tables whose variables are among the given ones.</summary>
    /// <param name="variables">Its variables.</param>
    /// <param name="sizes">Their states.</param>
    /// <param name="parts">At least one table.</param>
    /// <param name="buffer">Where to put the cells; null = a new array.</param>
    public static NetworkTable Product(int[] variables, int[] sizes, IReadOnlyList<NetworkTable> parts, double[]? buffer)
    {
        var product = new NetworkTable(variables, sizes, buffer ?? GC.AllocateUninitializedArray<double>(CellsOf(sizes)));
        product.Walk<Copy>(parts[0]);
        for (int i = 1; i < parts.Count; i++)
        {
            product.Walk<Multiply>(parts[i]);
        }

        return product;
    }

    /// <summary>P(variable | parents) with the observed variables fixed and left out.</summary>
    public static NetworkTable OfVariable(BayesianNetwork network, int variable, IReadOnlyDictionary<int, int> evidence)
    {
        int[] family = [.. network.Variables[variable].Parents, variable];
        int[] free = [.. family.Where(v => !evidence.ContainsKey(v))];
        int[] sizes = [.. free.Select(v => network.Variables[v].States.Count)];
        double[] values = new double[CellsOf(sizes)];
        int[] digits = new int[free.Length];
        var table = network.Variables[variable].Table;
        for (int i = 0; i < values.Length; i++)
        {
            int index = 0;
            foreach (int v in family)
            {
                int state = evidence.TryGetValue(v, out int s) ? s : digits[Array.IndexOf(free, v)];
                index = (index * network.Variables[v].States.Count) + state;
            }

            values[i] = table[index];
            for (int d = digits.Length - 1; d >= 0 && ++digits[d] == sizes[d]; d--)
            {
                digits[d] = 0;
            }
        }

        return new(free, sizes, values);
    }

    /// <summary>Divides by the largest value and returns it.</summary>
    public double Normalise()
    {
        double max = 0;
        var values = Values;
        foreach (double v in values)
        {
            max = v > max ? v : max;
        }

        for (int i = 0; max > 0 && i < values.Length; i++)
        {
            values[i] /= max;
        }

        return max;
    }

    /// <summary>Turns every cell x into y / x, where y is the same cell of a table over the same variables; y / 0 is 0.</summary>
    public void ReplaceByRatio(NetworkTable other)
    {
        var mine = Values;
        var others = other.Values;
        for (int i = 0; i < mine.Length; i++)
        {
            mine[i] = mine[i] == 0 ? 0 : others[i] / mine[i];
        }
    }

    /// <summary>The sum over the first <paramref name="count"/> variables.</summary>
    public NetworkTable SumOutFirst(int count)
    {
        int rest = 1;
        for (int i = count; i < Sizes.Length; i++)
        {
            rest *= Sizes[i];
        }

        double[] sum = new double[rest];
        for (int start = 0; start < _count; start += rest)
        {
            var slice = cells.AsSpan(start, rest);
            for (int i = 0; i < rest; i++)
            {
                sum[i] += slice[i];
            }
        }

        return new(Variables[count..], Sizes[count..], sum);
    }

    /// <summary>The sum over all but the given variables, in their order.</summary>
    /// <param name="kept">Variables of this table.</param>
    /// <param name="buffer">Where to put the cells; null = a new array.</param>
    public NetworkTable SumTo(int[] kept, double[]? buffer)
    {
        int[] sizes = [.. kept.Select(v => Sizes[Array.IndexOf(Variables, v)])];
        var sum = new NetworkTable(kept, sizes, buffer ?? new double[CellsOf(sizes)]);
        sum.Values.Clear();
        Walk<AddTo>(sum);
        return sum;
    }

    /// <summary>Meets every cell with the cell of the other table that has the same states.</summary>
    private void Walk<TOperation>(NetworkTable other)
        where TOperation : struct, ICellOperation
    {
        var (counts, strides) = Steps(other);
        int[] digits = new int[counts.Length];
        int inner = counts[^1];
        int innerStride = strides[^1];
        int middle = counts[^2];
        int middleStride = strides[^2];
        int at = 0;
        for (int start = 0; start < _count; start += middle * inner)
        {
            Meet<TOperation>(cells.AsSpan(start, middle * inner), other.Values[at..], middleStride, inner, innerStride);
            for (int i = digits.Length - 3; i >= 0; i--)
            {
                at += strides[i];
                if (++digits[i] < counts[i])
                {
                    break;
                }

                at -= strides[i] * counts[i];
                digits[i] = 0;
            }
        }
    }

    /// <summary>Rows of <paramref name="inner"/> cells against the other table's, which starts <paramref name="middleStride"/> further in each row.</summary>
    private static void Meet<TOperation>(Span<double> mine, Span<double> others, int middleStride, int inner, int innerStride)
        where TOperation : struct, ICellOperation
    {
        for (int row = 0, at = 0; row < mine.Length; row += inner, at += middleStride)
        {
            for (int j = row, k = at; j < row + inner; j++, k += innerStride)
            {
                TOperation.Apply(ref mine[j], ref others[k]);
            }
        }
    }

    /// <summary>
    /// How many cells each variable spans and how far it moves in the other table (0 where that lacks it), first variable first; neighbours
    /// through which the other table moves evenly are one step. At least two.
    /// </summary>
    private (int[] Counts, int[] Strides) Steps(NetworkTable other)
    {
        int[] ownStrides = StridesOf(other);
        List<int> counts = [];
        List<int> strides = [];
        for (int i = Sizes.Length - 1; i >= 0; i--)
        {
            if (counts.Count > 0 && ownStrides[i] == strides[^1] * counts[^1])
            {
                counts[^1] *= Sizes[i];
            }
            else if (Sizes[i] > 1)
            {
                counts.Add(Sizes[i]);
                strides.Add(ownStrides[i]);
            }
        }

        while (counts.Count < 2)
        {
            counts.Add(1);
            strides.Add(0);
        }

        counts.Reverse();
        strides.Reverse();
        return ([.. counts], [.. strides]);
    }

    /// <summary>For each variable of this table its stride in another; 0 where the other lacks it.</summary>
    private int[] StridesOf(NetworkTable other)
    {
        int[] strides = new int[Variables.Length];
        int stride = 1;
        for (int i = other.Variables.Length - 1; i >= 0; i--)
        {
            strides[Array.IndexOf(Variables, other.Variables[i])] = stride;
            stride *= other.Sizes[i];
        }

        return strides;
    }

    private static int CellsOf(int[] sizes)
    {
        int count = 1;
        foreach (int size in sizes)
        {
            count *= size;
        }

        return count;
    }

    /// <summary>What happens where a cell meets the cell of another table.</summary>
    private interface ICellOperation
    {
        /// <summary>Changes one of the two.</summary>
        static abstract void Apply(ref double mine, ref double other);
    }

    private readonly struct Copy : ICellOperation
    {
        public static void Apply(ref double mine, ref double other) => mine = other;
    }

    private readonly struct Multiply : ICellOperation
    {
        public static void Apply(ref double mine, ref double other) => mine *= other;
    }

    private readonly struct AddTo : ICellOperation
    {
        public static void Apply(ref double mine, ref double other) => other += mine;
    }
}
