using Etiogrid.Connectome.Cleaning;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome clean</c>.</summary>
public sealed record ConnectomeCleanOptions
{
    /// <summary>Recording, regions in columns.</summary>
    public required string TimeSeries { get; init; }

    /// <summary>Confounds, one a column, as many rows; null for none. Cells that are missing in the first row (derivatives) become 0, with a warning.</summary>
    public string? Confounds { get; init; }

    /// <summary>Kept volumes: numbers from 0, or one true/false (1/0) a volume; null keeps all.</summary>
    public string? SampleMask { get; init; }

    /// <summary>Steps.</summary>
    public required CleaningOptions Cleaning { get; init; }

    /// <summary>No names in the header.</summary>
    public bool Bare { get; init; }
}
