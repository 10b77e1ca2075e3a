namespace Etiogrid.Studies.Cohorts;

/// <summary>False-discovery rates of Benjamini and Hochberg (1995, doi 10.1111/j.2517-6161.1995.tb02031.x).</summary>
public static class FalseDiscovery
{
    /// <summary>The rate at which each p would be among the discoveries, in the order of the input; NaN stays NaN and does not count.</summary>
    public static double[] Rates(IReadOnlyList<double> p)
    {
        ArgumentNullException.ThrowIfNull(p);
        double[] rates = new double[p.Count];
        Array.Fill(rates, double.NaN);
        int[] order = [.. Enumerable.Range(0, p.Count).Where(i => !double.IsNaN(p[i])).OrderBy(i => p[i])];
        double smallest = 1;
        for (int rank = order.Length; rank >= 1; rank--)
        {
            smallest = Math.Min(smallest, p[order[rank - 1]] * order.Length / rank);
            rates[order[rank - 1]] = smallest;
        }

        return rates;
    }
}
