namespace Etiogrid.Core.Measures;

/// <summary>Names one measured quantity: modality, measure, and target (region, map, scale, gene set), such as <c>imaging/coloc_spearman/5HT1a</c>.</summary>
/// <param name="Modality">Where it comes from.</param>
/// <param name="Measure">What was computed, in the field's standard term.</param>
/// <param name="Target">Of what.</param>
public sealed record FeatureId(Modality Modality, string Measure, string Target)
{
    /// <summary><c>modality/measure/target</c>, lower-case modality.</summary>
    public override string ToString() => $"{Modality.ToString().ToLowerInvariant()}/{Measure}/{Target}";
}
