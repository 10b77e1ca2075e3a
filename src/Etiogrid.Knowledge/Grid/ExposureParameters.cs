using Etiogrid.Core.Identifiers;

namespace Etiogrid.Knowledge.Grid;

/// <summary>An exposure, its population frequency and its load on pathways. An exposure that maps to no single pathway has no loads.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">Display name.</param>
/// <param name="Window">Developmental window.</param>
/// <param name="Frequency">Population frequency in (0, 1).</param>
/// <param name="FrequencyGrade">How the frequency was obtained.</param>
/// <param name="Mappable">False for exposures that must not be mapped to biology by default (ethnicity, migration).</param>
/// <param name="Loads">Effects on the liability of pathways.</param>
public sealed record ExposureParameters(
    ExposureId Id,
    string Name,
    string Window,
    double Frequency,
    Grade FrequencyGrade,
    bool Mappable,
    IReadOnlyList<ExposureLoad> Loads)
{
    /// <summary>Conditions under which it weighs more or less; empty where none is known. Not applied to <see cref="Loads"/>.</summary>
    public IReadOnlyList<ExposureModifier> Modifiers { get; init; } = [];
}
