using Etiogrid.Core.Identifiers;
using Etiogrid.Core.Measures;

namespace Etiogrid.Studies.Measures;

/// <summary>A symptom dimension of a person.</summary>
/// <param name="Id">Key.</param>
/// <param name="Present">Whether present; null when not measured.</param>
/// <param name="Text">The cell as written; empty when missing.</param>
/// <param name="Rule">When it counts as present, in words.</param>
/// <param name="Provenance">Where from; null when missing.</param>
public sealed record PersonSymptom(SymptomId Id, bool? Present, string Text, string Rule, Provenance? Provenance)
{
    /// <summary>Severity or level as rated; null for binary dimensions and where it was not rated.</summary>
    public double? Rating { get; init; }
}
