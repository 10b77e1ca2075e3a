namespace Etiogrid.Studies.Configuration;

/// <summary>Where a laboratory marker stands.</summary>
/// <param name="MarkerId">Key of the marker in the knowledge base.</param>
/// <param name="Source">File and column.</param>
/// <param name="Unit">Unit as printed.</param>
/// <param name="Log">True when the value is log-transformed before the z score (concentrations with a long tail).</param>
public sealed record LaboratoryConfig(string MarkerId, ColumnSource Source, string Unit, bool Log)
{
    /// <summary>For a test with a yes-or-no result: when it is positive; null for measured values.</summary>
    public Condition? Positive { get; init; }

    /// <summary>Specificity of the test, P(negative | unaffected): its cutoff on the scale of the marker.</summary>
    public double Specificity { get; init; } = double.NaN;
}
