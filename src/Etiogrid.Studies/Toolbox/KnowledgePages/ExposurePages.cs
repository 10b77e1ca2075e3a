using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Rows;
using static Etiogrid.Studies.Toolbox.KnowledgePages.Markup;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>One page an exposure: published effects, the pathways it acts on, what changes its weight.</summary>
internal sealed class ExposurePages(KnowledgeBase tables, Names names, Page page)
{
    public string Write(ExposureRow e)
    {
        var groups = Groups(e);
        string body = Glance.Box(Known(e), groups, e.Mappable ? "" : "Not mapped to biology by design: it works through several routes at once.") + Facts(e) + page.Tables(groups);
        return Page.Frame("exposures", e.Id.Key, e.Name, char.ToUpperInvariant(e.Specificity[0]) + e.Specificity[1..] + ".", body);
    }

    public IReadOnlyList<StatementGroup> Groups(ExposureRow e) =>
    [
        StatementGroup.Of("Published effects: ratios", ["outcome", "contrast", "design, population", "effect", IntervalPlot.Scale(ratio: true)], tables.ExposureEffects.Where(x => x.Exposure == e.Id && IntervalPlot.IsRatio(x.EffectType)).Select(Published)),
        StatementGroup.Of("Published effects: differences and correlations", ["outcome", "contrast", "design, population", "effect", IntervalPlot.Scale(ratio: false)], tables.ExposureEffects.Where(x => x.Exposure == e.Id && !IntervalPlot.IsRatio(x.EffectType)).Select(Published)),
        StatementGroup.Of("Pathways it acts on", ["pathway", "pushes towards", "strength", "how"], tables.ExposurePathways.Where(x => x.Exposure == e.Id).Select(Acts)),
        StatementGroup.Of("What changes its weight", ["kind", "what", "level", "factor on the load", "on"], tables.ExposureModifiers.Where(m => m.Exposure == e.Id).Select(Modifier)),
        StatementGroup.Of("Goes together with", ["exposure", "tetrachoric correlation"], tables.ExposureCorrelations.Where(c => c.First == e.Id || c.Second == e.Id)
            .Select(c => new Statement(c.Claim, [names.LinkTo(c.First == e.Id ? c.Second : c.First), Number(c.Tetrachoric)], "") { Weight = c.Tetrachoric })),
    ];

    private List<string> Known(ExposureRow e)
    {
        var known = new List<string> { $"Population frequency {Number(e.Frequency)}: {Text(e.FrequencyMeaning)} ({Checked(e.FrequencyVerification)})." };
        foreach (var group in tables.ExposureEffects.Where(x => x.Exposure == e.Id && x.Claim.IsVerified && x.Effect is not null).GroupBy(x => x.Outcome, StringComparer.Ordinal))
        {
            known.Add($"{Text(names.Outcome(group.Key))}: {string.Join("; ", group.Select(x => Effect(x.EffectType, x.Effect, x.Low, x.High)))}.");
        }

        string[] pathways = [.. tables.ExposurePathways.Where(x => x.Exposure == e.Id && x.Claim.IsVerified).Select(x => names.LinkTo(x.Pathway))];
        known.Add(!e.Mappable ? "Kept out of the pathways by design." : !e.FrequencyClaim.IsVerified ? "Its frequency is unread: it moves no pathway by default." : pathways.Length > 0 ? $"Acts on {Series(pathways)}." : "No pathway is established: it moves none.");
        return known;
    }

    private string Facts(ExposureRow e) => "<section><h2>Timing, dose, experience</h2>"
        + Paragraph("Window", Text(e.Window) + (e.Periods.Count > 0 ? $" <span class=\"small\">({Text(string.Join(", ", e.Periods.Select(Period)))})</span>" : ""))
        + Paragraph("Dose", Text(e.Dose.Length > 0 ? e.Dose : "no dose stated"))
        + Paragraph("Depends on how it is experienced", e.SubjectiveAppraisal ? "yes: " + Text(e.Appraisal) : "not stated")
        + Paragraph("Modifiable", Text(e.Modifiable))
        + Paragraph("Mapped to biology", e.Mappable ? "yes" : "no, by design: not mappable to one pathway")
        + Paragraph("Frequency from", page.Reference(e.FrequencySource))
        + Paragraph("Named in", $"{page.Reference(e.Claim)} {Badge(e.Claim.Verification)}") + "</section>";

    private string Period(string id) => tables.CriticalPeriods.First(c => c.Id == id).Name;

    private Statement Published(ExposureEffectRow x) => new(
        x.Claim,
        [Text(names.Outcome(x.Outcome)), Text(x.Contrast), Text(x.Design) + (x.Population.Length > 0 ? $"<br><span class=\"small\">{Text(x.Population)}</span>" : ""), Effect(x.EffectType, x.Effect, x.Low, x.High), IntervalPlot.Draw(x.EffectType, x.Effect, x.Low, x.High)],
        $"{names.Outcome(x.Outcome)}: {Effect(x.EffectType, x.Effect, x.Low, x.High)}; another estimate disagrees")
    {
        Evidence = x.Evidence,
        Disputed = x.Conflict,
    };

    private Statement Acts(ExposurePathwayRow x) => new(x.Claim, [names.LinkTo(x.Pathway), Direction(x.Direction), Strength(x.Strength), Text(x.Mechanism)], $"{names.Of(x.Pathway)}: {x.Mechanism}")
    {
        Evidence = x.Evidence,
        Disputed = x.Disputed,
        Weight = x.Strength,
    };

    private Statement Modifier(ExposureModifierRow m) => new(m.Claim, [Text(m.Kind), Text(m.By), Text(m.Level), $"&times; {Number(m.Factor)} <span class=\"small\">(ln sd {Number(m.LogSd)})</span>", m.Pathway is { } p ? names.LinkTo(p) : "all its pathways"], $"{m.By}: {m.Claim.Note}")
    {
        Evidence = m.Evidence,
        Disputed = m.Disputed,
    };
}
