using Etiogrid.Reporting.Tests.Browser;
using Microsoft.Playwright;

namespace Etiogrid.Acceptance.Pages;

public sealed class DemoPagesTests(DemoFixture demo, ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private const int LargestPage = 3 * 1024 * 1024;

    [Theory]
    [InlineData("person", 360, ColorScheme.Light)]
    [InlineData("person", 1280, ColorScheme.Light)]
    [InlineData("person", 360, ColorScheme.Dark)]
    [InlineData("person", 1280, ColorScheme.Dark)]
    [InlineData("cohort", 360, ColorScheme.Light)]
    [InlineData("cohort", 1280, ColorScheme.Light)]
    [InlineData("cohort", 360, ColorScheme.Dark)]
    [InlineData("cohort", 1280, ColorScheme.Dark)]
    public async Task A_page_of_the_demo_opens_without_errors_requests_or_broken_text(string kind, int width, ColorScheme scheme)
    {
        Assert.True(demo.Run.ExitCode == 0, demo.Run.Error);
        string address = new Uri(kind == "cohort" ? Path.Combine(demo.Output, "group.html") : Persons()[0]).AbsoluteUri;
        Assert.Empty(string.Join('\n', await chromium.ComplaintsAsync(address, width, scheme)));
    }

    [Fact]
    public async Task Every_person_has_a_small_page_that_the_cohort_page_links_to()
    {
        Assert.True(demo.Run.ExitCode == 0, demo.Run.Error);
        string[] persons = Persons();
        Assert.Equal(60, persons.Length);
        Assert.All(persons, p => Assert.InRange(new FileInfo(p).Length, 1, LargestPage));
        await using var context = await chromium.OpenAsync(1280, ColorScheme.Light);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(Path.Combine(demo.Output, "group.html")).AbsoluteUri);
        string[] links = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#print-table a')].map(a => a.href)");
        Assert.Equal(persons.Select(p => new Uri(p).AbsoluteUri).Order(StringComparer.Ordinal), links.Order(StringComparer.Ordinal));
    }

    private string[] Persons() => [.. Directory.GetFiles(demo.Output, "sub-*.html").Order(StringComparer.Ordinal)];
}
