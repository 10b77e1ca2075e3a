using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Rows;
using static Etiogrid.Studies.Toolbox.KnowledgePages.Markup;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>One page a pathway: what it can cause, what acts on it, how it is measured, what corrects it.</summary>
internal sealed class PathwayPages(KnowledgeBase tables, Names names, Page page)
{
    private const int MostNamed = 5;

    public string Write(PathwayRow p)
    {
        var groups = Groups(p);
        string body = Glance.Box(Known(p, groups), groups, p.Limitation) + Facts(p) + page.Tables(groups);
        return Page.Frame("pathways", p.Id.Key, p.Name, p.Mechanism + ".", body);
    }

    public IReadOnlyList<StatementGroup> Groups(PathwayRow p) =>
    [
        StatementGroup.Of("Symptoms it can bring about", ["symptom", "when the pathway does", "strength"], tables.SymptomLinks.Where(l => l.Pathway == p.Id).Select(Symptom)),
        StatementGroup.Of("Exposures that act on it", ["exposure", "pushes towards", "strength", "how"], tables.ExposurePathways.Where(e => e.Pathway == p.Id).Select(Exposure)),
        StatementGroup.Of("Changes that follow, or that it follows", ["from", "to", "sign", "what"], tables.Couplings.Where(c => c.Cause == p.Id || c.Responder == p.Id).Select(Coupling)),
        StatementGroup.Of("Across scales", ["cause", "effect", "what"], tables.Propagation.Where(x => x.CausePathway == p.Id.Key || x.EffectPathway == p.Id.Key).Select(Propagation)),
        StatementGroup.Of("Published differences", ["marker", "disorder", "effect", IntervalPlot.Scale(ratio: false)], tables.BiomarkerEvidence.Where(b => b.Pathway == p.Id).Select(Difference)),
        StatementGroup.Of("How it shows", ["marker", "when the pathway does", "shift in SD"], tables.MarkerLoadings.Where(l => l.Pathway == p.Id).Select(Marker)),
        StatementGroup.Of("Interventions", ["intervention", "corrects", "role", "how"], tables.InterventionEffects.Where(e => e.Pathway == p.Id).Select(Intervention)),
        StatementGroup.Of("Developmental windows", ["window", "age", "what happens", "if disturbed"], tables.CriticalPeriods.Where(c => c.Pathways.Contains(p.Id.Key)).Select(Period)),
        StatementGroup.Of("Gene sets", ["set", "kind", "genes", "licence"], tables.GeneSets.Where(s => s.Pathway == p.Id.Key).Select(GeneSet)),
    ];

    private List<string> Known(PathwayRow p, IReadOnlyList<StatementGroup> groups)
    {
        var known = new List<string> { $"{Text(Directions(p))}. Share too little {Number(p.WeightHypo)}, too much {Number(p.WeightHyper)}." };
        Add(known, "Can bring about ", tables.SymptomLinks.Where(l => l.Pathway == p.Id && l.Claim.IsVerified).OrderByDescending(l => l.Strength).Select(l => names.LinkTo(l.Symptom)));
        Add(known, "Acted on by ", tables.ExposurePathways.Where(e => e.Pathway == p.Id && e.Claim.IsVerified).OrderByDescending(e => e.Strength).Select(e => names.LinkTo(e.Exposure)));
        Add(known, "Corrected, as a hypothesis, by ", tables.InterventionEffects.Where(e => e.Pathway == p.Id && e.Claim.IsVerified).OrderBy(e => e.Role, StringComparer.Ordinal).Select(e => names.LinkTo(e.Intervention)));
        int markers = groups.Single(g => g.Title == "How it shows").Rows.Count(r => r.Claim.IsVerified);
        known.Add(markers > 0 ? $"{markers} measurable shifts are linked to it." : "Nothing measurable is linked to it yet: it can only be inferred from symptoms, genes and exposures.");
        return known;
    }

