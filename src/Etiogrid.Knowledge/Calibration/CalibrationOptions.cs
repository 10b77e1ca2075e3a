namespace Etiogrid.Knowledge.Calibration;

/// <summary>How to calibrate.</summary>
public sealed record CalibrationOptions
{
    /// <summary>People simulated; at least 1,000.</summary>
    public int People { get; init; } = 200_000;

    /// <summary>Seed of the simulation.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Rounds of simulation and update.</summary>
    public int Rounds { get; init; } = 12;

    /// <summary>True to let rows that nobody read take part.</summary>
    public bool IncludeUnverified { get; init; }

    /// <summary>Worker threads; never changes results.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;
}
