namespace Etiogrid.Inference;

/// <summary>
/// An ordinal symptom (cumulative probit): a latent severity N(sum of shifts of causal states, 1) is rated by the number of cutoffs
/// it exceeds, so P(level) = Phi(c[level] - shift) - Phi(c[level - 1] - shift). One cutoff makes a binary symptom on the probit scale.
/// </summary>
/// <param name="Name">Label in results.</param>
/// <param name="Cutoffs">Ascending cutoffs between neighbouring levels; levels are 0 to their number.</param>
/// <param name="Links">Shift of each causal state, in standard deviations of the latent severity.</param>
/// <param name="Level">Observed level, or null for not assessed.</param>
public sealed record GridOrdinalSymptom(string Name, IReadOnlyList<double> Cutoffs, IReadOnlyList<CausalLink> Links, int? Level);
