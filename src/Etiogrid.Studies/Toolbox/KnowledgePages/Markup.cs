using System.Globalization;
using System.Net;
using Etiogrid.Knowledge;
using Etiogrid.Knowledge.Grid;

namespace Etiogrid.Studies.Toolbox.KnowledgePages;

/// <summary>Small pieces of HTML.</summary>
internal static class Markup
{
    private static readonly Dictionary<string, string> EvidenceNames = new(StringComparer.Ordinal)
    {
        ["meta_analysis"] = "meta-analysis",
        ["systematic_review"] = "systematic review",
        ["trial"] = "trial",
        ["cohort"] = "cohort",
        ["case_control"] = "case-control",
        ["cross_sectional"] = "cross-sectional",
        ["measurement"] = "binding measurement",
        ["review"] = "review",
        ["animal"] = "animal study",
        ["expert"] = "own judgement",
    };

    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    public static string Link(string href, string text) => $"<a href=\"{Text(href)}\">{Text(text)}</a>";

    public static string Words(AlterationDirection? direction) => direction switch
    {
        AlterationDirection.Hypofunction => "too little",
        AlterationDirection.Hyperfunction => "too much",
        _ => "either way",
    };

    /// <summary>Arrow and words, so that the direction does not hang on a colour.</summary>
    public static string Direction(AlterationDirection? direction) => direction switch
    {
        AlterationDirection.Hypofunction => "<span class=\"dir\">&#9660;&nbsp;too little</span>",
        AlterationDirection.Hyperfunction => "<span class=\"dir\">&#9650;&nbsp;too much</span>",
        _ => "<span class=\"dir\">&#9670;&nbsp;either way</span>",
    };

    /// <summary>Strength 0 to 3 as filled dots, with the number for screen readers.</summary>
    public static string Strength(double strength)
    {
        int filled = (int)Math.Round(strength);
        return $"<span class=\"dots\" role=\"img\" aria-label=\"strength {filled} of 3\">{string.Concat(Enumerable.Range(1, 3).Select(i => i <= filled ? "&#9679;" : "&#9675;"))}</span>";
    }

    public static string Evidence(string evidence) => EvidenceNames.GetValueOrDefault(evidence, evidence.Replace('_', ' '));

    /// <summary>How far a claim was checked, as a reader says it.</summary>
    public static string Checked(Verification verification) => verification switch
    {
        Verification.Paper => "read in the paper",
        Verification.Page => "read",
        Verification.Repository => "read in a file",
        Verification.Mixed => "partly read",
        Verification.Editorial => "our decision",
        Verification.Sought => "looked for, not found, off",
        _ => "not read, off",
    };

    public static string CheckedClass(Verification verification) => verification switch
    {
        Verification.Paper or Verification.Page or Verification.Repository => "read",
        Verification.Mixed => "part",
        Verification.Editorial => "own",
        _ => "off",
    };

    public static string Badge(Verification verification) => $"<span class=\"badge {CheckedClass(verification)}\">{Checked(verification)}</span>";

    public static string Effect(string type, double? effect, double? low, double? high)
    {
        string interval = low is { } l && high is { } h ? $" ({Number(l)} to {Number(h)})" : "";
        return effect is { } e ? $"{type} {Number(e)}{interval}" : type;
    }

    public static string Paragraph(string label, string html) => html.Length > 0 ? $"<p class=\"fact\"><b>{label}</b><span>{html}</span></p>" : "";

    /// <summary>A list in words: a, b and c.</summary>
    public static string Series(IReadOnlyList<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => string.Join(", ", items.Take(items.Count - 1)) + " and " + items[^1],
    };
}
