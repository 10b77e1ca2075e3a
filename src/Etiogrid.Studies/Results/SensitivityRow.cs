namespace Etiogrid.Studies.Results;

/// <summary>The posterior of the leading pathways under one change.</summary>
/// <param name="Change">Words, such as <c>without genotypes</c> or <c>prior odds of every pathway x 1/2.7 … x 2.7</c>.</param>
/// <param name="Posteriors">P(altered) per leading pathway, in the order of <see cref="PersonResult.Pathways"/>; a band where the change has two ends.</param>
public sealed record SensitivityRow(string Change, IReadOnlyList<Band> Posteriors);
