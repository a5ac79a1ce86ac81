using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace TimeBank.Journeys;

/// <summary>One person's browser window. They read words and press what is written; nothing is found by its markup.</summary>
public sealed class Window
{
    private static readonly string? _pictures = Environment.GetEnvironmentVariable("SCREENSHOTS");
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private static int _count;
    private readonly Watch _watch;
    private readonly bool _scripts;
    private readonly string _kind;

    internal Window(IPage page, Uri host, bool scripts, string kind) => (Page, _watch, _scripts, _kind) = (page, new Watch(page, host), scripts, kind);

    /// <summary>SCREENSHOTS names a folder.</summary>
    public static bool KeepsPictures => _pictures is not null;

    public IPage Page { get; }

    /// <summary>The path and the query of what is shown.</summary>
    public string Address => new Uri(Page.Url).PathAndQuery;

    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        _watch.FindNothing();
    }

    /// <summary>Follows a link by its words.</summary>
    public Task FollowAsync(string words) => ClickAsync(Page.GetByRole(AriaRole.Link, new() { Name = words }));

    /// <summary>Presses a button by its words.</summary>
    public Task PressAsync(string words) => ClickAsync(Page.GetByRole(AriaRole.Button, new() { Name = words }));

    /// <summary>The last of the buttons so named: the ones above belong to every page.</summary>
    public Task PressLastAsync(string words) => ClickAsync(Page.GetByRole(AriaRole.Button, new() { Name = words, Exact = true }).Last);

    /// <summary>A key that leads to a page.</summary>
    public Task KeyAsync(string key) => GoingOnAsync(() => Page.Keyboard.PressAsync(key));

    /// <summary>Presses what will be refused: the words of the "no" must stand on the page.</summary>
    public async Task PressInVainAsync(string words, int status, string no)
    {
        _watch.Expect(status);
        await PressAsync(words);
        await ReadsAsync(no);
    }

    /// <summary>Unfolds what stands behind these words.</summary>
    public Task UnfoldAsync(string words) => Page.Locator("summary").Filter(new() { HasText = words }).First.ClickAsync();

    /// <summary>Types into the field whose label begins so.</summary>
    public Task TypeAsync(string label, string value) => Page.GetByLabel(new Regex($"^{Regex.Escape(label)}")).First.FillAsync(value);

    public Task ChooseAsync(string label) => Page.GetByLabel(label).First.CheckAsync();

    /// <summary>Waits until these words can be read.</summary>
    public async Task ReadsAsync(params string[] words)
    {
        foreach (var word in words) { await Assertions.Expect(Page.GetByText(word).First).ToBeVisibleAsync(new() { Timeout = 60_000 }); }
        _watch.FindNothing();
    }

    public async Task DoesNotReadAsync(string words) => Assert.Equal(0, await Page.GetByText(words).CountAsync());

    /// <summary>Nothing is cut off at this width, and the picture is kept where SCREENSHOTS says.</summary>
    public async Task LookAsync(string name)
    {
        _watch.FindNothing();
        await PictureAsync(name);
        Assert.Empty(await OverflowAsync());
    }

    /// <summary>All that is wrong with a page: what is cut off, and what axe finds.</summary>
    public async Task<IReadOnlyList<string>> FaultsAsync(string name)
    {
        _watch.FindNothing();
        await PictureAsync(name);
        return [.. (await OverflowAsync()).Concat(await Axe.FaultsAsync(Page)).Select(fault => $"{name} ({Address}): {fault}")];
    }

    private async Task<IReadOnlyList<string>> OverflowAsync()
    {
        if (!_scripts) { return []; }
        var (wide, room) = (await Page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await Page.EvaluateAsync<int>("document.documentElement.clientWidth"));
        return wide <= room ? [] : [$"{wide} px wide, and the window has {room}"];
    }

    /// <summary>From here on a page may answer so.</summary>
    public void Expect(int status) => _watch.Expect(status);

    internal async Task CloseAsync() => await Page.Context.CloseAsync();

    private async Task PictureAsync(string name)
    {
        if (_pictures is null) { return; }
        var number = Interlocked.Increment(ref _count);
        await Page.ScreenshotAsync(new() { Path = Path.Combine(_pictures, string.Create(CultureInfo.InvariantCulture, $"{number:000}-{name}-{_kind}.png")), FullPage = true });
    }

    private Task ClickAsync(ILocator what) => GoingOnAsync(() => what.First.ClickAsync());

    /// <summary>Every link and every button leads to a page, be it this one again: without waiting for it the journey would run ahead of what was pressed. Both events are listened for
    /// before the press: Playwright's own wait (1.64) looks and then listens, on another thread than the events', and waits for ever when the page loads between the two.</summary>
    private async Task GoingOnAsync(Func<Task> press)
    {
        TaskCompletionSource loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var arrived = false;
        void Arrive(object? page, IFrame frame) => arrived |= frame == Page.MainFrame;
        void Load(object? sender, IPage page) { if (arrived) { loaded.TrySetResult(); } }
        Page.FrameNavigated += Arrive;
        Page.Load += Load;
        try
        {
            await press();
            await loaded.Task.WaitAsync(_patience);
        }
        finally
        {
            Page.FrameNavigated -= Arrive;
            Page.Load -= Load;
        }

        _watch.FindNothing();
    }
}
