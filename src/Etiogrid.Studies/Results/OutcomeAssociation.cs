namespace Etiogrid.Studies.Results;

/// <summary>Association of a feature with an outcome.</summary>
/// <param name="Outcome">Outcome column.</param>
/// <param name="Feature">Feature.</param>
/// <param name="N">People with both.</param>
/// <param name="Spearman">Correlation.</param>
/// <param name="P">Two-sided p.</param>
/// <param name="Q">False-discovery rate over all rows (Benjamini-Hochberg).</param>
public sealed record OutcomeAssociation(string Outcome, string Feature, int N, double Spearman, double P, double Q);
