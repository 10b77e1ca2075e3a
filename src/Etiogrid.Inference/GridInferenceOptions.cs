namespace Etiogrid.Inference;

/// <summary>Options of <see cref="GridInference"/>. None of them but the engine, seed and budget changes a result.</summary>
public sealed record GridInferenceOptions
{
    /// <summary>The defaults.</summary>
    public static GridInferenceOptions Default { get; } = new();

    /// <summary>A certain engine; null chooses by cost.</summary>
    public GridEngine? Engine { get; init; }

    /// <summary>Worker threads, 0 = all cores.</summary>
    public int Threads { get; init; }

    /// <summary>Seed of the sampling engine.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Participant label that keys the sampling engine's random numbers.</summary>
    public string Participant { get; init; } = "";

    /// <summary>Largest number of configurations that is enumerated when the engine is chosen by cost.</summary>
    public double EnumerationLimit { get; init; } = 3e6;

    /// <summary>Largest number of configurations that is enumerated where the signed product form does not suit.</summary>
    public double LastEnumerationLimit { get; init; } = 1e7;

    /// <summary>Largest cost (table cells x signed terms) of the signed product form when the engine is chosen by cost; pairs that would exceed it are sampled.</summary>
    public double EliminationLimit { get; init; } = 1.2e8;

    /// <summary>Most partial configurations that best-first search opens.</summary>
    public int LargestNodes { get; init; } = 20_000;

    /// <summary>Share of the posterior that best-first search may leave unresolved and still count as an answer.</summary>
    public double TargetUnexploredMass { get; init; } = 1e-4;

    /// <summary>Bytes that an engine may use for its tables; engines that need more are not chosen, and refused where they are forced.</summary>
    public double MemoryLimit { get; init; } = 2e9;

    /// <summary>States whose posterior probability is certainly below this are left out before an engine is chosen; 0 = none.</summary>
    public double PruneBelow { get; init; } = 1e-14;

    /// <summary>Effective sample size at which sampling stops.</summary>
    public double TargetEffectiveSamples { get; init; } = 2000;

    /// <summary>Sweeps of each chain at which sampling stops, whatever the sample size.</summary>
    public int LargestSweeps { get; init; } = 40_000;

    /// <summary>How many of the most probable configurations are kept.</summary>
    public int TopCount { get; init; } = 5;

    /// <summary>Stops the computation.</summary>
    public CancellationToken Cancellation { get; init; }
}
