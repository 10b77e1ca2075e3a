namespace Etiogrid.Connectome.Graph;

/// <summary>Summary of shortest path lengths.</summary>
public sealed record PathSummary
{
    /// <summary>Mean over ordered pairs; infinite when some pair is unreachable.</summary>
    public required double MeanLength { get; init; }

    /// <summary>Mean over reachable ordered pairs; NaN without edges.</summary>
    public required double MeanLengthWithinComponents { get; init; }

    /// <summary>Largest length from each node.</summary>
    public required IReadOnlyList<double> Eccentricity { get; init; }

    /// <summary>Smallest eccentricity.</summary>
    public required double Radius { get; init; }

    /// <summary>Largest eccentricity.</summary>
    public required double Diameter { get; init; }
}
