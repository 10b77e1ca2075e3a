using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Build;

/// <summary>The stated starting values of parameters that nobody has measured, each a distribution with a grade. See <c>docs/methods/knowledge.md</c>.</summary>
internal static class Elicitation
{
    /// <summary>No pathway's prior falls below this.</summary>
    public const double PriorFloor = 0.005;

    private const double Prevalence = 0.10;
    private const double PrevalenceSd = 1;
    private const double SpontaneousChange = 0.03;
    private const double LinkSd = 0.5;
    private const double LeakShare = 0.3;
    private const double ScoreVariance = 0.005;
    private const double ScoreVarianceSd = 0.005;
    private static readonly double[] ByStrength = [0.05, 0.15, 0.30];
    private static readonly Dictionary<string, double> ByGrade = new(StringComparer.Ordinal) { ["A"] = 0.5, ["B"] = 0.35, ["C"] = 0.2, ["D"] = 0.1 };
    private static readonly SourceKey[] Own = [new("editorial")];

    /// <summary>logit K = logit .10, sd 1.</summary>
    public static UncertainValue PathwayPrevalence => OnLogit(Prevalence, PrevalenceSd, Own);

    /// <summary>logit rho0 = logit .03, sd .5.</summary>
    public static UncertainValue Spontaneous => OnLogit(SpontaneousChange, LinkSd, Own);

    /// <summary>R2 = .005; the elicited range .001 to .02 as a normal with sd .005.</summary>
    public static UncertainValue ScoreR2 => new(ScoreVariance, ScoreVarianceSd, Grade.Elicited, Own);

    /// <summary>lambda or kappa by strength 1, 2, 3 = .05, .15, .30, logit-sd .5.</summary>
    public static UncertainValue Link(int strength, Claim claim) => OnLogit(ByStrength[strength - 1], LinkSd, [claim.Source]);

    /// <summary>Leak = prevalence in the target population x .3, logit-sd .5.</summary>
    public static UncertainValue Leak(double targetPrevalence) => OnLogit(targetPrevalence * LeakShare, LinkSd, Own);

    /// <summary>
    /// Efficacy by evidence grade A, B, C, D = .5, .35, .2, .1, logit-sd .5; a secondary mechanism counts one grade lower
    /// (D stays D): the trials speak for the intervention, not for each of its mechanisms.
    /// </summary>
    public static UncertainValue Efficacy(string grade, string role, Claim claim)
    {
        string used = role == "primary" ? grade : grade switch { "A" => "B", "B" => "C", _ => "D" };
        return OnLogit(ByGrade[used], LinkSd, [claim.Source]);
    }

    private static UncertainValue OnLogit(double probability, double sd, IReadOnlyList<SourceKey> sources) =>
        new(Logit.FromProbability(probability), sd, Grade.Elicited, sources);
}
