using System.Globalization;
using System.Text;
using static Etiogrid.Studies.Toolbox.KnowledgePages.Markup;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>The first thing on a page: what is known, how well, and where it is disputed.</summary>
internal static class Glance
{
    private const int MostDisputes = 6;
    private static readonly (string Class, string Name)[] Kinds = [("read", "read in its source"), ("part", "partly read"), ("own", "our decision"), ("off", "not read, off by default")];

    public static string Box(IReadOnlyList<string> known, IReadOnlyList<StatementGroup> groups, string weakPoint)
    {
        var rows = groups.SelectMany(g => g.Rows).ToList();
        var html = new StringBuilder("<div class=\"glance\"><div><h2>What is known</h2>");
        html.Append("<ul>").AppendJoin("", known.Select(k => $"<li>{k}</li>")).Append("</ul></div>");
        html.Append("<div><h2>How well</h2>").Append(Bar(rows)).Append(Legend(rows)).Append(Studies(rows)).Append("</div>");
        html.Append("<div><h2>Where it is disputed</h2>").Append(Disputes(rows)).Append(weakPoint.Length > 0 ? $"<p class=\"small\"><b>Weak point</b> {Text(weakPoint)}</p>" : "").Append("</div></div>");
        return html.ToString();
    }

    /// <summary>Shares of claims by how far they were checked.</summary>
    public static string Bar(IReadOnlyList<Statement> rows)
    {
        var counts = Counts(rows);
        string label = string.Join(", ", Kinds.Where(k => counts[k.Class] > 0).Select(k => $"{counts[k.Class]} {k.Name}"));
        var html = new StringBuilder($"<div class=\"bar\" role=\"img\" aria-label=\"{rows.Count} claims: {label}\">");
        foreach (var (name, _) in Kinds.Where(k => counts[k.Class] > 0))
        {
            html.Append(CultureInfo.InvariantCulture, $"<span class=\"{name}\" style=\"flex:{counts[name]}\"></span>");
        }

        return html.Append("</div>").ToString();
    }

    private static Dictionary<string, int> Counts(IReadOnlyList<Statement> rows) =>
        Kinds.ToDictionary(k => k.Class, k => rows.Count(r => CheckedClass(r.Claim.Verification) == k.Class), StringComparer.Ordinal);

    private static string Legend(IReadOnlyList<Statement> rows)
    {
        var counts = Counts(rows);
        return $"<ul class=\"legend\">{string.Concat(Kinds.Where(k => counts[k.Class] > 0).Select(k => $"<li><span class=\"key {k.Class}\"></span>{counts[k.Class]} {k.Name}</li>"))}</ul>";
    }

    private static string Studies(IReadOnlyList<Statement> rows)
    {
        var kinds = rows.Where(r => r.Claim.IsVerified && r.Evidence.Length > 0).GroupBy(r => r.Evidence, StringComparer.Ordinal).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal);
        string words = string.Join(", ", kinds.Select(g => $"{Evidence(g.Key)} {g.Count()}"));
        return words.Length > 0 ? $"<p class=\"small\">{words}.</p>" : "";
    }

    private static string Disputes(IReadOnlyList<Statement> rows)
    {
        var disputed = rows.Where(r => r.Disputed).ToList();
        if (disputed.Count == 0)
        {
            return "<p>No claim on this page is marked as disputed.</p>";
        }

        string more = disputed.Count > MostDisputes ? $"<li>and {disputed.Count - MostDisputes} more below</li>" : "";
        return $"<ul>{string.Concat(disputed.Take(MostDisputes).Select(d => $"<li>{Text(d.Plain)}</li>"))}{more}</ul>";
    }
}
