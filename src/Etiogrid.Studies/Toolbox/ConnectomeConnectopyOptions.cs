namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome connectopy</c>.</summary>
public sealed record ConnectomeConnectopyOptions
{
    /// <summary>Recording with the structure's places (voxels or parcels) and the rest of the brain in columns.</summary>
    public required string TimeSeries { get; init; }

    /// <summary>Names of the structure's columns; a final <c>*</c> stands for any ending.</summary>
    public required IReadOnlyList<string> Structure { get; init; }

    /// <summary>Names of the columns to compare connections with; empty for all others.</summary>
    public IReadOnlyList<string> Rest { get; init; } = [];

    /// <summary>Number of maps.</summary>
    public int Maps { get; init; } = 2;

    /// <summary>Table name, x, y, z of the structure's places, for <see cref="TrendOrder"/>; null for none.</summary>
    public string? Coordinates { get; init; }

    /// <summary>Highest power of the trend surface that summarises each map; 0 gives the maps themselves.</summary>
    public int TrendOrder { get; init; }
}
