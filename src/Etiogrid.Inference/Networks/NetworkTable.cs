namespace Etiogrid.Inference.Networks;

/// <summary>A table over some variables, the last one fastest.</summary>
internal sealed class NetworkTable(int[] scope, int[] extents, double[] cells)
{
    public int[] Variables { get; } = scope;

    public int[] Sizes { get; } = extents;

    public double[] Values { get; } = cells;

    public static NetworkTable Ones(int[] variables, int[] allSizes)
    {
        int[] sizes = [.. variables.Select(v => allSizes[v])];
        double[] values = new double[sizes.Aggregate(1, (a, b) => checked(a * b))];
        Array.Fill(values, 1);
        return new(variables, sizes, values);
    }

    /// <summary>P(variable | parents) with the observed variables fixed and left out.</summary>
    public static NetworkTable OfVariable(BayesianNetwork network, int variable, IReadOnlyDictionary<int, int> evidence)
    {
        int[] family = [.. network.Variables[variable].Parents, variable];
        int[] free = [.. family.Where(v => !evidence.ContainsKey(v))];
        int[] sizes = [.. free.Select(v => network.Variables[v].States.Count)];
        double[] values = new double[sizes.Aggregate(1, (a, b) => checked(a * b))];
        int[] digits = new int[free.Length];
        for (int i = 0; i < values.Length; i++)
        {
            int index = 0;
            foreach (int v in family)
            {
                int state = evidence.TryGetValue(v, out int s) ? s : digits[Array.IndexOf(free, v)];
                index = (index * network.Variables[v].States.Count) + state;
            }

            values[i] = network.Variables[variable].Table[index];
            Advance(digits, sizes);
        }

        return new(free, sizes, values);
    }

    /// <summary>Divides by the largest value and returns it.</summary>
    public double Normalise()
    {
        double max = 0;
        foreach (double v in Values)
        {
            max = Math.Max(max, v);
        }

        for (int i = 0; max > 0 && i < Values.Length; i++)
        {
            Values[i] /= max;
        }

        return max;
    }

    /// <summary>Multiplies by a table over some of the variables.</summary>
    public void MultiplyBy(NetworkTable other) => Combine(other, (x, y) => x * y);

    /// <summary>Divides by a table over some of the variables; 0 / 0 is 0.</summary>
    public void DivideBy(NetworkTable other) => Combine(other, (x, y) => y == 0 ? 0 : x / y);

    /// <summary>The sum over the first variable.</summary>
    public NetworkTable SumOutFirst()
    {
        int rest = Values.Length / Sizes[0];
        double[] sum = new double[rest];
        for (int i = 0; i < Values.Length; i++)
        {
            sum[i % rest] += Values[i];
        }

        return new(Variables[1..], Sizes[1..], sum);
    }

    /// <summary>The sum over all but the given variables, in their order.</summary>
    public NetworkTable SumTo(int[] kept)
    {
        int[] sizes = [.. kept.Select(v => Sizes[Array.IndexOf(Variables, v)])];
        double[] sum = new double[sizes.Aggregate(1, (a, b) => checked(a * b))];
        int[] strides = StridesOf(kept, sizes);
        int[] digits = new int[Variables.Length];
        int at = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            sum[at] += Values[i];
            at = Step(digits, strides, at);
        }

        return new(kept, sizes, sum);
    }

    private void Combine(NetworkTable other, Func<double, double, double> operation)
    {
        int[] strides = StridesOf(other.Variables, other.Sizes);
        int[] digits = new int[Variables.Length];
        int at = 0;
        for (int i = 0; i < Values.Length; i++)
        {
            Values[i] = operation(Values[i], other.Values[at]);
            at = Step(digits, strides, at);
        }
    }

    /// <summary>For each variable of this table its stride in another; 0 where the other lacks it.</summary>
    private int[] StridesOf(int[] variables, int[] sizes)
    {
        int[] strides = new int[Variables.Length];
        int stride = 1;
        for (int i = variables.Length - 1; i >= 0; i--)
        {
            strides[Array.IndexOf(Variables, variables[i])] = stride;
            stride *= sizes[i];
        }

        return strides;
    }

    /// <summary>Advances the digits by one cell and returns the other table's index there.</summary>
    private int Step(int[] digits, int[] strides, int at)
    {
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            at += strides[i];
            if (++digits[i] < Sizes[i])
            {
                return at;
            }

            at -= strides[i] * Sizes[i];
            digits[i] = 0;
        }

        return at;
    }

    private static void Advance(int[] digits, int[] sizes)
    {
        for (int i = digits.Length - 1; i >= 0 && ++digits[i] == sizes[i]; i--)
        {
            digits[i] = 0;
        }
    }
}
