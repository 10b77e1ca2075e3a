using Etiogrid.Connectome.Connectivity;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome build</c>.</summary>
public sealed record ConnectomeBuildOptions
{
    /// <summary>Recordings, regions in columns.</summary>
    public required IReadOnlyList<string> TimeSeries { get; init; }

    /// <summary>What is measured.</summary>
    public required ConnectivityKind Kind { get; init; }

    /// <summary>How covariances are estimated.</summary>
    public CovarianceEstimator Estimator { get; init; }

    /// <summary>Fisher's z of correlations and partial correlations.</summary>
    public bool FisherZ { get; init; }

    /// <summary>Coherence: volumes a segment, even; 0 for a quarter of the recording.</summary>
    public int Segment { get; init; }

    /// <summary>Coherence: lowest frequency in Hz, null for all.</summary>
    public double? LowHz { get; init; }

    /// <summary>Coherence: highest frequency in Hz, null for all.</summary>
    public double? HighHz { get; init; }

    /// <summary>Coherence: seconds between volumes, needed by a band.</summary>
    public double? RepetitionTimeSeconds { get; init; }

    /// <summary>Output folder; null writes the only matrix to standard output.</summary>
    public string? OutputFolder { get; init; }

    /// <summary>No names in header and first column.</summary>
    public bool Bare { get; init; }

    /// <summary>Files of <see cref="OutputFolder"/> are .npy, without names, instead of text.</summary>
    public bool Binary { get; init; }

    /// <summary>Regions without any value are kept as n/a instead of refusing the file.</summary>
    public bool AllowMissingRegions { get; init; }

    /// <summary>Recordings handled at once, 0 = as many as processors; never changes results.</summary>
    public int Threads { get; init; }
}
