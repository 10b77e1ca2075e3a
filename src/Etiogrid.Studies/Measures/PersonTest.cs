using Etiogrid.Core.Measures;

namespace Etiogrid.Studies.Measures;

/// <summary>A test of a person with a yes-or-no result.</summary>
/// <param name="MarkerId">Marker of the knowledge base it is a cutoff on.</param>
/// <param name="Positive">The result.</param>
/// <param name="Specificity">P(negative | unaffected).</param>
/// <param name="Provenance">Where from.</param>
public sealed record PersonTest(string MarkerId, bool Positive, double Specificity, Provenance Provenance);
