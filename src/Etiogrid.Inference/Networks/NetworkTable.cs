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
    public void MultiplyBy(NetworkTable other)
    {
        int run = Run;
        foreach (var (start, at, stride) in Runs(other))
        {
            for (int j = 0; j < run; j++)
            {
                Values[start + j] *= other.Values[at + (j * stride)];
            }
        }
    }

    /// <summary>Divides by a table over some of the variables; 0 / 0 is 0.</summary>
    public void DivideBy(NetworkTable other)
    {
        int run = Run;
        foreach (var (start, at, stride) in Runs(other))
        {
            for (int j = 0; j < run; j++)
            {
                double y = other.Values[at + (j * stride)];
                Values[start + j] = y == 0 ? 0 : Values[start + j] / y;
            }
        }
    }

    /// <summary>The sum over the first variable.</summary>
    public NetworkTable SumOutFirst()
    {
        int rest = Values.Length / Sizes[0];
        double[] sum = new double[rest];
        for (int s = 0; s < Sizes[0]; s++)
        {
            var slice = Values.AsSpan(s * rest, rest);
            for (int i = 0; i < rest; i++)
            {
                sum[i] += slice[i];
            }
        }

        return new(Variables[1..], Sizes[1..], sum);
    }

    /// <summary>The sum over all but the given variables, in their order.</summary>
    public NetworkTable SumTo(int[] kept)
    {
        int[] sizes = [.. kept.Select(v => Sizes[Array.IndexOf(Variables, v)])];
        var sum = new NetworkTable(kept, sizes, new double[sizes.Aggregate(1, (a, b) => checked(a * b))]);
        int run = Run;
        foreach (var (start, at, stride) in Runs(sum))
        {
            for (int j = 0; j < run; j++)
            {
                sum.Values[at + (j * stride)] += Values[start + j];
            }
        }

        return sum;
    }

    /// <summary>Cells that differ in the last variable only lie next to one another.</summary>
    private int Run => Sizes.Length == 0 ? 1 : Sizes[^1];

    /// <summary>Each run of this table with the other table's index at its start and the step of the last variable there.</summary>
    private IEnumerable<(int Start, int At, int Stride)> Runs(NetworkTable other)
    {
        int[] strides = StridesOf(other);
        int[] digits = new int[Variables.Length];
        int run = Run;
        int last = strides.Length == 0 ? 0 : strides[^1];
        int at = 0;
        for (int start = 0; start < Values.Length; start += run)
        {
            yield return (start, at, last);
            for (int i = digits.Length - 2; i >= 0; i--)
            {
                at += strides[i];
                if (++digits[i] < Sizes[i])
                {
                    break;
                }

                at -= strides[i] * Sizes[i];
                digits[i] = 0;
            }
        }
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
}
