namespace Etiogrid.Connectome.Recordings;

/// <summary>The minimum data rules of a parcellated recording.</summary>
public sealed record TimeSeriesOptions
{
    /// <summary>The rules used where nothing else is asked for.</summary>
    public static TimeSeriesOptions Default { get; } = new();

    /// <summary>Fewer volumes than this are an error; at least 3.</summary>
    public int MinimumVolumes
    {
        get;
        init => field = value >= 3 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A correlation needs at least 3 volumes.");
    } = 10;

    /// <summary>Fewer volumes than this are a warning: about 5 minutes at a repetition time of 3 s.</summary>
    public int AdvisedVolumes { get; init; } = 100;

    /// <summary>When true, columns with no value at all are kept as missing regions; otherwise each is an error.</summary>
    public bool AllowMissingRegions { get; init; }
}
