namespace Etiogrid.Inference;

/// <summary>How wrong the probabilities of a posterior can be, and how that is known.</summary>
/// <param name="Bound">Exact engines: rounding bound. Best-first: certified half-width of the widest interval. Sampling: two standard errors of the worst marginal.</param>
/// <param name="Statement">One sentence for the page.</param>
/// <param name="LogEvidenceError">The same for the log evidence.</param>
/// <param name="Cancellation">sum |terms| / |sum| of the signed product form; null for other engines.</param>
/// <param name="EffectiveSampleSize">Smallest over pathways; null for exact engines.</param>
/// <param name="RHat">Largest over pathways; null for exact engines.</param>
/// <param name="UnexploredMass">Best-first search: certified bound on the share of the posterior that was not resolved; null for other engines.</param>
/// <param name="PairBound">Error of the pair matrices where it differs from <paramref name="Bound"/>; else null.</param>
public sealed record PosteriorError(
    double Bound,
    string Statement,
    double LogEvidenceError,
    double? Cancellation = null,
    double? EffectiveSampleSize = null,
    double? RHat = null,
    double? UnexploredMass = null,
    double? PairBound = null);
