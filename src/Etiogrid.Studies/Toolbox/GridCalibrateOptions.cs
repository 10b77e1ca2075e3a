namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>grid calibrate</c>.</summary>
/// <param name="People">Simulated people of each scenario.</param>
/// <param name="RankPeople">Simulated people of the rank test.</param>
/// <param name="Draws">Posterior draws each of them is ranked among.</param>
/// <param name="Seed">Seed.</param>
/// <param name="Threads">0 = all cores.</param>
public sealed record GridCalibrateOptions(int People, int RankPeople, int Draws, ulong Seed, int Threads)
{
    /// <summary>Folder for a page and figures; null = none.</summary>
    public string? ReportFolder { get; init; }

    /// <summary>Stops the computation.</summary>
    public CancellationToken Cancellation { get; init; }
}
