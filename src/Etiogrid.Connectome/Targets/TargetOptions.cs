namespace Etiogrid.Connectome.Targets;

/// <summary>When a target counts as stable.</summary>
public sealed record TargetOptions
{
    /// <summary>Smallest share of bootstrap recordings that must choose the same region (or one within <see cref="LargestDistance"/> when there are coordinates).</summary>
    public double SmallestSelection { get; init; } = 0.5;

    /// <summary>Largest distance in mm between the targets of both halves.</summary>
    public double LargestDistance { get; init; } = 15;

    /// <summary>Bootstrap recordings.</summary>
    public int Resamples { get; init; } = 500;

    /// <summary>Volumes a bootstrap block, so that resamples keep the signals' autocorrelation.</summary>
    public int BlockVolumes { get; init; } = 20;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 20261121;
}
