using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using TimeBank.Menu;
using TimeBank.Messages;
using TimeBank.Passbooks;
using TimeBank.Policies;
using TimeBank.Reports;
using TimeBank.Storage;
using TimeBank.Worker.Events;
using TimeBank.Worker.Passbooks;

namespace TimeBank.Worker.Demonstration;

/// <summary>Plays the demonstration county's history through the desks into an empty database. A play that was killed goes on where it was; one that is finished changes nothing.</summary>
/// <param name="apiConnection">People's steps are taken under the Api's role, as they would be.</param>
internal sealed class PlayHistory(WorkerSettings settings, string apiConnection, CityScript script, PlaySize size, TextWriter says)
{
    /// <summary>The command of the very last order: once it is there, all is.</summary>
    private const string LastKey = "last-1";

    /// <exception cref="DeploymentFault">The database is not empty, or sites and menu are missing.</exception>
    public async Task<PlayReport> RunAsync(DateTimeOffset now, CancellationToken ct)
    {
        PlayedClock clock = new(now);
        await using var api = Build(clock, services => services.AddDomain(settings.Domain with { ConnectionString = Hasty(apiConnection) }));
        await using var worker = Build(clock, services => services.AddWorker(settings with { Broker = null, Domain = settings.Domain with { ConnectionString = Hasty(settings.Domain.ConnectionString) } }));
        Stage stage = new(api, worker, clock);
        Founding founding = new(stage, script);
        var (sites, menu) = await founding.ReadAsync(ct);
        var (begun, finished) = await founding.LookAsync(LastKey, api.GetRequiredService<DeploymentKeys>(), ct);
        if (finished) { return new(0, [], 0, AlreadyThere: true); }

        var local = api.GetRequiredService<LocalTime>();
        var start = begun ?? new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero).AddDays(-size.Days);
        PlayDays days = new(start, size.Days, local, await api.GetRequiredService<Calendar>().GetAsync(ct));
        var places = size.PlacesOf(script);
        County county = new(script, places, new Peopling(script, places, menu, days).Make(size.People), sites, menu);
        await founding.FoundAsync(county, start, ct);

        Teller teller = new(county, days);
        Scene scene = new(county, days, teller);
        List<Tale> tales = [.. scene.Set(), .. Tell(county, days, teller)];
        List<Chain> chains = [.. county.People.Where(p => p.Offices.Length == 0 && p != county.Administrator).Select(p => new Arrival(county, p, county.Enroller(p.Home))), .. tales];
        await says.WriteLineAsync($"{county.People.Count} people, {tales.Count} orders, {days.Count} days from {days.FirstDay:yyyy-MM-dd}");
        Play play = new(stage, clock, days, chains, says);
        await play.RunAsync(ct);
        await ReadOldMessagesAsync(stage, county, days, ct);
        await DrainAsync(stage, ct);
        await stage.WorkAsync<CountVolunteers>(count => count.RunAsync(ct));
        await stage.WorkAsync<NightlyCheck>(check => check.RunAsync(ct));
        return await EndAsync(scene, clock, play, tales.Count, ct);
    }

    private List<Tale> Tell(County county, PlayDays days, Teller teller)
    {
        Fates fates = new(county, days, teller);
        var slots = size.Slots(days);
        var early = slots.Count(s => s < days.End.AddDays(-6));
        var dealt = FateShares.Deal(slots.Count, early, Chance.For("fates"));
        return [.. slots.Select((slot, i) => fates.Tell($"order-{i:D4}", slot, dealt[i])).OfType<Tale>()];
    }

    /// <summary>Those who will sign in have read what is older than a day and a half.</summary>
    private async Task ReadOldMessagesAsync(Stage stage, County county, PlayDays days, CancellationToken ct)
    {
        var readers = script.Cast.Where(c => c.Phone is not null).Select(c => county.Cast(c.Id).PersonId).ToArray();
        var old = await stage.LookAsync(db => db.Messages.AsNoTracking()
            .Where(m => readers.Contains(m.PersonId) && m.ReadAt == null && m.SentAt < days.End.AddHours(-36)).Select(m => new { m.Id, m.PersonId, m.SentAt }).ToListAsync(ct));
        await Parallel.ForEachAsync(old, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = ct }, async (message, token) =>
            await stage.AskAsync<MarkRead, Outcome<Guid>>(message.SentAt.AddHours(5), read => read.MarkAsync(Stage.KeyOf(message.PersonId, $"read-{message.Id}"), message.PersonId, message.Id, token)));
    }

    /// <summary>What an open transaction of somebody else held back; the worker itself would wait for ever, and it goes on with the rest.</summary>
    private static async Task DrainAsync(Stage stage, CancellationToken ct)
    {
        var again = true;
        for (var i = 0; again && i < 20; i++)
        {
            await stage.WorkAsync<EventRelay>(async relay => again = await relay.RelayAsync(again: true, ct) != Timeout.InfiniteTimeSpan);
            if (again) { await Task.Delay(TimeSpan.FromMilliseconds(500), ct); }
        }
    }

    /// <summary>The last order waits for the disk, and with it everything before it.</summary>
    private async Task<PlayReport> EndAsync(Scene scene, PlayedClock clock, Play play, int orders, CancellationToken ct)
    {
        await using var api = Build(clock, services => services.AddDomain(settings.Domain with { ConnectionString = apiConnection }));
        await using var worker = Build(clock, services => services.AddWorker(settings with { Broker = null }));
        Stage stage = new(api, worker, clock);
        var differences = 0;
        await stage.WorkAsync<Reconciliation>(async check => differences = (await check.FindAsync(ct)).Count);
        var last = scene.Last();
        await last.PlayAsync(stage, scene.Now, ct);
        await DrainAsync(stage, ct);
        await stage.WorkAsync<FoldFigures>(figures => figures.FoldAsync(ct));
        return new(orders + 1, [.. play.Surprises, .. new[] { last.Surprise }.OfType<string>()], differences, AlreadyThere: false);
    }

    private static ServiceProvider Build(PlayedClock clock, Action<IServiceCollection> add)
    {
        var services = new ServiceCollection().AddLogging(log => log.SetMinimumLevel(LogLevel.Warning).AddSimpleConsole(o => o.SingleLine = true));
        services.AddSingleton<TimeProvider>(clock);
        add(services);
        return services.BuildServiceProvider();
    }

    /// <summary>A power cut costs the last second of a play, which is then played again; what was committed after it waits for the disk as ever.</summary>
    private static string Hasty(string connection) => new NpgsqlConnectionStringBuilder(connection) { Options = "-c synchronous_commit=off" }.ConnectionString;
}

/// <param name="Surprises">Refusals that the play did not expect; those orders stay as they are.</param>
/// <param name="Differences">Of the recount.</param>
internal sealed record PlayReport(int Orders, IReadOnlyList<string> Surprises, int Differences, bool AlreadyThere)
{
    public string Words => AlreadyThere
        ? "The history is there already; nothing was changed."
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Orders} orders played, {Surprises.Count} otherwise than planned, {Differences} differences in the books.");
}
