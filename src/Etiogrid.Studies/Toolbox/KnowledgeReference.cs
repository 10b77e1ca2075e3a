using System.Globalization;
using System.Net;
using System.Text;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Grid;
using Etiogrid.Knowledge.Rows;

namespace Etiogrid.Studies.Toolbox;

/// <summary>
/// The reference of the knowledge base as one self-contained page: a section a pathway, exposure and intervention, each claim with its
/// grade and a link to its source; a search box filters the sections.
/// </summary>
internal static class KnowledgeReference
{
    private const string Style = """
        :root{color-scheme:light dark;--line:#8884;--dim:#777}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
        h2{margin-top:3rem}section{border-top:1px solid var(--line);padding:.5rem 0 1rem}h3{margin:.5rem 0}h4{margin:1rem 0 .25rem}
        table{border-collapse:collapse;display:block;overflow-x:auto;font-size:.9rem}th{font-weight:600}td,th{text-align:left;padding:.2rem .75rem .2rem 0;vertical-align:top;border-bottom:1px solid var(--line);min-width:5rem}
        .off{color:var(--dim)}.dim{color:var(--dim)}input{font:inherit;width:100%;padding:.5rem;box-sizing:border-box}a{color:inherit}@media print{input{display:none}}
        """;

    private const string Search = """
        const q=document.getElementById('q');q.addEventListener('input',()=>{const t=q.value.toLowerCase();for(const s of document.querySelectorAll('section'))s.hidden=!s.textContent.toLowerCase().includes(t)});
        """;

