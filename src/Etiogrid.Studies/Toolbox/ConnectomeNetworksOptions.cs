namespace Etiogrid.Studies.Toolbox;

/// <summary>Options of <c>connectome networks</c>.</summary>
public sealed record ConnectomeNetworksOptions
{
    /// <summary>The person's recordings; Wang 2015 uses them joined, the hierarchical model as sessions.</summary>
    public required IReadOnlyList<string> TimeSeries { get; init; }

    /// <summary>The group atlas: one network label a region.</summary>
    public required string GroupNetworks { get; init; }

    /// <summary>True for the hierarchical model, false for Wang 2015.</summary>
    public bool Hierarchical { get; init; }
}
