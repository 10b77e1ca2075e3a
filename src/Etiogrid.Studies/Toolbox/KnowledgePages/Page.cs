using System.Globalization;
using System.Text;
using Etiogrid.Core.Identifiers;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Rows;
using static Etiogrid.Studies.Toolbox.KnowledgePages.Markup;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>The frame of a page and its tables of claims.</summary>
internal sealed class Page(KnowledgeBase tables)
{
    private const int MostWords = 5;
    private readonly Dictionary<string, SourceRow> _sources = tables.Sources.ToDictionary(s => s.Key.Key, StringComparer.Ordinal);

    /// <summary>A page one folder below the index.</summary>
    public static string Frame(string kind, string id, string name, string lead, string body) => $"""
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{Text(name)} · Etiogrid knowledge</title><link rel="stylesheet" href="../style.css"></head>
        <body><main><header><nav><a href="../index.html">Knowledge</a> / <a href="../index.html#{kind}">{kind}</a></nav><span class="ru">Research use only. Not a diagnosis.</span></header>
        <h1>{Text(name)}</h1><p class="id">{Text(id)}</p><p class="lead">{Text(lead)}</p>
        {body}
        <footer>Every line is a row of the tables with its source; grey lines are not used unless asked for. <a href="../sources.html">All sources</a></footer></main></body></html>

        """.ReplaceLineEndings("\n");

    public string Tables(IEnumerable<StatementGroup> groups) => string.Concat(groups.Where(g => g.Rows.Count > 0).Select(Table));

    /// <summary>Link to the publication where there is one, then to what was read.</summary>
    public string Reference(Claim claim)
    {
        var source = _sources[claim.Source.Key];
        string target = Target(source) ?? $"../sources.html#{claim.Source}";
        return $"<a href=\"{Text(target)}\">{Text(Short(source))}</a><span class=\"loc\">, {Text(claim.Locator)} <a href=\"../sources.html#{claim.Source}\">what was read</a></span>";
    }

    /// <summary>The same for a source without a place in it.</summary>
    public string Reference(SourceKey source) => $"<a href=\"../sources.html#{source}\">{Text(Short(_sources[source.Key]))}</a>";

    /// <summary>DOI first, then the page that was read; null where neither is known.</summary>
    public static string? Target(SourceRow source) =>
        source.Doi.Length > 0 ? "https://doi.org/" + source.Doi
        : Uri.IsWellFormedUriString(source.Address, UriKind.Absolute) ? source.Address
        : null;

    /// <summary>First author and year where the citation starts with authors, otherwise its first words.</summary>
    public static string Short(SourceRow source)
    {
        if (source.ReadAs == "own")
        {
            return "this project";
        }

        string[] words = source.Citation.Split(' ');
        bool authors = words.Length > 1 && words[1].TrimEnd(',', '.') is { Length: > 0 and <= 3 } initials && initials.All(char.IsUpper);
        string name = authors ? words[0] : string.Join(' ', words.Take(MostWords)) + (words.Length > MostWords ? " …" : "");
        return source.Year.Length > 0 ? $"{name} {source.Year}" : name;
    }

    private string Table(StatementGroup group)
    {
        var html = new StringBuilder($"<section><h2>{group.Title}</h2><div class=\"scroll\"><table><thead><tr>{string.Concat(group.Columns.Select(c => $"<th>{c}</th>"))}<th>evidence</th><th>source</th></tr></thead><tbody>");
        foreach (var row in group.Rows)
        {
            string state = (row.Claim.IsVerified ? "" : "off ") + (row.Disputed ? "disputed" : "");
            html.Append(state.Length > 0 ? $"<tr class=\"{state.Trim()}\">" : "<tr>").AppendJoin("", row.Cells.Select(c => $"<td>{c}</td>"));
            html.Append(CultureInfo.InvariantCulture, $"<td>{(row.Evidence.Length > 0 ? Text(Evidence(row.Evidence)) + "<br>" : "")}{Badge(row.Claim.Verification)}{(row.Disputed ? " <span class=\"badge dis\">disputed</span>" : "")}</td>");
            html.Append(CultureInfo.InvariantCulture, $"<td>{Reference(row.Claim)}{(row.Claim.Note.Length > 0 ? $"<br><span class=\"small\">{Text(row.Claim.Note)}</span>" : "")}</td></tr>");
        }

        return html.Append("</tbody></table></div></section>").ToString();
    }
}
