using System.Globalization;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Rows;
using static Etiogrid.Studies.Toolbox.KnowledgePages.Markup;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>The pages beside the index: all sources, all gene sets.</summary>
internal static class ListPages
{
    public static string Sources(KnowledgeBase tables)
    {
        var used = tables.Tables.Where(t => t.Schema.HasClaims).SelectMany(t => Enumerable.Range(0, t.Count).Select(i => t.Cell(i, "source"))).GroupBy(s => s, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        string rows = string.Concat(tables.Sources.OrderBy(s => s.Citation, StringComparer.Ordinal).Select(s => Source(s, used.GetValueOrDefault(s.Key.Key))));
        return Frame("Sources", $"{tables.Sources.Count} publications, pages and files. What was read is said; a page is mostly an abstract.", $"<section><div class=\"scroll\"><table><thead><tr><th>source</th><th>link</th><th>what was read</th><th>rows</th></tr></thead><tbody>{rows}</tbody></table></div></section>");
    }

    public static string GeneSets(KnowledgeBase tables)
    {
        string rows = string.Concat(tables.GeneSets.Select(s => $"<tr id=\"{s.Id}\"{(s.Claim.IsVerified ? "" : " class=\"off\"")}><td>{Text(s.Id)}<br><span class=\"small\">{Text(s.Claim.Note)}</span></td><td>{(s.Pathway.Length > 0 ? Link($"pathways/{s.Pathway}.html", s.Pathway) : "")}</td><td>{Text(s.Kind)}</td><td>{Number(s.N)}</td><td>{Text(s.SourceIds)}</td><td>{Text(s.Licence)}</td><td>{Badge(s.Claim.Verification)}</td><td class=\"genes\">{Text(string.Join(' ', s.Genes))}</td></tr>"));
        return Frame("Gene sets", "HGNC symbols; earlier symbols are mapped. Sets of our own curation are grey: nobody has checked them against a source.", $"<section><div class=\"scroll\"><table><thead><tr><th>set</th><th>pathway</th><th>kind</th><th>genes</th><th>ids</th><th>licence</th><th>evidence</th><th>symbols</th></tr></thead><tbody>{rows}</tbody></table></div></section>");
    }

    private static string Source(SourceRow s, int rows)
    {
        string link = Page.Target(s) is { } target ? Link(target, s.Doi.Length > 0 ? "doi " + s.Doi : "page") : "";
        return string.Create(CultureInfo.InvariantCulture, $"<tr id=\"{s.Key}\"><td>{Text(s.Citation)}. {Text(s.Journal)} {Text(s.Year)}</td><td>{link}</td><td>{Text(s.WhereRead)}<br><span class=\"small\">{Text(s.Rights)}</span></td><td>{rows}</td></tr>");
    }

    private static string Frame(string name, string lead, string body) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{name} · Etiogrid knowledge</title><link rel="stylesheet" href="style.css"></head>
        <body><main><header><nav><a href="index.html">Knowledge</a> / {name}</nav><span class="ru">Research use only. Not a diagnosis.</span></header><h1>{name}</h1><p class="lead">{lead}</p>
        {body}
        </main></body></html>

        """.ReplaceLineEndings("\n");
}
