namespace Etiogrid.Inference.StateTrait;

/// <summary>State or trait, given all visits.</summary>
/// <param name="Visits">Number of visits.</param>
/// <param name="StateDominant">P(state variance exceeds trait variance).</param>
/// <param name="StateShare">Posterior mean of state / (state + trait) variance.</param>
/// <param name="SeveritySlope">Posterior mean of what one standard deviation of severity adds to the state.</param>
/// <param name="Verdict">In words; undetermined for one visit whatever the numbers.</param>
public sealed record StateTraitPosterior(int Visits, double StateDominant, double StateShare, double SeveritySlope, StateTraitVerdict Verdict);
