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

    /// <summary>People x circuit features that need a task (columns named as in the mapping, interactions in either direction); null for none.</summary>
    public string? Tasks { get; init; }

    /// <summary>The same of controls.</summary>
    public string? ControlTasks { get; init; }

    /// <summary>Tables people x regions of a task's contrast, each as <c>circuit=FILE</c>.</summary>
    public IReadOnlyList<string> Activations { get; init; } = [];

    /// <summary>The same of controls.</summary>
    public IReadOnlyList<string> ControlActivations { get; init; } = [];

    /// <summary>One row for each of the 41 features and the motifs: what it needs and how many people have it, instead of scores.</summary>
    public bool Coverage { get; init; }

    /// <summary>The correlation of the scores among controls (shrunk), features and circuits, instead of scores.</summary>
    public bool Covariance { get; init; }

    /// <summary>Mapping of features to circuits and regions.</summary>
    public string? Mapping { get; init; }

    /// <summary>Region table of the recordings' parcellation; the shipped mapping is then used unless <see cref="Mapping"/> is given.</summary>
    public string? Parcellation { get; init; }

    /// <summary>One row a person and feature or circuit, with standard error and 95 % interval, instead of one row a person.</summary>
    public bool Intervals { get; init; }

    /// <summary>Block-bootstrap resamples of each recording for intervals.</summary>
    public int Resamples { get; init; } = 200;

    /// <summary>Volumes a block.</summary>
    public int BlockVolumes { get; init; } = 20;

    /// <summary>Seed.</summary>
    public ulong Seed { get; init; } = 20261121;

    /// <summary>Also give each circuit's mean.</summary>
    public bool Summary { get; init; }
}
