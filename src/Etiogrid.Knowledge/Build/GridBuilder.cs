using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge.Calibration;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Knowledge.Rows;
using Etiogrid.Numerics.Functions;

namespace Etiogrid.Knowledge.Build;

/// <summary>Turns tables into the general grid: elicited defaults and converted effects, row by row.</summary>
internal static class GridBuilder
{
    /// <summary>Version of tables and parameters, raised with every change that moves a number.</summary>
    public const string Version = "1.0.0";

    /// <summary>The grid at its calibrated values; what the parameter file does not know (rows of an overlay) keeps its elicited value.</summary>
    public static GeneralGrid Build(KnowledgeBase tables, bool includeUnverified) =>
        CalibratedGrid.Apply(BuildElicited(tables, includeUnverified), ShippedParameters.For(includeUnverified));

    /// <summary>The grid at its elicited values.</summary>
    public static GeneralGrid BuildElicited(KnowledgeBase tables, bool includeUnverified)
    {
        bool On(Claim claim) => includeUnverified || claim.IsVerified;
        return new(
            Version,
            tables.Sha256,
            Elicitation.PriorFloor,
            Elicitation.Spontaneous,
            [.. tables.Pathways.Select(Pathway)],
            [.. tables.Exposures.Select(e => Exposure(e, tables, On))],
            [.. tables.Symptoms.Select(s => Symptom(s, tables.SymptomLinks.Where(l => l.Symptom == s.Id && On(l.Claim))))],
            [.. tables.Couplings.Where(c => On(c.Claim)).Select(c => new CompensationCoupling(c.Cause, c.Responder, Elicitation.Link(c.Strength, c.Claim), c.Sign))],
            [.. tables.Markers.Where(m => On(m.Claim)).Select(m => Marker(m, tables.MarkerLoadings.Where(l => l.Marker == m.Id && On(l.Claim))))],
            [.. Interventions(tables, On)],
            [.. tables.Interactions.Where(i => On(i.Claim)).Select(i => new InterventionInteraction(i.First, i.Second, i.Excluded, i.Penalty, i.Reason, i.Claim.Source))])
        {
            CriticalPeriods = tables.CriticalPeriods.Where(p => On(p.Claim)).ToDictionary(p => p.Id, p => (IReadOnlySet<PathwayId>)p.Pathways.Select(k => new PathwayId(k)).ToHashSet(), StringComparer.Ordinal),
        };
    }

    /// <summary>Every pathway stays, whatever its rows are worth: a prior may be small but never zero.</summary>
    private static PathwayParameters Pathway(PathwayRow row)
    {
        DirectionWeight[] directions =
        [
            .. row.WeightHypo > 0 ? new[] { new DirectionWeight(AlterationDirection.Hypofunction, row.WeightHypo) } : [],
            .. row.WeightHyper > 0 ? new[] { new DirectionWeight(AlterationDirection.Hyperfunction, row.WeightHyper) } : [],
        ];
        return new(row.Id, row.Name, row.ShortName, row.Scale, directions, Elicitation.PathwayPrevalence, Elicitation.ScoreR2);
    }

    /// <summary>An exposure without a read frequency moves no pathway by default: its frequency centres the loads and sets the scale of their conversion.</summary>
    private static ExposureParameters Exposure(ExposureRow row, KnowledgeBase tables, Func<Claim, bool> on)
    {
        var grade = row.FrequencyVerification is Verification.Page or Verification.Repository ? Grade.Measured : Grade.Elicited;
        bool acts = row.Mappable && on(row.Claim) && on(row.FrequencyClaim);
        return new(row.Id, row.Name, row.Window, row.Frequency, grade, row.Mappable, acts ? [.. Loads(row, tables, on)] : [])
        {
            Modifiers = [.. tables.ExposureModifiers.Where(m => acts && m.Exposure == row.Id && on(m.Claim)).Select(Modifier)],
        };
    }

    private static ExposureModifier Modifier(ExposureModifierRow row) =>
        new(row.Id, row.Pathway, row.Kind, row.By, row.Level, new(Elementary.Log(row.Factor), row.LogSd, Grade.Elicited, [row.Claim.Source]), row.Disputed);

    /// <summary>b_ke = w_k b_e with w_k = strength_k / (1 + sum of strengths): one unit stays unexplained by any pathway.</summary>
    private static IEnumerable<ExposureLoad> Loads(ExposureRow row, KnowledgeBase tables, Func<Claim, bool> on)
    {
        var outcomes = tables.Outcomes.ToDictionary(o => o.Id, StringComparer.Ordinal);
        var edges = tables.ExposurePathways.Where(e => e.Exposure == row.Id && e.Strength > 0 && on(e.Claim)).ToList();
        if (edges.Count == 0 || ExposureLiability.Of(row, tables.ExposureEffects.Where(e => e.Exposure == row.Id && on(e.Claim)), outcomes) is not { } shift)
        {
            yield break;
        }

        double total = 1 + edges.Sum(e => e.Strength);
        foreach (var edge in edges)
        {
            double share = edge.Strength / total;
            SourceKey[] sources = [.. shift.Sources.Append(edge.Claim.Source).Distinct()];
            yield return new(edge.Pathway, edge.Direction, new(share * shift.Mean, share * shift.Sd, Grade.Converted, sources));
        }
    }

    private static SymptomParameters Symptom(SymptomRow row, IEnumerable<SymptomLinkRow> links) =>
        new(row.Id, row.Name, Elicitation.Leak(row.TargetPrevalence), [.. links.Select(l => new SymptomLink(l.Pathway, l.Direction, Elicitation.Link(l.Strength, l.Claim), l.SignUncertain))]);

    private static MarkerParameters Marker(MarkerRow row, IEnumerable<MarkerLoadingRow> loadings) =>
        new(row.Id, row.Name, row.Modality, row.Scale, row.Measure, row.Target, row.Reliability, row.Cost,
            [.. loadings.Select(l => new MarkerLoading(l.Pathway, l.Direction, new(l.Loading, l.Sd, l.Grade, [l.Claim.Source])))]);

    /// <summary>An intervention without any effect that is switched on is left out: it could not be recommended for a reason.</summary>
    private static IEnumerable<InterventionParameters> Interventions(KnowledgeBase tables, Func<Claim, bool> on)
    {
        foreach (var row in tables.Interventions.Where(i => on(i.Claim)))
        {
            InterventionEffect[] effects =
            [
                .. tables.InterventionEffects.Where(e => e.Intervention == row.Id && on(e.Claim))
                    .Select(e => new InterventionEffect(e.Pathway, e.Corrects, Elicitation.Efficacy(row.EvidenceGrade, e.Role, e.Claim))),
            ];
            if (effects.Length > 0)
            {
                yield return new(row.Id, row.Name, row.Kind, effects, row.Horizon, row.Onset, row.EvidenceGrade, row.Burden, row.Risks, row.Contraindications);
            }
        }
    }
}
