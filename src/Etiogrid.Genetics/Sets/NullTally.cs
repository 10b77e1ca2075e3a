namespace Etiogrid.Genetics.Sets;

/// <summary>What the draws of one set have shown so far.</summary>
internal sealed class NullTally(double observed, int stopAfter)
{
    private readonly PriorityQueue<double, double> _largest = new();

    /// <summary>What the draws are compared with; NaN where the set has no score.</summary>
    public double Observed => observed;

    /// <summary>Draws with a statistic at least as large as the observed one.</summary>
    public int Exceedances { get; private set; }

    /// <summary>Draws counted.</summary>
    public int Draws { get; private set; }

    /// <summary>True when no further draw counts.</summary>
    public bool Stopped => double.IsNaN(observed) || (stopAfter > 0 && Exceedances >= stopAfter);

    /// <summary>The largest statistics.</summary>
    public IEnumerable<double> Largest => _largest.UnorderedItems.Select(i => i.Element);

    /// <summary>Counts one draw.</summary>
    /// <param name="statistic">Absolute statistic.</param>
    public void Add(double statistic)
    {
        Draws++;
        Exceedances += statistic >= Math.Abs(observed) ? 1 : 0;
        if (_largest.Count < TailFit.Kept)
        {
            _largest.Enqueue(statistic, statistic);
        }
        else
        {
            _largest.EnqueueDequeue(statistic, statistic);
        }
    }
}
