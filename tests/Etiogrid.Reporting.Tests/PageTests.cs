using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Etiogrid.Reporting.Tests.Samples;

namespace Etiogrid.Reporting.Tests;

/// <summary>What holds for every page, of a person or a cohort.</summary>
public sealed class PageTests
{
    private const int LargestPage = 3 * 1024 * 1024;

    public static TheoryData<string> Names => [.. SamplePages.All.Keys];

    public static TheoryData<string> Texts => [.. Payloads.All];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_is_well_formed_and_every_section_is_named(string name)
    {
        var root = PageReading.Parse(SamplePages.All[name]);
        var titles = root.Descendants().Where(e => e.Attr("id") is not null).ToDictionary(e => e.Attr("id")!, StringComparer.Ordinal);
        Assert.NotEmpty(root.Named("section"));
        foreach (var section in root.Named("section"))
        {
            string title = section.Attr("aria-label") ?? titles[section.Attr("aria-labelledby")!].Words();
            Assert.NotEmpty(title);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_link_within_a_page_arrives(string name)
    {
        var root = PageReading.Parse(SamplePages.All[name]);
        var ids = root.Descendants().Select(e => e.Attr("id")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        foreach (var link in root.Named("a").Select(a => a.Attr("href")!).Where(h => h.StartsWith('#')))
        {
            Assert.Contains(link[1..], ids);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_figure_has_a_name_and_a_table(string name)
    {
        var root = PageReading.Parse(SamplePages.All[name]);
        Assert.All(root.Named("svg"), svg => Assert.True(svg.Attr("aria-hidden") == "true" || (svg.Attr("role") == "img" && svg.Attr("aria-label")?.Length > 0)));
        foreach (var figure in root.Descendants().Where(e => e.Attr("role") is "figure" or "img" or "group"))
        {
            Assert.False(string.IsNullOrWhiteSpace(figure.Attr("aria-label")), figure.ToString()[..80]);
            var section = figure.Ancestors().First(e => e.Name.LocalName == "section");
            Assert.NotEmpty(section.Named("table"));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_page_needs_nothing_but_itself(string name)
    {
        string page = SamplePages.All[name];
        var root = PageReading.Parse(page);
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 1, LargestPage);
        Assert.Empty(root.Named("link").Concat(root.Named("img")).Concat(root.Named("iframe")).Concat(root.Named("image")));
        Assert.DoesNotContain(root.Descendants().SelectMany(e => e.Attributes()), a => a.Name.LocalName is "src" or "style" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        string style = root.Named("style").Single().Value;
        Assert.DoesNotContain("@import", style, StringComparison.Ordinal);
        Assert.DoesNotContain("http", style, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_policy_allows_the_hashes_of_this_page_and_nothing_else(string name)
    {
        var root = PageReading.Parse(SamplePages.All[name]);
        string policy = root.Named("meta").Single(m => m.Attr("http-equiv") == "Content-Security-Policy").Attr("content")!;
        string expected = $"default-src 'none'; style-src '{Hash(root.Named("style").Single().Value)}'";
        expected += root.Named("script").SingleOrDefault() is { } script ? $"; script-src '{Hash(script.Value)}'" : "";
        Assert.Equal(expected + "; base-uri 'none'; form-action 'none'", policy);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_page_says_what_it_is_not(string name) =>
        Assert.Contains("Research use only. Not a diagnosis.", PageReading.Parse(SamplePages.All[name]).Named("header").Single().Words(), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Names))]
    public void No_number_is_printed_raw(string name)
    {
        string words = PageReading.Parse(SamplePages.All[name]).Named("main").Single().Value;
        Assert.DoesNotContain("NaN", words, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", words, StringComparison.Ordinal);
        Assert.DoesNotContain("∞", words, StringComparison.Ordinal);
        Assert.DoesNotContain("E-0", words, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void No_text_of_a_result_becomes_markup(string payload)
    {
        AssertSameShape(PersonPage.Render(SamplePersons.Rich()), PersonPage.Render(Payloads.Inject(SamplePersons.Rich(), payload)), payload, "Neuroimmune");
        var small = SampleCohorts.Simulated(6);
        AssertSameShape(CohortPage.Render(small), CohortPage.Render(Payloads.Inject(small, payload)), payload, "demo-mdd");
    }

    [Fact]
    public void A_page_depends_on_neither_culture_nor_clock()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            string expected = PersonPage.Render(SamplePersons.Rich());
            CultureInfo.CurrentCulture = CommaCulture();
            Assert.Equal(expected, PersonPage.Render(SamplePersons.Rich()));
            Assert.Equal(SamplePages.All["cohort"], CohortPage.Render(SampleCohorts.Simulated()));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CultureInfo CommaCulture()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NegativeSign = "~";
        return culture;
    }

    /// <summary>Links are dropped where a page's path holds a payload; apart from that the elements must be the same.</summary>
    private static void AssertSameShape(string clean, string hostile, string payload, string seen)
    {
        var root = PageReading.Parse(hostile);
        Assert.Equal(Shape(clean), Shape(hostile));
        string words = root.Named("main").Single().Value;
        string printed = string.Concat(payload.Select(c => char.IsSurrogate(c) || char.IsControl(c) || c is '\u202E' or '\u202C' or '\uFFFF' ? '\uFFFD' : c));
        Assert.Contains(seen + printed, words, StringComparison.Ordinal);
    }

    private static string[] Shape(string page) =>
        [.. PageReading.Parse(page).Named("main").Single().Descendants().Select(e => e.Name.LocalName).Where(n => n is not ("a" or "i"))];

    private static string Hash(string content) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
}
