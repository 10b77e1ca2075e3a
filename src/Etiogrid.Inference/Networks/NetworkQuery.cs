namespace Etiogrid.Inference.Networks;

/// <summary>What is asked of a network.</summary>
public sealed record NetworkQuery
{
    /// <summary>State index of each observed variable.</summary>
    public IReadOnlyDictionary<int, int> Evidence { get; init; } = new Dictionary<int, int>();

    /// <summary>Uncertain evidence: P(finding | state) of unobserved variables, one number a state, up to a factor (Pearl 1988).</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<double>> Likelihoods { get; init; } = new Dictionary<int, IReadOnlyList<double>>();

    /// <summary>Variables asked for one by one; null = all that are not observed.</summary>
    public IReadOnlyList<int>? Variables { get; init; }

    /// <summary>Unobserved variables whose joint distribution is asked for.</summary>
    public IReadOnlyList<int> Joint { get; init; } = [];

    /// <summary>Memory that the tables may take.</summary>
    public long MemoryBytes { get; init; } = 2L << 30;

    /// <summary>Stops the computation.</summary>
    public CancellationToken Cancellation { get; init; }
}
