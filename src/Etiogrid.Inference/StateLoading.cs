namespace Etiogrid.Inference;

/// <summary>The shift of a biomarker when a pathway is in a state.</summary>
/// <param name="Pathway">Pathway index.</param>
/// <param name="State">State index, 1 or more; see <see cref="GridPathway"/>.</param>
/// <param name="Value">Shift in the biomarker's units.</param>
public sealed record StateLoading(int Pathway, int State, double Value);
