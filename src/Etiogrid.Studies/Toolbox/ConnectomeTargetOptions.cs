namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome target</c>.</summary>
public sealed record ConnectomeTargetOptions
{
    /// <summary>Recording.</summary>
    public required string TimeSeries { get; init; }

    /// <summary>Names of the seed's regions (subgenual cingulate).</summary>
    public required IReadOnlyList<string> SeedRegions { get; init; }

    /// <summary>Names of the search area's regions (dorsolateral prefrontal).</summary>
    public required IReadOnlyList<string> SearchRegions { get; init; }

    /// <summary>Table with <c>name</c> and x, y, z in mm (columns starting with x, y, z), or null.</summary>
    public string? Coordinates { get; init; }

    /// <summary>Bootstrap recordings.</summary>
    public int Resamples { get; init; } = 500;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 20261121;
}
