using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(TimeBank.Journeys.Chromium))]

namespace TimeBank.Journeys;

/// <summary>Debian's Chromium, started once for all journeys. Every window is a browser of its own to whoever looks through it: no cookie is shared.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Program = "/usr/bin/chromium-headless-shell";

    // Root has no sandbox; the rest keeps the browser from asking anything of the world outside.
    private static readonly string[] _words =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-default-apps", "--lang=zh-CN",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser!;

    /// <exception cref="InvalidOperationException">It is not installed: journeys fail, they are never skipped.</exception>
    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Program)) { throw new InvalidOperationException("Journeys need Chromium and a Chinese font: as root, apt-get install --no-install-recommends chromium-headless-shell fonts-wqy-zenhei."); }
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Program, Headless = true, Args = _words });
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) { await _browser.DisposeAsync(); }
        _playwright?.Dispose();
    }
}
