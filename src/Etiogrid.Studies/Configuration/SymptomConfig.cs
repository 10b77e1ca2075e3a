using Etiogrid.Core.Identifiers;

namespace Etiogrid.Studies.Configuration;

/// <summary>Where a symptom dimension stands and when it counts as present.</summary>
/// <param name="Id">Key in the knowledge base.</param>
/// <param name="Source">File and column.</param>
/// <param name="Present">The condition under which the symptom is present.</param>
public sealed record SymptomConfig(SymptomId Id, ColumnSource Source, Condition Present)
{
    /// <summary>How it was assessed.</summary>
    public SymptomScaleKind Scale { get; init; }

    /// <summary>Mean and standard deviation of the severity in unaffected people; null = from the study's controls.</summary>
    public (double Mean, double Sd)? Norm { get; init; }
}
