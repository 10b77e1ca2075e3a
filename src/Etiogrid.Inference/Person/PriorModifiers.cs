using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Person;

/// <summary>
/// What may change how strongly an exposure acts in a person, and what ties pathway scores together. Everything is neutral by default and
/// for people of whom nothing of the kind is known. The sensitivities are elicited, not measured: method page <c>docs/methods/grid-person.md</c>.
/// </summary>
public sealed record PriorModifiers
{
    /// <summary>No modification.</summary>
    public static PriorModifiers Neutral { get; } = new();

    /// <summary>Gene x exposure terms.</summary>
    public IReadOnlyList<GeneExposureTerm> Interactions { get; init; } = [];

    /// <summary>Exposures whose effect depends on how they are experienced.</summary>
    public IReadOnlySet<ExposureId> Appraised { get; init; } = new HashSet<ExposureId>();

    /// <summary>
    /// s: an appraisal of a standard deviations more burdensome than usual multiplies the effect by exp(s a - s^2 / 2), which is 1 on
    /// average over a ~ N(0, 1).
    /// </summary>
    public double AppraisalSensitivity { get; init; } = 0.3;

    /// <summary>The same for an epigenetic score of the pathway.</summary>
    public double EpigeneticSensitivity { get; init; } = 0.3;

    /// <summary>Developmental periods with the pathways that are vulnerable then.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<PathwayId>> Periods { get; init; } = new Dictionary<string, IReadOnlySet<PathwayId>>(StringComparer.Ordinal);

    /// <summary>Factor on the effect where the exposure fell into a period in which the pathway is vulnerable.</summary>
    public double InsidePeriod { get; init; } = 1.5;

    /// <summary>Factor where it is known to have fallen outside all of them, for pathways that have such a period.</summary>
    public double OutsidePeriod { get; init; } = 0.75;

    /// <summary>Correlation of pathway scores on a reference panel, in the order of the grid's pathways; null = independent.</summary>
    public Matrix? ScoreCorrelation { get; init; }

    /// <summary>Null for normal markers; else degrees of freedom above 2 of heavy-tailed ones, such as 5.</summary>
    public double? MarkerFreedom { get; init; }

    /// <summary>Appraised exposures and critical periods as the knowledge base lists them.</summary>
    public static PriorModifiers From(KnowledgeBase knowledge)
    {
        ArgumentNullException.ThrowIfNull(knowledge);
        return new()
        {
            Appraised = knowledge.Exposures.Where(e => e.SubjectiveAppraisal).Select(e => e.Id).ToHashSet(),
            Periods = knowledge.CriticalPeriods.ToDictionary(
                p => p.Id, p => (IReadOnlySet<PathwayId>)p.Pathways.Select(k => new PathwayId(k)).ToHashSet(), StringComparer.Ordinal),
        };
    }

    /// <summary>The factor on the effect of an exposure that took place on a pathway.</summary>
    internal double FactorOf(ExposureObservation exposure, PathwayId pathway, double? epigenetic)
    {
        double log = exposure.Appraisal is { } a && Appraised.Contains(exposure.Exposure) ? Centred(AppraisalSensitivity, a) : 0;
        log += epigenetic is { } e ? Centred(EpigeneticSensitivity, e) : 0;
        double window = exposure.Period is null || !Periods.Values.Any(p => p.Contains(pathway)) ? 1
            : Periods[exposure.Period].Contains(pathway) ? InsidePeriod : OutsidePeriod;
        return window * Elementary.Exp(log);
    }

    private static double Centred(double sensitivity, double z) => (sensitivity * z) - (0.5 * sensitivity * sensitivity);
}
