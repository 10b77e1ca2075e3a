using Etiogrid.Genetics.Weights;

namespace Etiogrid.Genetics.Sets;

/// <summary>How competitive p values are formed.</summary>
public sealed record SetTestOptions
{
    /// <summary>Null draws; 0 for none.</summary>
    public int Permutations
    {
        get;
        init => field = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The number of draws cannot be negative.");
    }

    /// <summary>What is drawn.</summary>
    public NullKind Null { get; init; }

    /// <summary>A set whose null reached its statistic so often is drawn no more (Besag and Clifford 1991); 0 to use all draws.</summary>
    public int StopAfter { get; init; }

    /// <summary>Seed of the draws.</summary>
    public ulong Seed { get; init; }

    /// <summary>Worker threads, at least 1; never changes a result.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Reference frequencies that the scores were centred with, or null.</summary>
    public AlleleFrequencies? Frequencies { get; init; }
}
