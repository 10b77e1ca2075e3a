using Etiogrid.Connectome.Cleaning;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome clean</c>.</summary>
public sealed record ConnectomeCleanOptions
{
    /// <summary>Recording, regions in columns.</summary>
    public required string TimeSeries { get; init; }

    /// <summary>Confounds, one a column, as many rows; null for none. Cells that are missing in the first row (derivatives) become 0, with a warning.</summary>
    public string? Confounds { get; init; }

    /// <summary>Which columns of fMRIPrep's table to use (36P, acompcor, motion24+gsr …); null uses all columns.</summary>
    public string? Strategy { get; init; }

    /// <summary>Volumes whose framewise displacement in the confounds file exceeds this many mm are censored; null censors none by motion.</summary>
    public double? DisplacementThreshold { get; init; }

    /// <summary>XCP-D's table of censored volumes (1 = censored), or null.</summary>
    public string? Outliers { get; init; }

    /// <summary>Kept volumes: numbers from 0, or one true/false (1/0) a volume; null keeps all.</summary>
    public string? SampleMask { get; init; }

    /// <summary>Steps.</summary>
    public required CleaningOptions Cleaning { get; init; }

    /// <summary>No names in the header.</summary>
    public bool Bare { get; init; }
}
