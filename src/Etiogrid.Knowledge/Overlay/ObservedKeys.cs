namespace Etiogrid.Knowledge.Overlay;

/// <summary>Keys of what is known about a person.</summary>
/// <param name="Exposures">Exposures that were asked for, present or absent.</param>
/// <param name="Symptoms">Symptom dimensions that were rated.</param>
/// <param name="Markers">Biomarkers that were measured.</param>
/// <param name="ScoredPathways">Pathways with a polygenic score.</param>
public sealed record ObservedKeys(IReadOnlySet<string> Exposures, IReadOnlySet<string> Symptoms, IReadOnlySet<string> Markers, IReadOnlySet<string> ScoredPathways);
