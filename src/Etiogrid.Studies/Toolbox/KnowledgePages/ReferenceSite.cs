using Etiogrid.Knowledge;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>
/// The reference of the knowledge base as static pages: an index that filters while typing, one page a pathway, exposure, intervention and
/// symptom, all sources, all gene sets. The same tables give the same bytes.
/// </summary>
internal static class ReferenceSite
{
    public static IReadOnlyList<PageFile> Files(KnowledgeBase tables)
    {
        var names = new Names(tables);
        var page = new Page(tables);
        var pathways = new PathwayPages(tables, names, page);
        var exposures = new ExposurePages(tables, names, page);
        var interventions = new InterventionPages(tables, names, page);
        var symptoms = new SymptomPages(tables, names, page);
        (string Kind, string Id, string Name, string Words, IReadOnlyList<Statement> Claims)[] entries =
        [
            .. tables.Pathways.Select(p => ("pathways", p.Id.Key, p.Name, $"{string.Join(' ', p.Genes)} {string.Join(' ', p.Reactome)} {string.Join(' ', p.PetTargets)} {p.Mechanism}", Claims(pathways.Groups(p)))),
            .. tables.Exposures.Select(e => ("exposures", e.Id.Key, e.Name, $"{e.Window} {e.Specificity}", Claims(exposures.Groups(e)))),
            .. tables.Interventions.Select(i => ("interventions", i.Id.Key, i.Name, $"{i.Kind} {string.Join(' ', i.Ingredients).Replace('_', ' ')}", Claims(interventions.Groups(i)))),
            .. tables.Symptoms.Select(s => ("symptoms", s.Id.Key, s.Name, $"{s.Definition} {s.Hpo} {s.HitopSpectrum} {s.RdocDomain} {s.Scales}", Claims(symptoms.Groups(s)))),
        ];
        return
        [
            new("index.html", IndexPage.Write(tables, entries)),
            new("style.css", ReferenceStyle.Css),
            new("sources.html", ListPages.Sources(tables)),
            new("gene-sets.html", ListPages.GeneSets(tables)),
            .. tables.Pathways.Select(p => new PageFile($"pathways/{p.Id}.html", pathways.Write(p))),
            .. tables.Exposures.Select(e => new PageFile($"exposures/{e.Id}.html", exposures.Write(e))),
            .. tables.Interventions.Select(i => new PageFile($"interventions/{i.Id}.html", interventions.Write(i))),
            .. tables.Symptoms.Select(s => new PageFile($"symptoms/{s.Id}.html", symptoms.Write(s))),
        ];
    }

    private static List<Statement> Claims(IEnumerable<StatementGroup> groups) => [.. groups.SelectMany(g => g.Rows)];
}
