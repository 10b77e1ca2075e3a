namespace Etiogrid.Studies.Results;

/// <summary>Pathways that these data cannot tell apart.</summary>
/// <param name="Id">Such as <c>A1</c>.</param>
/// <param name="PathwayIds">Members.</param>
/// <param name="JointPosterior">P(at least one is altered).</param>
/// <param name="SharedVariance">Share of variance their markers have in common, in [0, 1]; NaN where the set comes from posterior dependence.</param>
/// <param name="Why">Words.</param>
/// <param name="SplitBy">Measurement that would split it best, or null.</param>
public sealed record AmbiguitySet(string Id, IReadOnlyList<string> PathwayIds, double JointPosterior, double SharedVariance, string Why, string? SplitBy);
