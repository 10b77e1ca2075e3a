namespace Etiogrid.Inference.Calibration;

/// <summary>Options of <see cref="InferenceCalibration"/>.</summary>
public sealed record CalibrationOptions
{
    /// <summary>Simulated people of each scenario, at least 100.</summary>
    public int People
    {
        get;
        init => field = value >= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least 100 people are needed.");
    } = 5000;

    /// <summary>Simulated people of the rank test, at least 100.</summary>
    public int RankPeople
    {
        get;
        init => field = value >= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least 100 people are needed.");
    } = 1000;

    /// <summary>Posterior draws each of them is ranked among; one less than a multiple of 20.</summary>
    public int Draws
    {
        get;
        init => field = value > 0 && value % 20 == 19 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must be one less than a multiple of 20, such as 199.");
    } = 199;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Worker threads, 0 = all cores; never changes results.</summary>
    public int Threads { get; init; }

    /// <summary>Stops the computation.</summary>
    public CancellationToken Cancellation { get; init; }
}
