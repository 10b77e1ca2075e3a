namespace Etiogrid.Inference.Interventions;

/// <summary>How combinations are valued. The trade-offs are elicited; results state them.</summary>
public sealed record CombinationOptions
{
    /// <summary>Largest number of members, 1 to 4.</summary>
    public int MaxMembers { get; init => field = value is >= 1 and <= 4 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Combinations have 1 to 4 members."); } = 3;

    /// <summary>What counts as gain.</summary>
    public CombinationUtility Utility { get; init; }

    /// <summary>Symptoms (or, for remission, probability) that one unit of burden weighs.</summary>
    public double BurdenWeight { get; init; } = 0.1;

    /// <summary>Correcting the wrong direction worsens the pathway by this share of the efficacy.</summary>
    public double WrongDirectionHarm { get; init; } = 0.5;

    /// <summary>Symptoms that fully undoing a compensation costs.</summary>
    public double CompensationHarm { get; init; } = 0.3;

    /// <summary>How many of the best are kept.</summary>
    public int Keep { get; init; } = 300;

    /// <summary>Pairs that may not be combined, by option index.</summary>
    public IReadOnlySet<(int First, int Second)> Forbidden { get; init; } = new HashSet<(int, int)>();

    /// <summary>Penalties of pairs on the burden scale, by option index.</summary>
    public IReadOnlyDictionary<(int First, int Second), double> Penalties { get; init; } = new Dictionary<(int, int), double>();

    /// <summary>Seed of the efficacy draws.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Participant label that keys them.</summary>
    public string Participant { get; init; } = "";
}
