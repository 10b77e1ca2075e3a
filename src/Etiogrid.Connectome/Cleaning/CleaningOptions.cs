namespace Etiogrid.Connectome.Cleaning;

/// <summary>Steps of signal cleaning.</summary>
public sealed record CleaningOptions
{
    /// <summary>Remove a straight line from signals and confounds.</summary>
    public bool Detrend { get; init; } = true;

    /// <summary>Kind of filter; Butterworth applies only where a cut-off is given.</summary>
    public TemporalFilter Filter { get; init; } = TemporalFilter.Butterworth;

    /// <summary>Upper end of the pass band in Hz, null for none.</summary>
    public double? LowPassHz { get; init; }

    /// <summary>Lower end of the pass band in Hz, null for none.</summary>
    public double? HighPassHz { get; init; }

    /// <summary>Seconds between volumes; needed by filters.</summary>
    public double? RepetitionTimeSeconds { get; init; }

    /// <summary>Volumes kept, from 0, ascending; null keeps all.</summary>
    public IReadOnlyList<int>? KeptVolumes { get; init; }

    /// <summary>Scale of the result.</summary>
    public Standardization Standardize { get; init; } = Standardization.ZScoreSample;
}
