namespace Etiogrid.Connectome.Motion;

/// <summary>Which volumes are kept and how many are enough. Defaults after Power et al. 2014 (doi 10.1016/j.neuroimage.2013.08.048) and Parkes et al. 2018 (doi 10.1016/j.neuroimage.2017.12.073).</summary>
public sealed record CensoringRules
{
    /// <summary>Volumes that moved more are censored, mm.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Volumes censored before each moved one.</summary>
    public int Before { get; init; }

    /// <summary>Volumes censored after each moved one.</summary>
    public int After { get; init; }

    /// <summary>Runs of fewer kept volumes are censored too; 1 keeps all.</summary>
    public int ShortestRun { get; init; } = 1;

    /// <summary>Least minutes of kept volumes.</summary>
    public double MinimumMinutes { get; init; } = 4;

    /// <summary>Largest mean displacement of a session, mm.</summary>
    public double LargestMean { get; init; } = 0.55;
}
