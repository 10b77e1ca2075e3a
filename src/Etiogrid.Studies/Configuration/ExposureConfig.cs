using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Configuration;

/// <summary>Where an exposure stands and when it counts as present.</summary>
/// <param name="Id">Key in the knowledge base.</param>
/// <param name="Source">File and column.</param>
/// <param name="Exposed">The condition under which a person is exposed.</param>
public sealed record ExposureConfig(ExposureId Id, ColumnSource Source, Condition Exposed)
{
    /// <summary>The developmental period it fell into, the same for everybody: a key of the knowledge base's critical periods; null = unknown.</summary>
    public string? Timing { get; init; }

    /// <summary>Column of the same table with the period of each person; null where there is none.</summary>
    public ColumnSource? TimingColumn { get; init; }

    /// <summary>Column of the same table with how burdensome it was to the person (higher = more); null where nobody was asked.</summary>
    public ColumnSource? Appraisal { get; init; }

    /// <summary>The condition on the exposure's own column under which the dose was high; null where it is not known.</summary>
    public Condition? HighDose { get; init; }
}
