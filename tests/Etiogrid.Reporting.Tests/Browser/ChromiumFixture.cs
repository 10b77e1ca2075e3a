using Etiogrid.Reporting.Tests.Samples;
using Microsoft.Playwright;

namespace Etiogrid.Reporting.Tests.Browser;

/// <summary>One browser for all browser tests, and the sample pages on disk.</summary>
public sealed class ChromiumFixture : IAsyncLifetime
{
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Folder of the pages.</summary>
    public string Pages { get; } = SamplePages.WriteAll();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>A fresh window; skips the running test where there is no browser.</summary>
    internal async Task<IBrowserContext> OpenAsync(int width, ColorScheme scheme, bool script = true)
    {
        string chromium = PeerTool.Require("chromium");
        _playwright ??= await Playwright.CreateAsync();
        _browser ??= await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = Arguments });
        return await _browser.NewContextAsync(new() { ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, JavaScriptEnabled = script });
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
