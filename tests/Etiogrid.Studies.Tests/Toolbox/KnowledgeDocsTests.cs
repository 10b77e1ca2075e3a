using System.Text.RegularExpressions;
using Etiogrid.Knowledge;
using Etiogrid.Studies.Toolbox;

namespace Etiogrid.Studies.Tests.Toolbox;

public sealed partial class KnowledgeDocsTests : IDisposable
{
    private const long LargestSite = 6_000_000;
    private readonly string _folder = Directory.CreateTempSubdirectory("etiogrid-docs-").FullName;
    private readonly Dictionary<string, string> _files;

    public KnowledgeDocsTests()
    {
        Assert.True(KnowledgeTools.Docs(_folder, new(null, false)).HasValue);
        _files = Read(_folder);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_committed_pages_are_what_the_tables_say()
    {
        var committed = Read(Path.Combine(Repository.Root, "docs", "knowledge"));
        Assert.Equal(_files.Keys.Order(StringComparer.Ordinal), committed.Keys.Order(StringComparer.Ordinal));
        Assert.All(_files, f => Assert.True(f.Value == committed[f.Key], $"{f.Key} is out of date: run 'etiogrid knowledge docs docs/knowledge'"));
    }

    [Fact]
    public void Every_pathway_exposure_intervention_and_symptom_has_its_page()
    {
        var tables = KnowledgeBase.Load();
        string[] expected =
        [
            .. tables.Pathways.Select(p => $"pathways/{p.Id}.html"), .. tables.Exposures.Select(e => $"exposures/{e.Id}.html"),
            .. tables.Interventions.Select(i => $"interventions/{i.Id}.html"), .. tables.Symptoms.Select(s => $"symptoms/{s.Id}.html"),
        ];
        Assert.Equal(146, expected.Length);
        Assert.All(expected, f => Assert.Contains(f, _files.Keys));
    }

    [Fact]
    public void Every_link_inside_the_site_leads_somewhere()
    {
        foreach (var (name, text) in _files.Where(f => f.Key.EndsWith(".html", StringComparison.Ordinal)))
        {
            foreach (string href in Href().Matches(text).Select(m => m.Groups[1].Value).Where(h => !h.StartsWith("http", StringComparison.Ordinal)))
            {
                string[] parts = href.Split('#');
                string target = Path.GetRelativePath(_folder, Path.GetFullPath(Path.Combine(_folder, Path.GetDirectoryName(name)!, parts[0])));
                Assert.True(_files.TryGetValue(target, out string? page), $"{name}: {href}");
                Assert.True(parts.Length == 1 || page.Contains($"id=\"{parts[1]}\"", StringComparison.Ordinal), $"{name}: {href}");
            }
        }
    }

    [Fact]
    public void A_pathway_page_says_what_is_known_how_well_and_where_it_is_disputed()
    {
        string page = _files["pathways/hpa_axis.html"];
        Assert.Contains("<h2>What is known</h2>", page, StringComparison.Ordinal);
        Assert.Contains("read in its source", page, StringComparison.Ordinal);
        Assert.Contains("the direction is not established", page, StringComparison.Ordinal);
        Assert.Contains("https://doi.org/10.1037/0033-2909.133.1.25", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_claim_that_nobody_read_is_shown_but_marked_as_off()
    {
        string page = _files["interventions/cbti.html"];
        Assert.Matches("<tr class=\"off[^>]*>(?:(?!</tr>).)*circadian", page);
    }

    [Fact]
    public void The_site_stays_small() => Assert.InRange(_files.Values.Sum(t => (long)t.Length), 500_000, LargestSite);

    private static Dictionary<string, string> Read(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(f => Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal);

    [GeneratedRegex("href=\"([^\"]+)\"")]
    private static partial Regex Href();
}
