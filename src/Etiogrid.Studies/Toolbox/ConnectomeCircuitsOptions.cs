namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome circuits</c>.</summary>
public sealed record ConnectomeCircuitsOptions
{
    /// <summary>People x features; null when recordings are given.</summary>
    public string? Data { get; init; }

    /// <summary>Controls x the same features.</summary>
    public string? Controls { get; init; }

    /// <summary>Recordings to measure the mapping's features from.</summary>
    public IReadOnlyList<string> TimeSeries { get; init; } = [];

    /// <summary>Recordings of controls.</summary>
    public IReadOnlyList<string> ControlTimeSeries { get; init; } = [];

    /// <summary>Mapping of features to circuits and regions.</summary>
    public string? Mapping { get; init; }

    /// <summary>Also give each circuit's mean.</summary>
    public bool Summary { get; init; }
}
