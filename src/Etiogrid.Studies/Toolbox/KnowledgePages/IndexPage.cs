using System.Globalization;
using System.Text;
using Etiogrid.Knowledge;
using static Etiogrid.Studies.Toolbox.KnowledgePages.Markup;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>The entry: everything with its share of claims that were read, filtered while typing.</summary>
internal static class IndexPage
{
    private const string Script = """
        const q=document.getElementById('q'),n=document.getElementById('n'),items=[...document.querySelectorAll('[data-t]')];
        function f(){const w=q.value.toLowerCase().split(/\s+/).filter(Boolean);let c=0;for(const e of items){e.hidden=!w.every(x=>e.dataset.t.includes(x));if(!e.hidden)c++}
        for(const s of document.querySelectorAll('section'))s.hidden=![...s.querySelectorAll('[data-t]')].some(e=>!e.hidden);n.textContent=w.length?c+' of '+items.length:items.length+' pages'}
        q.addEventListener('input',f);f();
        """;

    /// <param name="tables">Tables.</param>
    /// <param name="entries">Kind, id, name, words to find it by, claims on its page.</param>
    public static string Write(KnowledgeBase tables, IReadOnlyList<(string Kind, string Id, string Name, string Words, IReadOnlyList<Statement> Claims)> entries)
    {
        var claims = entries.SelectMany(e => e.Claims).ToList();
        var html = new StringBuilder();
        foreach (var kind in entries.GroupBy(e => e.Kind, StringComparer.Ordinal))
        {
            html.Append(CultureInfo.InvariantCulture, $"<section id=\"{kind.Key}\"><h2>{char.ToUpperInvariant(kind.Key[0])}{kind.Key[1..]} <span class=\"small\">{kind.Count()}</span></h2><div class=\"grid\">");
            html.AppendJoin("", kind.Select(Entry)).Append("</div></section>\n");
        }

        return $"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>Etiogrid knowledge</title><link rel="stylesheet" href="style.css"></head>
            <body><main><header><nav>Etiogrid knowledge</nav><span class="ru">Research use only. Not a diagnosis.</span></header>
            <h1>The general vulnerability grid</h1>
            <p class="lead">{tables.Pathways.Count} pathways between genes, exposures, symptoms and interventions. Every claim carries its source and how far it was checked. What nobody has read in its source is grey and not used unless asked for.</p>
            <div class="overall">{Glance.Bar(claims)}<p class="small"><span class="key read"></span>read in its source <span class="key part"></span>partly read <span class="key own"></span>our decision <span class="key off"></span>not read, off</p></div>
            <p class="find"><label for="q">Find a pathway, gene, drug, exposure or symptom</label><input id="q" type="search" autocomplete="off" placeholder="for example DRD2, cannabis, lithium, HP:0012154"><output id="n"></output></p>
            {html}
            <p class="small">Also: <a href="sources.html">all {tables.Sources.Count} sources</a>, <a href="gene-sets.html">all {tables.GeneSets.Count} gene sets</a>.</p>
            <footer>Content {tables.Sha256[..16]}. Written by <code>etiogrid knowledge docs</code>.</footer></main><script>{Script}</script></body></html>

            """.ReplaceLineEndings("\n");
    }

    private static string Entry((string Kind, string Id, string Name, string Words, IReadOnlyList<Statement> Claims) e)
    {
        int disputed = e.Claims.Count(c => c.Disputed);
        string marks = disputed > 0 ? $"<span class=\"badge dis\">{disputed} disputed</span>" : "";
        return $"<a class=\"entry\" href=\"{e.Kind}/{e.Id}.html\" data-t=\"{Text($"{e.Name} {e.Id} {e.Words}".ToLowerInvariant())}\"><b>{Text(e.Name)}</b>{Glance.Bar(e.Claims)}<span class=\"small\">{e.Claims.Count} claims {marks}</span></a>";
    }
}
