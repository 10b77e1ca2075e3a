namespace Etiogrid.Inference;

/// <summary>Running sums of one part of the enumeration; parts are added in a fixed order, so thread count changes no bit.</summary>
internal sealed class EnumerationSums(int prefixStates, int padded, int top)
{
    /// <summary>Prefix state x block state: weight of all configurations with both.</summary>
    public double[] ByState { get; } = new double[prefixStates * padded];

    /// <summary>Prefix state x prefix state.</summary>
    public double[] Pair { get; } = new double[prefixStates * prefixStates];

    /// <summary>Weight by block state.</summary>
    public double[] Total { get; } = new double[padded];

    /// <summary>The heaviest configurations, heaviest first.</summary>
    public List<(double Weight, int[] States)> Top { get; } = new(top + 1);

    /// <summary>Weight that a configuration must exceed to enter the list.</summary>
    public double Threshold { get; private set; }

    /// <summary>Enters a configuration; ties keep the earlier one.</summary>
    public void Offer(double weight, int[] states)
    {
        int at = Top.Count;
        while (at > 0 && Top[at - 1].Weight < weight)
        {
            at--;
        }

        Top.Insert(at, (weight, states));
        if (Top.Count > top)
        {
            Top.RemoveAt(top);
        }

        Threshold = Top.Count == top ? Top[^1].Weight : 0;
    }

    /// <summary>Adds a later part.</summary>
    public void Add(EnumerationSums other)
    {
        Accumulate(ByState, other.ByState);
        Accumulate(Pair, other.Pair);
        Accumulate(Total, other.Total);
        foreach (var (weight, states) in other.Top)
        {
            if (weight > Threshold)
            {
                Offer(weight, states);
            }
        }
    }

    private static void Accumulate(double[] sum, double[] other)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] += other[i];
        }
    }
}
