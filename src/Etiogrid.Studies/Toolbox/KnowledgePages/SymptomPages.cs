using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Rows;
using static Etiogrid.Studies.Toolbox.KnowledgePages.Markup;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>One page a symptom dimension: which pathways can bring it about, and where other classifications put it.</summary>
internal sealed class SymptomPages(KnowledgeBase tables, Names names, Page page)
{
    public string Write(SymptomRow s)
    {
        var groups = Groups(s);
        int read = groups[0].Rows.Count(r => r.Claim.IsVerified);
        string[] known = [$"{read} alterations of pathways can bring it about; none is specific.", $"Assumed prevalence among help-seeking people {Number(s.TargetPrevalence)}; what no pathway explains stays in the leak."];
        return Page.Frame("symptoms", s.Id.Key, s.Name, s.Definition + ".", Glance.Box(known, groups, "") + Facts(s) + page.Tables(groups));
    }

    public IReadOnlyList<StatementGroup> Groups(SymptomRow s) =>
    [
        StatementGroup.Of("Pathways that can bring it about", ["pathway", "when it does", "strength", "reported in"], tables.SymptomLinks.Where(l => l.Symptom == s.Id).Select(Cause)),
        StatementGroup.Of("Disorders it counts in", ["disorder (view)", "ICD-10", "weight"], tables.OutcomeSymptoms.Where(o => o.Symptom == s.Id).Select(Counts)),
    ];

    private string Facts(SymptomRow s) => "<section><h2>In other classifications</h2>"
        + Paragraph("HiTOP", Text(s.HitopSpectrum) + (s.HitopSubfactor.Length > 0 ? " / " + Text(s.HitopSubfactor) : ""))
        + Paragraph("RDoC", Text(s.RdocDomain) + (s.RdocConstruct.Length > 0 ? " / " + Text(s.RdocConstruct) : ""))
        + Paragraph("HPO", s.Hpo.Length > 0 ? Link($"https://hpo.jax.org/browse/term/{s.Hpo}", s.Hpo) : "no term")
        + Paragraph("Scales", Text(s.Scales))
        + Paragraph("Stated in", $"{page.Reference(s.Claim)} {Badge(s.Claim.Verification)} {Text(s.Claim.Note)}") + "</section>";

    private Statement Cause(SymptomLinkRow l) => new(l.Claim, [names.LinkTo(l.Pathway), Direction(l.Direction), Strength(l.Strength), Text(l.Disorders)], $"{names.Of(l.Pathway)}: {(l.SignUncertain ? "the direction is not established" : "studies disagree")}")
    {
        Evidence = l.Evidence,
        Disputed = l.Disputed || l.SignUncertain,
        Weight = l.Strength,
    };

    private Statement Counts(OutcomeSymptomRow o) => new(o.Claim, [Text(names.Outcome(o.Outcome)), Text(tables.Outcomes.First(x => x.Id == o.Outcome).Icd10), Number(o.Weight)], "") { Weight = o.Weight };
}
