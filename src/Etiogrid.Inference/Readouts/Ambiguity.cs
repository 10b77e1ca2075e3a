namespace Etiogrid.Inference.Readouts;

/// <summary>Pathways that the data cannot tell apart.</summary>
/// <param name="Pathways">Indices, most probable first.</param>
/// <param name="JointAltered">P(at least one is altered).</param>
/// <param name="SharedVariance">Largest squared cosine of two members' loadings on the measured markers; null where the set comes from posterior dependence alone.</param>
/// <param name="SplitBy">Index of the unmeasured marker that differs most between members; null where none does.</param>
/// <param name="SplitSeparation">That difference in residual standard deviations; 0 where there is none.</param>
public sealed record Ambiguity(IReadOnlyList<int> Pathways, double JointAltered, double? SharedVariance, int? SplitBy, double SplitSeparation);
