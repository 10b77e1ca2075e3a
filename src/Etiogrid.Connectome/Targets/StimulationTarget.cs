namespace Etiogrid.Connectome.Targets;

/// <summary>A stimulation target, or the reason why none is given.</summary>
public sealed record StimulationTarget
{
    /// <summary>The region most anticorrelated with the seed; named even when refused, so that a reader can see what was unstable.</summary>
    public required string Region { get; init; }

    /// <summary>Its correlation with the seed over the whole recording.</summary>
    public required double Correlation { get; init; }

    /// <summary>Lower end of the 95 % block-bootstrap interval of that correlation.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end.</summary>
    public required double High { get; init; }

    /// <summary>Share of bootstrap recordings in which the same region is chosen.</summary>
    public required double SelectionProbability { get; init; }

    /// <summary>Target of the first half of the recording.</summary>
    public required string FirstHalf { get; init; }

    /// <summary>Target of the second half.</summary>
    public required string SecondHalf { get; init; }

    /// <summary>Distance in mm between both halves' targets; null without coordinates.</summary>
    public required double? HalvesDistance { get; init; }

    /// <summary>Why the target is refused, or null when it is given.</summary>
    public required string? Refusal { get; init; }
}
