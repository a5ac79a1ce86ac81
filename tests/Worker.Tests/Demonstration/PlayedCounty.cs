using Microsoft.Extensions.DependencyInjection;
using TimeBank.Menu;
using TimeBank.Policies;
using TimeBank.Sites;
using TimeBank.TestKit;
using TimeBank.Worker.Demonstration;

namespace TimeBank.Worker.Tests.Demonstration;

/// <summary>A database with the sites, menu and calendar of the demonstration, into which histories are played; one of ten days is in it, for all of <see cref="PlayedOnce"/>.</summary>
public class PlayedCounty : IAsyncLifetime
{
    /// <summary>A Wednesday afternoon.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 25, 7, 12, 30, TimeSpan.Zero);

    public Postgres Database { get; } = new();

    internal PlayReport Report { get; private set; } = null!;

    public virtual async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        Report = await PlayAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Database.DisposeAsync();
    }

    public async Task PrepareAsync()
    {
        await Database.InitializeAsync();
        await using WorkerHost worker = new(Database, new ManualClock(Now.AddDays(-100)));
        await ImportAsync<ImportCalendar, CalendarImported>(worker, "working-days.csv", (desk, file) => desk.ImportAsync(file, default));
        await ImportAsync<ImportSites, SitesImported>(worker, "divisions-xiangyang-4206.csv", (desk, file) => desk.ImportAsync(file, false, default));
        await ImportAsync<ImportMenu, MenuImported>(worker, "menu.csv", (desk, file) => desk.ImportAsync(file, default));
    }

    internal Task<PlayReport> PlayAsync(int orders = 120, DateTimeOffset? now = null, CancellationToken ct = default) => new PlayHistory(
        new WorkerSettings(new DomainSettings(Database.Worker, Database.KeysPath), null, 1000), Database.Api,
        CityScript.Read(Repository.PathOf("deploy/demonstration/city.json")), new(orders), TextWriter.Null).RunAsync(now ?? Now, ct);

    public async Task<T> AskAsync<TDesk, T>(Func<TDesk, Task<T>> ask) where TDesk : notnull
    {
        await using WorkerHost worker = new(Database, new ManualClock(Now));
        await using var scope = worker.Services.CreateAsyncScope();
        return await ask(scope.ServiceProvider.GetRequiredService<TDesk>());
    }

    private static async Task ImportAsync<TDesk, T>(WorkerHost worker, string file, Func<TDesk, byte[], Task<Outcome<T>>> import) where TDesk : notnull
    {
        await using var scope = worker.Services.CreateAsyncScope();
        Assert.IsType<Outcome<T>.Done>(await import(scope.ServiceProvider.GetRequiredService<TDesk>(), await File.ReadAllBytesAsync(Repository.PathOf($"deploy/data/{file}"))));
    }
}

[CollectionDefinition(nameof(PlayedOnce))]
public sealed class PlayedOnce : ICollectionFixture<PlayedCounty>;

/// <summary>Ready, and nothing played yet.</summary>
public sealed class EmptyCounty : PlayedCounty
{
    public override async ValueTask InitializeAsync() => await PrepareAsync();
}