    public static string Page(KnowledgeBase tables)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>Etiogrid knowledge base</title><style>{Style}</style></head><body>");
        html.Append("<h1>Etiogrid knowledge base</h1><p>Research use only. Not a diagnosis. Every claim carries its source and how far it was checked; grey rows are from memory and off by default.</p>");
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"dim\">Content {tables.Sha256[..16]}</p><p><label for=\"q\">Search</label><input id=\"q\" type=\"search\"></p>");
        Sections(html, "Pathways", tables.Pathways, p => Pathway(tables, p));
        Sections(html, "Exposures", tables.Exposures, e => Exposure(tables, e));
        Sections(html, "Interventions", tables.Interventions, i => Intervention(tables, i));
        Sections(html, "Sources", tables.Sources, Source);
        return html.Append(CultureInfo.InvariantCulture, $"<script>{Search}</script></body></html>\n").ToString();
    }

    private static void Sections<T>(StringBuilder html, string title, IEnumerable<T> rows, Func<T, string> section)
    {
        html.Append(CultureInfo.InvariantCulture, $"<h2>{title}</h2>");
        foreach (var row in rows)
        {
            html.Append(section(row)).Append('\n');
        }
    }

    private static string Pathway(KnowledgeBase tables, PathwayRow p)
    {
        var body = new StringBuilder(Head(p.Id.Key, p.Name, p.Mechanism));
        body.Append(Paragraph("Directions", $"{p.DirectionMeaning}. Share too little {Number(p.WeightHypo)}, too much {Number(p.WeightHyper)}."));
        body.Append(Paragraph("Studied by", p.EvidenceKind)).Append(Paragraph("Weak point", p.Limitation)).Append(Paragraph("Genes", string.Join(' ', p.Genes)));
        body.Append(Table("Symptoms it can cause", ["symptom", "when", "strength", "direction"], tables.SymptomLinks.Where(l => l.Pathway == p.Id)
            .Select(l => (l.Claim, (string[])[l.Symptom.Key, l.State, Number(l.Strength), $"{Words(l.Direction)}{(l.SignUncertain ? " (sign uncertain)" : "")}"]))));
        body.Append(Table("Exposures that act on it", ["exposure", "how", "strength"], tables.ExposurePathways.Where(e => e.Pathway == p.Id)
            .Select(e => (e.Claim, (string[])[e.Exposure.Key, e.Mechanism, Number(e.Strength)]))));
        body.Append(Table("Changes that follow, or that it follows", ["from", "to", "what"], tables.Couplings.Where(c => c.Cause == p.Id || c.Responder == p.Id)
            .Select(c => (c.Claim, (string[])[c.Cause.Key, c.Responder.Key, c.Statement]))));
        body.Append(Table("Markers", ["marker", "direction", "shift in SD"], tables.MarkerLoadings.Where(l => l.Pathway == p.Id)
            .Select(l => (l.Claim, (string[])[l.Marker, Words(l.Direction), $"{Number(l.Loading)} ± {Number(l.Sd)}"]))));
        body.Append(Table("Published differences", ["marker", "disorder", "effect"], tables.BiomarkerEvidence.Where(b => b.Pathway == p.Id)
            .Select(b => (b.Claim, (string[])[b.Marker, b.Disorder, Effect(b.EffectType, b.Effect, b.Low, b.High)]))));
        body.Append(Table("Interventions", ["intervention", "corrects", "how"], tables.InterventionEffects.Where(e => e.Pathway == p.Id)
            .Select(e => (e.Claim, (string[])[e.Intervention.Key, Words(e.Corrects), e.Action]))));
        return Section(p.Id.Key, body, p.Claim);
    }

    private static string Exposure(KnowledgeBase tables, ExposureRow e)
    {
        var body = new StringBuilder(Head(e.Id.Key, e.Name, e.Specificity));
        body.Append(Paragraph("Window", e.Window)).Append(Paragraph("Population frequency", $"{Number(e.Frequency)}: {e.FrequencyMeaning} ({e.FrequencyVerification.ToString().ToLowerInvariant()})"));
        body.Append(Paragraph("Mapped to biology", e.Mappable ? "yes" : "no, by design")).Append(Paragraph("Depends on how it is experienced", e.SubjectiveAppraisal ? "yes" : "not stated"));
        body.Append(Table("Published effects", ["outcome", "contrast", "effect", "disputed"], tables.ExposureEffects.Where(x => x.Exposure == e.Id)
            .Select(x => (x.Claim, (string[])[x.Outcome, x.Contrast, Effect(x.EffectType, x.Effect, x.Low, x.High), x.Conflict ? "yes" : ""]))));
        body.Append(Table("Pathways", ["pathway", "how", "strength"], tables.ExposurePathways.Where(x => x.Exposure == e.Id)
            .Select(x => (x.Claim, (string[])[x.Pathway.Key, x.Mechanism, Number(x.Strength)]))));
        return Section(e.Id.Key, body, e.Claim);
    }

    private static string Intervention(KnowledgeBase tables, InterventionRow i)
    {
        var body = new StringBuilder(Head(i.Id.Key, i.Name, $"{i.Kind}; evidence {i.EvidenceGrade}; {i.Horizon}; onset {i.Onset}"));
        body.Append(Paragraph("Risks", i.Risks)).Append(Paragraph("Not with", string.Join(", ", i.Contraindications))).Append(Paragraph("Disputed", i.Contested));
        body.Append(Table("What it does", ["pathway", "corrects", "role", "how"], tables.InterventionEffects.Where(e => e.Intervention == i.Id)
            .Select(e => (e.Claim, (string[])[e.Pathway.Key, Words(e.Corrects), e.Role, e.Action]))));
        body.Append(Table("Published effects", ["effect", "against what"], tables.InterventionEvidence.Where(e => e.Intervention == i.Id)
            .Select(e => (e.Claim, (string[])[Effect(e.EffectType, e.Effect, e.Low, e.High), e.Context]))));
        body.Append(Table("Combinations to avoid or watch", ["with", "why", "rule"], tables.Interactions.Where(x => x.First == i.Id || x.Second == i.Id)
            .Select(x => (x.Claim, (string[])[x.First == i.Id ? x.Second.Key : x.First.Key, x.Reason, x.Excluded ? "never" : "with care"]))));
        return Section(i.Id.Key, body, i.Claim);
    }

    private static string Source(SourceRow s)
    {
        string link = s.Doi.Length > 0 ? $"<a href=\"https://doi.org/{Text(s.Doi)}\">doi {Text(s.Doi)}</a>" : Uri.IsWellFormedUriString(s.Address, UriKind.Absolute) ? $"<a href=\"{Text(s.Address)}\">page</a>" : "";
        return $"<section id=\"source-{s.Key}\"><p>{Text(s.Citation)}. {Text(s.Journal)} {Text(s.Year)}. {link} <span class=\"dim\">read: {Text(s.WhereRead)}; {Text(s.Rights)}</span></p></section>";
    }

    private static string Section(string id, StringBuilder body, Claim claim) => $"<section id=\"{id}\">{body}<p class=\"dim\">{Reference(claim)}</p></section>";

    private static string Head(string id, string name, string lead) => $"<h3>{Text(name)} <span class=\"dim\">{Text(id)}</span></h3><p>{Text(lead)}</p>";

    private static string Paragraph(string label, string text) => text.Length > 0 ? $"<p><b>{label}</b> {Text(text)}</p>" : "";

    private static string Table(string title, string[] columns, IEnumerable<(Claim Claim, string[] Cells)> rows)
    {
        var items = rows.ToList();
        if (items.Count == 0)
        {
            return "";
        }

        var html = new StringBuilder($"<h4>{title}</h4><table><tr>{string.Concat(columns.Select(c => $"<th>{c}</th>"))}<th>source</th></tr>");
        foreach (var (claim, cells) in items)
        {
            html.Append(claim.IsVerified ? "<tr>" : "<tr class=\"off\">").Append(string.Concat(cells.Select(c => $"<td>{Text(c)}</td>")));
            html.Append(CultureInfo.InvariantCulture, $"<td>{Reference(claim)}{(claim.Note.Length > 0 ? "<br><span class=\"dim\">" + Text(claim.Note) + "</span>" : "")}</td></tr>");
        }

        return html.Append("</table>").ToString();
    }

    private static string Reference(Claim claim) => $"<a href=\"#source-{claim.Source}\">{claim.Source}</a>, {Text(claim.Locator)} ({claim.Verification.ToString().ToLowerInvariant()})";

    private static string Effect(string type, double? effect, double? low, double? high)
    {
        string interval = low is { } l && high is { } h ? $" ({Number(l)} to {Number(h)})" : "";
        return effect is { } e ? $"{type} {Number(e)}{interval}" : type;
    }

    private static string Words(AlterationDirection? direction) => direction switch
    {
        AlterationDirection.Hypofunction => "too little",
        AlterationDirection.Hyperfunction => "too much",
        _ => "either",
    };

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
