using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;

namespace Etiogrid.Studies.Measures;

/// <summary>An exposure of a person.</summary>
/// <param name="Id">Key.</param>
/// <param name="Present">Whether exposed; null when not known.</param>
/// <param name="Text">The cell as written; empty when missing.</param>
/// <param name="Provenance">Where from; null when missing.</param>
public sealed record PersonExposure(ExposureId Id, bool? Present, string Text, Provenance? Provenance)
{
    /// <summary>How burdensome it was, as rated; null when not asked.</summary>
    public double? Appraisal { get; init; }

    /// <summary>Developmental period it fell into; null when not known.</summary>
    public string? Period { get; init; }

    /// <summary>Whether the dose was high; null when not known.</summary>
    public bool? HighDose { get; init; }
}
