using Etiogrid.Inference.StateTrait;

namespace Etiogrid.Inference.Interventions;

/// <summary>
/// Matches the horizon of an intervention to the course of an alteration (Dukart et al. 2026, doi 10.1038/s41380-026-03473-y: a state can
/// be treated when it is there, a trait needs lasting change). Where visits decided the course, an intervention of the other horizon
/// keeps half of its efficacy (elicited) with the probability that the course is the other one. Undecided: no change.
/// </summary>
public static class HorizonMatch
{
    /// <summary>Share of the efficacy that an intervention of the other horizon keeps; elicited.</summary>
    public const double Mismatched = 0.5;

    /// <summary>The factor on the efficacy, in [0.5, 1].</summary>
    /// <param name="horizon">state, trait or both.</param>
    /// <param name="verdict">What the visits say of the pathway.</param>
    /// <param name="stateDominant">P(state dominates), in [0, 1].</param>
    public static double Of(string horizon, StateTraitVerdict verdict, double stateDominant)
    {
        ArgumentNullException.ThrowIfNull(horizon);
        if (!(stateDominant is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(stateDominant), stateDominant, "A probability is needed.");
        }

        double matched = horizon switch { "state" => stateDominant, "trait" => 1 - stateDominant, _ => 1 };
        return verdict == StateTraitVerdict.Undetermined ? 1 : matched + ((1 - matched) * Mismatched);
    }
}
