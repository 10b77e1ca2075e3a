using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Numerics.Functions;
using Etiogrid.Numerics.LinearAlgebra;

namespace Etiogrid.Inference.Person;

/// <summary>
/// What may change how strongly an exposure acts in a person, and what ties pathway scores together. Everything is neutral by default and
/// for people of whom nothing of the kind is known. The sensitivities are elicited, not measured: method page <c>docs/methods/grid-person.md</c>.
/// </summary>
public sealed record PriorModifiers
{
    private const string Appraisal = "appraisal";
    private const string Epigenetic = "epigenetic";
    private const string Dose = "dose";
    private const string Window = "window";
    private const string Polygenic = "polygenic";

    /// <summary>No modification.</summary>
    public static PriorModifiers Neutral { get; } = new();

    /// <summary>Gene x exposure terms.</summary>
    public IReadOnlyList<GeneExposureTerm> Interactions { get; init; } = [];

    /// <summary>What the knowledge base says about single exposures; goes before the general sensitivities below.</summary>
    public IReadOnlyDictionary<ExposureId, IReadOnlyList<ExposureModifier>> Rows { get; init; } = new Dictionary<ExposureId, IReadOnlyList<ExposureModifier>>();

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

    /// <summary>
    /// The modifiers that a general grid holds. Factors of windows and doses hold for people at that level; those of appraisal and
    /// epigenetic marks are for one standard deviation; a polygenic factor f gives the gene x exposure term b (f - 1). Rows on single
    /// variants need that genotype and are not applied.
    /// </summary>
    public static PriorModifiers From(GeneralGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return new()
        {
            Rows = grid.Exposures.Where(e => e.Modifiers.Count > 0).ToDictionary(e => e.Id, e => e.Modifiers),
            Appraised = grid.Exposures.Where(e => e.Modifiers.Any(m => m.Kind == Appraisal)).Select(e => e.Id).ToHashSet(),
            Periods = grid.CriticalPeriods,
            Interactions = [.. grid.Exposures.SelectMany(Terms)],
        };
    }

    /// <summary>The factor on the effect of an exposure that took place on a pathway.</summary>
    internal double FactorOf(ExposureObservation exposure, PathwayId pathway, double? epigenetic)
    {
        double log = 0;
        if (exposure.Appraisal is { } a && Appraised.Contains(exposure.Exposure))
        {
            log += Centred(RowOf(exposure.Exposure, pathway, Appraisal)?.LogFactor.Mean ?? AppraisalSensitivity, a);
        }

        if (epigenetic is { } e)
        {
            log += Centred(RowOf(exposure.Exposure, pathway, Epigenetic)?.LogFactor.Mean ?? EpigeneticSensitivity, e);
        }

        if (exposure.HighDose == true && RowOf(exposure.Exposure, pathway, Dose) is { } dose)
        {
            log += dose.LogFactor.Mean;
        }

        return WindowFactor(exposure, pathway) * Elementary.Exp(log);
    }

    private double WindowFactor(ExposureObservation exposure, PathwayId pathway)
    {
        if (exposure.Period is not { } period)
        {
            return 1;
        }

        if (RowOf(exposure.Exposure, pathway, Window, period) is { } row)
        {
            return Elementary.Exp(row.LogFactor.Mean);
        }

        bool hasPeriod = Periods.Values.Any(p => p.Contains(pathway));
        return !hasPeriod ? 1 : Periods[period].Contains(pathway) ? InsidePeriod : OutsidePeriod;
    }

    /// <summary>The row of a kind for a pathway: one of its own before one for all pathways.</summary>
    private ExposureModifier? RowOf(ExposureId exposure, PathwayId pathway, string kind, string? by = null) =>
        Rows.TryGetValue(exposure, out var rows)
            ? rows.Where(m => m.Kind == kind && (by is null || m.By == by) && (m.Pathway is null || m.Pathway == pathway)).OrderBy(m => m.Pathway is null).FirstOrDefault()
            : null;

    private static IEnumerable<GeneExposureTerm> Terms(ExposureParameters exposure)
    {
        foreach (var row in exposure.Modifiers.Where(m => m.Kind == Polygenic && m.LogFactor.Mean != 0))
        {
            foreach (var load in exposure.Loads.Where(l => row.Pathway is null || l.Pathway == row.Pathway).GroupBy(l => l.Pathway))
            {
                yield return new(load.Key, exposure.Id, load.First().Liability.Mean * (Elementary.Exp(row.LogFactor.Mean) - 1));
            }
        }
    }

    private static double Centred(double sensitivity, double z) => (sensitivity * z) - (0.5 * sensitivity * sensitivity);
}
