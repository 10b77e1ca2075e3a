namespace Etiogrid.Inference.Interventions;

/// <summary>An effect on one pathway, as a logit-normal efficacy.</summary>
/// <param name="Pathway">Pathway index.</param>
/// <param name="Direction">Direction index that it corrects; null corrects either.</param>
/// <param name="LogitEfficacy">Mean of logit r, where r is the share by which it restores the pathway.</param>
/// <param name="LogitSd">Its standard deviation.</param>
public sealed record PathwayEffect(int Pathway, int? Direction, double LogitEfficacy, double LogitSd)
{
    /// <summary>
    /// How well the horizon of the intervention matches that of the alteration, in [0, 1]: the efficacy is multiplied by it. 1 where nothing
    /// is known about the alteration's course; see <see cref="HorizonMatch"/>.
    /// </summary>
    public double Match { get; init; } = 1;
}
