using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.TestKit;
using TimeBank.Worker.Events;
using TimeBank.Worker.Orders;

namespace TimeBank.Journeys;

/// <summary>A town with the Api on a port of its own and windows to look through: <c>IClassFixture&lt;Stage&gt;</c>. Time stands still until a journey moves it.</summary>
public sealed class Stage(Chromium chromium) : IAsyncLifetime
{
    private readonly List<Window> _windows = [];
    private ApiHost? _host;
    private WorkerHost? _worker;
    private Uri? _address;

    /// <summary>Its Monday morning is this week's: a browser forgets cookies that ended before its own clock, which nobody moves.</summary>
    public Town Town { get; } = new() { Clock = new ManualClock(ThisMonday()) };

    public ManualClock Clock => Town.Clock;

    public async ValueTask InitializeAsync()
    {
        await Town.InitializeAsync();
        _host = new ApiHost(Town.Postgres, Town.Clock) { Settings = new Dictionary<string, string> { ["Sms:Kind"] = "Inbox", ["Sms:ProvePhones"] = "false" } };
        _host.UseKestrel(0);
        _host.StartServer();
        _address = _host.ClientOptions.BaseAddress;
        _worker = new WorkerHost(Town.Postgres, Town.Clock);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var window in _windows) { await window.CloseAsync(); }
        if (_worker is not null) { await _worker.DisposeAsync(); }
        if (_host is not null) { await _host.DisposeAsync(); }
        await Town.DisposeAsync();
    }

    /// <summary>An old phone's width.</summary>
    public Task<Window> PhoneAsync(Guid? person = null, Reader? reader = null) => OpenAsync(person, reader ?? new(), 360, 740);

    public Task<Window> DeskAsync(Guid? person = null, Reader? reader = null) => OpenAsync(person, reader ?? new(), 1280, 800);

    /// <summary>What the worker does by itself: credits what is due, and tells people what happened.</summary>
    public async Task TheWorkerWorksAsync()
    {
        await Town.CreditAsync();
        await using var scope = _worker!.Services.CreateAsyncScope();
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
        while (await scope.ServiceProvider.GetRequiredService<EventRelay>().WorkAsync(default) != Timeout.InfiniteTimeSpan) { patience.Token.ThrowIfCancellationRequested(); }
    }

    /// <summary>Steps whose time has come: the worker asks, the desk decides.</summary>
    public async Task TheWorkerLooksAtTheClockAsync()
    {
        await using var scope = _worker!.Services.CreateAsyncScope();
        var due = scope.ServiceProvider.GetRequiredService<DueSteps>();
        await due.LapseOffersAsync(default);
        await due.MissCheckOutsAsync(default);
        await due.TimeOutRatingsAsync(default);
    }

    private async Task<Window> OpenAsync(Guid? person, Reader reader, int width, int height)
    {
        var context = await chromium.Browser.NewContextAsync(new()
        {
            BaseURL = _address!.ToString(),
            ViewportSize = new() { Width = width, Height = height },
            Locale = reader.Language,
            TimezoneId = "Asia/Shanghai",
            JavaScriptEnabled = reader.Scripts,
        });
        context.SetDefaultTimeout(60_000);
        if (person is { } somebody)
        {
            var (name, value) = await _host!.CookieOfAsync(somebody);
            await context.AddCookiesAsync([new() { Name = name, Value = value, Url = _address!.ToString(), HttpOnly = true }]);
        }

        Window window = new(await context.NewPageAsync(), _address!, reader.Scripts, string.Create(CultureInfo.InvariantCulture, $"{width}{(reader.Scripts ? "" : "-plain")}"));
        _windows.Add(window);
        return window;
    }

    private static DateTimeOffset ThisMonday()
    {
        var now = TimeProvider.System.GetUtcNow();
        return new DateTimeOffset(now.UtcDateTime.Date.AddDays(-((int)now.DayOfWeek + 6) % 7), TimeSpan.Zero).AddHours(1);
    }
}

/// <summary>Who looks through a window, as far as the browser knows.</summary>
/// <param name="Scripts">False: scripts are off, as in some old phones' browsers and behind careful proxies.</param>
public sealed record Reader(string Language = "zh-CN", bool Scripts = true);
