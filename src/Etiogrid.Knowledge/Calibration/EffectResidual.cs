namespace Etiogrid.Knowledge.Calibration;

/// <summary>A published effect beside what the calibrated grid implies.</summary>
/// <param name="EffectId">Key of the effect.</param>
/// <param name="Exposure">Exposure.</param>
/// <param name="Outcome">Outcome.</param>
/// <param name="Published">Published effect as an odds ratio; null where it has none.</param>
/// <param name="Low">Lower end of its interval as an odds ratio; null where none was published.</param>
/// <param name="High">Upper end.</param>
/// <param name="Implied">Odds ratio in the simulated population; null where it was not evaluated.</param>
/// <param name="Carried">Odds ratio that the named pathways carry alone.</param>
/// <param name="Inside">Whether it lies in the interval; null where there is no interval.</param>
/// <param name="Reason">Why not, or why it was not evaluated; empty when inside.</param>
/// <param name="Verified">False for a row that nobody read in its source.</param>
public sealed record EffectResidual(string EffectId, string Exposure, string Outcome, double? Published, double? Low, double? High, double? Implied, double? Carried, bool? Inside, string Reason, bool Verified)
{
    /// <summary>Share of the implied effect that the named pathways carry, ln or_pathways / ln implied, in [0, 1]; the rest is unexplained. Null where it was not evaluated.</summary>
    public double? Share { get; init; }

    /// <summary>Odds ratio that the named pathways would carry if the exposure shifted them by a whole standard deviation: what the elicited links allow at most.</summary>
    public double? Ceiling { get; init; }

    /// <summary>Standard deviation between the studies of this exposure and outcome, log odds; 0 where they agree or there is one.</summary>
    public double BetweenStudies { get; init; }

    /// <summary>True when the exposure has at least one pathway that is switched on.</summary>
    public bool Mapped { get; init; }
}
