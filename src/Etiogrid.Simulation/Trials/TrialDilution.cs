using Etiogrid.Numerics.Distributions;

namespace Etiogrid.Simulation.Trials;

/// <summary>
/// What unmatched participants cost a two-arm trial: with a share f matched to the treatment's pathway and effect d (in
/// standard deviations) in them and none in the rest, the mean effect is f d and the sample grows as 1 / f^2. A test that
/// selects with sensitivity and specificity raises the share to its predictive value, at the price of screening.
/// Normal approximation, 1:1 allocation, equal variances.
/// </summary>
/// <param name="Effect">d in the matched.</param>
/// <param name="Matched">f in (0, 1].</param>
/// <param name="Sensitivity">P(selected | matched).</param>
/// <param name="Specificity">P(not selected | not matched).</param>
/// <param name="ObservedEffect">f d.</param>
/// <param name="PerArmMatched">Participants an arm if everybody were matched.</param>
/// <param name="PerArmAll">Participants an arm without selection.</param>
/// <param name="PredictiveValue">Share of matched among the selected.</param>
/// <param name="Selected">Share of the screened that is selected.</param>
/// <param name="PerArmSelected">Participants an arm after selection.</param>
/// <param name="ScreenedPerArm">People screened for one arm.</param>
public sealed record TrialDilution(
    double Effect,
    double Matched,
    double Sensitivity,
    double Specificity,
    double ObservedEffect,
    double PerArmMatched,
    double PerArmAll,
    double PredictiveValue,
    double Selected,
    double PerArmSelected,
    double ScreenedPerArm)
{
    /// <summary>Computes the costs; sizes are real numbers, to be rounded up by whoever recruits.</summary>
    /// <param name="effect">d, not 0.</param>
    /// <param name="matched">f in (0, 1].</param>
    /// <param name="sensitivity">In (0, 1].</param>
    /// <param name="specificity">In [0, 1].</param>
    /// <param name="alpha">Two-sided type I error.</param>
    /// <param name="power">Power, above alpha.</param>
    public static TrialDilution Compute(double effect, double matched, double sensitivity, double specificity, double alpha = 0.05, double power = 0.8)
    {
        Require(double.IsFinite(effect) && effect != 0, effect, nameof(effect), "An effect is finite and not 0.");
        Require(matched is > 0 and <= 1, matched, nameof(matched), "The matched share lies in (0, 1].");
        Require(sensitivity is > 0 and <= 1, sensitivity, nameof(sensitivity), "The sensitivity lies in (0, 1].");
        Require(specificity is >= 0 and <= 1, specificity, nameof(specificity), "The specificity lies in [0, 1].");
        Require(alpha is > 0 and < 1, alpha, nameof(alpha), "Alpha lies in (0, 1).");
        Require(power > alpha && power < 1, power, nameof(power), "The power lies between alpha and 1.");
        double z = Normal.Quantile(1 - (alpha / 2)) + Normal.Quantile(power);
        double perArm = 2 * z * z / (effect * effect);
        double selected = (sensitivity * matched) + ((1 - specificity) * (1 - matched));
        double predictive = sensitivity * matched / selected;
        double perArmSelected = perArm / (predictive * predictive);
        return new(effect, matched, sensitivity, specificity, matched * effect, perArm, perArm / (matched * matched), predictive, selected, perArmSelected, perArmSelected / selected);
    }

    private static void Require(bool condition, double value, string name, string message)
    {
        if (!condition)
        {
            throw new ArgumentOutOfRangeException(name, value, message);
        }
    }
}
