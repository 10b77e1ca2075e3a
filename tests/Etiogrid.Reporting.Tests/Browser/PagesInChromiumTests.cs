using System.Text;
using Etiogrid.Reporting.Tests.Samples;
using Microsoft.Playwright;

namespace Etiogrid.Reporting.Tests.Browser;

public sealed class PagesInChromiumTests(ChromiumFixture chromium) : IClassFixture<ChromiumFixture>
{
    private static readonly string Pages = SamplePages.WriteAll();

    public static TheoryData<string, int, string> Windows
    {
        get
        {
            var data = new TheoryData<string, int, string>();
            foreach (string page in SamplePages.All.Keys)
            {
                data.Add(page, 360, "light");
                data.Add(page, 1280, "dark");
            }

            data.Add("rich", 360, "dark");
            data.Add("rich", 1280, "light");
            data.Add("cohort", 360, "dark");
            data.Add("cohort", 1280, "light");
            data.Add("long", 768, "light");
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Windows))]
    public async Task A_page_opens_without_errors_requests_or_broken_text(string name, int width, string scheme)
    {
        Assert.Empty(string.Join('\n', await chromium.ComplaintsAsync(Address(name), width, scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light)));
    }

    [Fact]
    public async Task Hostile_text_does_nothing_but_stand_there()
    {
        await using var context = await chromium.OpenAsync(1280, ColorScheme.Light);
        var page = await context.NewPageAsync();
        var complaints = ChromiumFixture.Listen(page);
        foreach (string payload in Payloads.All)
        {
            File.WriteAllText(Path.Combine(Pages, "hostile.html"), PersonPage.Render(Payloads.Inject(SamplePersons.Rich(), payload)), new UTF8Encoding(false));
            await page.GotoAsync(Address("hostile"));
            Assert.Equal("undefined", await page.EvaluateAsync<string>("() => typeof window.broken"));
            Assert.Equal(0, await page.EvaluateAsync<int>("() => document.querySelectorAll('script,img,iframe,base,object,embed').length"));
        }

        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_column_sorts_the_people_of_each_group()
    {
        await using var context = await chromium.OpenAsync(1280, ColorScheme.Light);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address("cohort"));
        await page.ClickAsync("#print-table thead th:nth-child(4) button");
        string[] values = await page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('#print-table tbody:nth-of-type(2) tr:not(.grouphead) td:nth-child(4)')].map(c => c.textContent)");
        Assert.Equal(45, values.Length);
        int[] numbers = [.. values.Select(v => int.Parse(v.TrimStart('<', '>'), System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(numbers.OrderDescending(), numbers);
        Assert.Equal("descending", await page.GetAttributeAsync("#print-table thead th:nth-child(4)", "aria-sort"));
    }

    [Fact]
    public async Task Rows_regroup_by_site_and_back()
    {
        await using var context = await chromium.OpenAsync(1280, ColorScheme.Light);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address("cohort"));
        const string Labels = "() => [...document.querySelectorAll('#print-table tbody tr:not(.grouphead)')].map(r => r.dataset.label)";
        const string Sites = "() => [...document.querySelectorAll('#print-table tbody tr:not(.grouphead)')].map(r => r.dataset.site)";
        string[] before = await page.EvaluateAsync<string[]>(Labels);
        await page.SelectOptionAsync(".controls select", "site");
        string[] sites = await page.EvaluateAsync<string[]>(Sites);
        Assert.Equal(60, sites.Length);
        Assert.Equal(1, sites.Zip(sites.Skip(1)).Count(p => p.First != p.Second));
        await page.SelectOptionAsync(".controls select", "group");
        Assert.Equal(before, await page.EvaluateAsync<string[]>(Labels));
    }

    [Fact]
    public async Task Without_script_the_print_is_complete()
    {
        await using var context = await chromium.OpenAsync(1280, ColorScheme.Light, script: false);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address("cohort"));
        Assert.Equal(60, await page.Locator("#print-table tbody tr:not(.grouphead)").CountAsync());
        Assert.Equal(0, await page.Locator("#print-table button").CountAsync());
    }

    [Fact]
    public async Task The_keyboard_reaches_links_and_shows_where_it_is()
    {
        await using var context = await chromium.OpenAsync(1280, ColorScheme.Light);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address("rich"));
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#content", await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"));
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("#grid", await page.EvaluateAsync<string>("() => document.activeElement.getAttribute('href')"));
        Assert.Equal("3px", await page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineWidth"));
    }

    [Fact]
    public async Task A_page_prints_to_A4()
    {
        await using var context = await chromium.OpenAsync(1280, ColorScheme.Dark);
        var page = await context.NewPageAsync();
        await page.GotoAsync(Address("rich"));
        byte[] pdf = await page.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true });
        string text = Encoding.Latin1.GetString(pdf);
        Assert.Contains("/MediaBox [0 0 594.95996 841.91998]", text, StringComparison.Ordinal);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("rgb(22, 32, 42)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).color"));
    }

    private static string Address(string name) => new Uri(Path.Combine(Pages, name + ".html")).AbsoluteUri;
}
