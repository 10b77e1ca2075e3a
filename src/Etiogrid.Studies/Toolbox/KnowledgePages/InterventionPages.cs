using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Rows;
using static Etiogrid.Studies.Toolbox.KnowledgePages.Markup;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>One page an intervention: what it does to pathways, what trials found, risks, with what it must not be combined, what its drugs bind.</summary>
internal sealed class InterventionPages(KnowledgeBase tables, Names names, Page page)
{
    private const int MostBindings = 25;

    public string Write(InterventionRow i)
    {
        var groups = Groups(i);
        string body = Glance.Box(Known(i), groups, i.Contested) + Facts(i) + page.Tables(groups);
        return Page.Frame("interventions", i.Id.Key, i.Name, $"A hypothesis, not a recommendation. {char.ToUpperInvariant(i.Kind[0])}{i.Kind[1..]}; acts within {i.Onset}; horizon: {i.Horizon}.", body);
    }

    public IReadOnlyList<StatementGroup> Groups(InterventionRow i) =>
    [
        StatementGroup.Of("What it does", ["pathway", "corrects", "role", "how"], tables.InterventionEffects.Where(e => e.Intervention == i.Id).Select(Does)),
        StatementGroup.Of("Published effects: ratios", ["effect", "against what", IntervalPlot.Scale(ratio: true)], tables.InterventionEvidence.Where(e => e.Intervention == i.Id && IntervalPlot.IsRatio(e.EffectType)).Select(Published)),
        StatementGroup.Of("Published effects: differences, negative = fewer symptoms", ["effect", "against what", IntervalPlot.Scale(ratio: false)], tables.InterventionEvidence.Where(e => e.Intervention == i.Id && !IntervalPlot.IsRatio(e.EffectType)).Select(Published)),
        StatementGroup.Of("Combinations to avoid or watch", ["with", "rule", "why"], tables.Interactions.Where(x => x.First == i.Id || x.Second == i.Id).Select(x => Combination(i, x))),
        StatementGroup.Of("What its drugs bind", ["drug", "target", "affinity, nM", "spread", "action"], Bindings(i)),
    ];

    private IEnumerable<Statement> Bindings(InterventionRow i)
    {
        var drugs = i.Ingredients.Select(d => tables.Drugs.First(x => x.Id == d).Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return tables.DrugAffinities.Where(a => drugs.Contains(a.Drug) && a.Qualifier != ">").OrderBy(a => a.ValueNm).Take(MostBindings).Select(Binding);
    }

    private List<string> Known(InterventionRow i)
    {
        var known = new List<string> { $"Evidence grade {i.EvidenceGrade} for its indication; the step to a pathway is a hypothesis." };
        string[] primary = [.. tables.InterventionEffects.Where(e => e.Intervention == i.Id && e.Role == "primary" && e.Claim.IsVerified).Select(e => $"{names.LinkTo(e.Pathway)} ({Words(e.Corrects)})")];
        known.Add(primary.Length > 0 ? $"Corrects first {Series(primary)}." : "No primary mechanism has been read in a source.");
        known.AddRange(tables.InterventionEvidence.Where(e => e.Intervention == i.Id && e.Claim.IsVerified && e.Effect is not null).Select(e => $"{Effect(e.EffectType, e.Effect, e.Low, e.High)}: {Text(e.Context)}."));
        known.Add($"Burden {Number(i.Burden)} of 1. Risks: {Text(i.Risks)}.");
        return known;
    }

    private string Facts(InterventionRow i) => "<section><h2>Use</h2>"
        + Paragraph("Onset and horizon", $"{Text(i.Onset)}; {Text(i.Horizon)}")
        + Paragraph("Risks", Text(i.Risks))
        + Paragraph("Not with", Text(i.Contraindications.Count > 0 ? string.Join(", ", i.Contraindications.Select(c => c.Replace('_', ' '))) : "none listed"))
        + Paragraph("Drugs (RxNorm, ATC)", string.Join("; ", i.Ingredients.Select(Drug)))
        + Paragraph("Strategy", Text(tables.Strategies.FirstOrDefault(s => s.Id == i.Strategy)?.Name ?? i.Strategy))
        + Paragraph("Named in", $"{page.Reference(i.Claim)} {Badge(i.Claim.Verification)} {Text(i.Claim.Note)}") + "</section>";

    private string Drug(string id)
    {
        var drug = tables.Drugs.First(d => d.Id == id);
        string codes = string.Join(", ", ((string[])[drug.RxCui.Length > 0 ? "RxCUI " + drug.RxCui : "", drug.Atc.Length > 0 ? "ATC " + drug.Atc : ""]).Where(c => c.Length > 0));
        return Text(drug.Name) + (codes.Length > 0 ? $" <span class=\"small\">{codes}, {Checked(drug.Claim.Verification).Replace(", off", "", StringComparison.Ordinal)}</span>" : "");
    }

    private Statement Does(InterventionEffectRow e) => new(e.Claim, [names.LinkTo(e.Pathway), Direction(e.Corrects), Text(e.Role), Text(e.Action)], $"{names.Of(e.Pathway)}: {(e.Claim.Note.Length > 0 ? e.Claim.Note : "studies disagree")}")
    {
        Evidence = e.Evidence,
        Disputed = e.Disputed,
        Weight = e.Role == "primary" ? 1 : 0,
    };

    private static Statement Published(InterventionEvidenceRow e) => new(e.Claim, [Effect(e.EffectType, e.Effect, e.Low, e.High), Text(e.Context), IntervalPlot.Draw(e.EffectType, e.Effect, e.Low, e.High)], $"{Effect(e.EffectType, e.Effect, e.Low, e.High)}: another estimate disagrees")
    {
        Evidence = e.Evidence,
        Disputed = e.Conflict,
    };

    private Statement Combination(InterventionRow i, InteractionRow x) => new(x.Claim, [names.LinkTo(x.First == i.Id ? x.Second : x.First), x.Excluded ? "<b>never</b>" : "with care", Text(x.Reason)], x.Reason)
    {
        Weight = x.Penalty,
    };

    private static Statement Binding(DrugAffinityRow a) => new(a.Claim, [Text(a.Drug), Text(a.Target), $"{a.Measure} {(a.Qualifier == "=" ? "" : a.Qualifier + " ")}{Number(a.ValueNm)}", a is { LeastNm: { } l, LargestNm: { } h } ? $"{Number(l)} to {Number(h)}{(a.N is { } n ? $", n {Number(n)}" : "")}" : "", Text(a.Action)], "")
    {
        Evidence = "measurement",
        Weight = 1 / (1 + a.ValueNm),
    };
}