    private static string Directions(PathwayRow p)
    {
        string words = p.DirectionMeaning.Replace("hypo:", "too little:", StringComparison.Ordinal).Replace("hyper:", "too much:", StringComparison.Ordinal);
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static void Add(List<string> known, string start, IEnumerable<string> items)
    {
        List<string> all = [.. items.Distinct(StringComparer.Ordinal)];
        if (all.Count > 0)
        {
            string more = all.Count > MostNamed ? $" and {all.Count - MostNamed} more" : "";
            known.Add(start + (more.Length > 0 ? string.Join(", ", all.Take(MostNamed)) + more : Series(all)) + ".");
        }
    }

    private string Facts(PathwayRow p) => "<section><h2>Identity</h2>"
        + Paragraph("Scale and family", $"{p.Scale.ToString().ToLowerInvariant()}; {Text(p.Family)}")
        + Paragraph("Reported in", Text(p.Phenotypes))
        + Paragraph("Studied by", Text(p.EvidenceKind))
        + Paragraph("Genes (HGNC)", string.Join(", ", p.Genes.Select(Gene)))
        + Paragraph("Reactome", string.Join(", ", p.Reactome.Select(r => Link($"https://reactome.org/content/detail/{r}", r))))
        + Paragraph("Gene Ontology", string.Join(", ", p.GeneOntology.Select(g => Link($"https://amigo.geneontology.org/amigo/term/{g}", g))))
        + Paragraph("PET targets", Text(string.Join(", ", p.PetTargets)))
        + Paragraph("Stated in", $"{page.Reference(p.Claim)} {Badge(p.Claim.Verification)} {Text(p.Claim.Note)}") + "</section>";

    private string Gene(string symbol) => tables.Genes.FirstOrDefault(g => g.Symbol == symbol)?.HgncId is { } id
        ? Link($"https://www.genenames.org/data/gene-symbol-report/#!/hgnc_id/HGNC:{id}", symbol)
        : Text(symbol);

    private Statement Symptom(SymptomLinkRow l) => new(l.Claim, [names.LinkTo(l.Symptom), Direction(l.Direction), Strength(l.Strength)], $"{names.Of(l.Symptom)} when it does {Words(l.Direction)}: {(l.SignUncertain ? "the direction is not established" : "studies disagree")}")
    {
        Evidence = l.Evidence,
        Disputed = l.Disputed || l.SignUncertain,
        Weight = l.Strength,
    };

    private Statement Exposure(ExposurePathwayRow e) => new(e.Claim, [names.LinkTo(e.Exposure), Direction(e.Direction), Strength(e.Strength), Text(e.Mechanism)], $"{names.Of(e.Exposure)}: {e.Mechanism}")
    {
        Evidence = e.Evidence,
        Disputed = e.Disputed,
        Weight = e.Strength,
    };

    private Statement Coupling(CouplingRow c) => new(c.Claim, [names.LinkTo(c.Cause), names.LinkTo(c.Responder), c.Sign > 0 ? "same way" : "opposite way", Text(c.Statement)], $"{names.Of(c.Cause)} to {names.Of(c.Responder)}: sign not established")
    {
        Disputed = c.SignUncertain,
        Weight = c.Strength,
    };

    private static Statement Propagation(PropagationRow x) => new(x.Claim, [Text(x.Cause), Text(x.Effect), Text(x.Statement)], x.Statement)
    {
        Evidence = x.EvidenceKind,
        Disputed = x.Disputed,
    };

    private static Statement Difference(BiomarkerEvidenceRow b) => new(b.Claim, [Text(b.Marker), Text(b.Disorder), Effect(b.EffectType, b.Effect, b.Low, b.High) + (b.Population.Length > 0 ? $"<br><span class=\"small\">{Text(b.Population)}</span>" : ""), IntervalPlot.Draw(b.EffectType, b.Effect, b.Low, b.High)], $"{b.Marker} in {b.Disorder}")
    {
        Evidence = b.Evidence,
        Disputed = b.Conflict,
    };

    private Statement Marker(MarkerLoadingRow l) => new(l.Claim, [Text(names.Marker(l.Marker)), Direction(l.Direction), $"{Number(l.Loading)} &plusmn; {Number(l.Sd)}"], names.Marker(l.Marker))
    {
        Evidence = l.Grade.ToString().ToLowerInvariant(),
        Weight = Math.Abs(l.Loading),
    };

    private Statement Intervention(InterventionEffectRow e) => new(e.Claim, [names.LinkTo(e.Intervention), Direction(e.Corrects), Text(e.Role), Text(e.Action)], $"{names.Of(e.Intervention)}: {e.Claim.Note}")
    {
        Evidence = e.Evidence,
        Disputed = e.Disputed,
        Weight = e.Role == "primary" ? 1 : 0,
    };

    private static Statement Period(CriticalPeriodRow c) => new(c.Claim, [Text(c.Name), Text(c.Age), Text(c.Processes), Text(c.IfDisturbed)], c.Name);

    private static Statement GeneSet(GeneSetRow s) => new(s.Claim, [Link($"../gene-sets.html#{s.Id}", s.Id), Text(s.Kind), Number(s.N), Text(s.Licence)], s.Id) { Weight = s.N };
}
