namespace Etiogrid.Inference.Networks;

/// <summary>
/// A graded variable as the largest of independent contributions of its causes and a leak (Henrion 1989; Diez 1993): P(Y &lt;= y | causes) is
/// the product of the causes' cumulative distributions. With two states it is the noisy-OR. Tables grow with the number of causes only
/// linearly: helpers take the causes in one after another (parent divorcing).
/// </summary>
public static class NoisyMax
{
    /// <summary>A cause: its index, and for each of its states the distribution of its contribution over the states of the effect, lowest first.</summary>
    /// <param name="Variable">Index of the parent.</param>
    /// <param name="Contributions">One distribution over the effect's states for each state of the parent.</param>
    public sealed record Cause(int Variable, IReadOnlyList<IReadOnlyList<double>> Contributions);

    /// <summary>The full table, one row for each combination of causes: the definition, exponential in their number.</summary>
    public static NetworkVariable Table(string name, IReadOnlyList<string> states, IReadOnlyList<Cause> causes, IReadOnlyList<double> leak)
    {
        Check(states, causes, leak);
        int[] sizes = [.. causes.Select(c => c.Contributions.Count)];
        var table = new List<double>();
        int[] digits = new int[sizes.Length];
        do
        {
            double below = 0;
            for (int y = 0; y < states.Count; y++)
            {
                double cumulative = Cumulative(leak, y);
                for (int c = 0; c < causes.Count; c++)
                {
                    cumulative *= Cumulative(causes[c].Contributions[digits[c]], y);
                }

                table.Add(y == states.Count - 1 ? 1 - below : cumulative - below);
                below = cumulative;
            }
        }
        while (Advance(digits, sizes));
        return new(name, states, [.. causes.Select(c => c.Variable)], table);
    }

    /// <summary>The same as a chain of helpers; the last variable is the effect. Helpers are auxiliary and named after it.</summary>
    /// <param name="name">Name of the effect.</param>
    /// <param name="states">Its states, lowest first.</param>
    /// <param name="causes">Its causes.</param>
    /// <param name="leak">Distribution without any cause.</param>
    /// <param name="first">Index that the first of the returned variables will have in the network.</param>
    public static IReadOnlyList<NetworkVariable> Chain(string name, IReadOnlyList<string> states, IReadOnlyList<Cause> causes, IReadOnlyList<double> leak, int first)
    {
        Check(states, causes, leak);
        if (causes.Count <= 2)
        {
            return [Table(name, states, causes, leak)];
        }

        List<NetworkVariable> chain = [Table($"{name}@1", states, [causes[0], causes[1]], leak) with { IsAuxiliary = true }];
        for (int c = 2; c < causes.Count; c++)
        {
            bool last = c == causes.Count - 1;
            double[] nothing = [.. states.Select((_, y) => y == 0 ? 1.0 : 0.0)];
            // The helper hands its own value on: its state s contributes s for certain.
            Cause helper = new(first + chain.Count - 1, [.. states.Select((_, s) => states.Select((_, y) => y == s ? 1.0 : 0.0).ToArray())]);
            chain.Add(Table(last ? name : $"{name}@{c}", states, [helper, causes[c]], nothing) with { IsAuxiliary = !last });
        }

        return chain;
    }

    private static double Cumulative(IReadOnlyList<double> distribution, int state)
    {
        double sum = 0;
        for (int y = 0; y <= state; y++)
        {
            sum += distribution[y];
        }

        return sum;
    }

    private static bool Advance(int[] digits, int[] sizes)
    {
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            if (++digits[i] < sizes[i])
            {
                return true;
            }

            digits[i] = 0;
        }

        return false;
    }

    private static void Check(IReadOnlyList<string> states, IReadOnlyList<Cause> causes, IReadOnlyList<double> leak)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(causes);
        ArgumentNullException.ThrowIfNull(leak);
        bool Wrong(IReadOnlyList<double> p) => p.Count != states.Count || p.Any(x => !(x is >= 0 and <= 1)) || Math.Abs(p.Sum() - 1) > 1e-9;
        if (states.Count == 0 || Wrong(leak) || causes.Any(c => c.Contributions.Count == 0 || c.Contributions.Any(Wrong)))
        {
            throw new ArgumentException("A contribution is not a distribution over the states of the effect.", nameof(causes));
        }
    }
}
