namespace Etiogrid.Imaging.Calibration;

/// <summary>Size of the simulation behind a calibration card.</summary>
public sealed record NullCalibrationOptions
{
    /// <summary>Simulated maps on each side; every one is paired with every one of the other side.</summary>
    public int MapsPerSide { get; init; } = 60;

    /// <summary>Draws of the null for each pair; 0 for the closed form.</summary>
    public int Permutations { get; init; } = 199;

    /// <summary>Nominal level.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Seed of the simulated maps.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Which side is replaced by surrogates.</summary>
    public SurrogateSide Surrogates { get; init; } = SurrogateSide.Atlas;

    /// <summary>Worker threads, 0 = all; never changes results.</summary>
    public int Threads { get; init; }
}
