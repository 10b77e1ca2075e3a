using Etiogrid.Connectome.Motion;

namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome motion</c>.</summary>
public sealed record ConnectomeMotionOptions
{
    /// <summary>fMRIPrep's confounds, XCP-D's motion table, or six columns.</summary>
    public required string Confounds { get; init; }

    /// <summary>Signals for DVARS, or null.</summary>
    public string? TimeSeries { get; init; }

    /// <summary>Seconds between volumes.</summary>
    public required double RepetitionTimeSeconds { get; init; }

    /// <summary>Radius of the head in mm.</summary>
    public double Radius { get; init; } = 50;

    /// <summary>Censoring and minimum data.</summary>
    public CensoringRules Rules { get; init; } = new();

    /// <summary>File for the kept volumes (numbers from 0), or null.</summary>
    public string? MaskFile { get; init; }

    /// <summary>One row a volume instead of one for the session.</summary>
    public bool Volumes { get; init; }
}
