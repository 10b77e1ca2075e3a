using Microsoft.Playwright;

namespace Etiogrid.Reporting.Tests.Browser;

/// <summary>One browser for the tests of a class. Also compiled into the acceptance tests.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A fresh window; skips the running test where there is no browser.</summary>
    internal async Task<IBrowserContext> OpenAsync(int width, ColorScheme scheme, bool script = true)
    {
        string chromium = PeerTool.Require("chromium");
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments });
        return await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, JavaScriptEnabled = script });
    }

    /// <summary>Everything that a browser finds wrong with a page as it opens and with all its details unfolded; empty when nothing is.</summary>
    internal async Task<IReadOnlyList<string>> ComplaintsAsync(string address, int width, ColorScheme scheme)
    {
        await using var context = await OpenAsync(width, scheme);
        var page = await context.NewPageAsync();
        var complaints = Listen(page);
        page.Request += (_, request) => complaints.AddRange(request.Url == address ? [] : ["requests " + request.Url]);
        await page.GotoAsync(address);
        complaints.AddRange(await page.EvaluateAsync<string[]>(PageInspection.LayoutProblems));
        complaints.AddRange((await page.EvaluateAsync<string[]>(PageInspection.UnnamedSections)).Select(s => $"section {s} has no name"));
        complaints.AddRange(await page.EvaluateAsync<string[]>(PageInspection.LowContrast));
        await page.EvaluateAsync(PageInspection.OpenDetails);
        complaints.AddRange((await page.EvaluateAsync<string[]>(PageInspection.LayoutProblems)).Select(p => "unfolded: " + p));
        return complaints;
    }

    /// <summary>What a page writes to the console, throws, or asks.</summary>
    internal static List<string> Listen(IPage page)
    {
        var complaints = new List<string>();
        page.Console += (_, message) => complaints.Add("console: " + message.Text);
        page.PageError += (_, message) => complaints.Add("error: " + message);
        page.Dialog += (_, dialog) => complaints.Add("dialog: " + dialog.Message);
        return complaints;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
