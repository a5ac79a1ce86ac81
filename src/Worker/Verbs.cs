using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using TimeBank.Menu;
using TimeBank.Passbooks;
using TimeBank.People;
using TimeBank.Policies;
using TimeBank.Sites;
using TimeBank.Storage;
using TimeBank.Worker.Demonstration;
using TimeBank.Worker.Scheduling;
using TimeBank.Worker.Storage;
using static TimeBank.Worker.WorkerSettings;

namespace TimeBank.Worker;

/// <summary>What the command line can ask for. Exit codes: 0 done, 1 refused or differs, 2 not understood.</summary>
internal static class Verbs
{
    private const string Usage =
        """
        usage: Worker                         credits, relays events and keeps the schedule until it is stopped
               Worker create-database         roles and database, as ConnectionStrings__Superuser
               Worker migrate                 tables and keys, as ConnectionStrings__Owner
               Worker import-sites FILE [--vanish]   code,parent_code,level,name
               Worker import-menu FILE
               Worker import-calendar FILE    date,kind,name
               Worker create-administrator --name NAME --phone PHONE --site CODE [--right RIGHT ...]
               Worker play-history FILE [--orders N]   fills an empty database with a demonstration county, as ConnectionStrings__Api and __Worker
               Worker check                   recounts every balance and recomputes every seal
               Worker hold-backup             for deploy/backup.sh: keeps the server's backup open, as ConnectionStrings__Superuser
        """;

    public static Task<int> RunAsync(string[] args, CancellationToken ct) => args switch
    {
        [] => WorkAsync(ct),
        ["create-database"] => CreateDatabaseAsync(ct),
        ["migrate"] => MigrateAsync(ct),
        ["check"] => CheckAsync(ct),
        ["hold-backup"] => HoldBackupAsync(ct),
        ["import-sites", var file, .. [] or ["--vanish"]] => ImportAsync(file, (s, bytes) => s.GetRequiredService<ImportSites>().ImportAsync(bytes, args.Length > 2, ct),
            done => $"{done.Added} added, {done.Changed} changed ({done.Returned} returned), {done.Vanished} vanished", ct),
        ["import-menu", var file] => ImportAsync(file, (s, bytes) => s.GetRequiredService<ImportMenu>().ImportAsync(bytes, ct),
            done => $"{done.Added} added, {done.Changed} changed, {done.Retired} retired", ct),
        ["import-calendar", var file] => ImportAsync(file, (s, bytes) => s.GetRequiredService<ImportCalendar>().ImportAsync(bytes, ct),
            done => $"{done.Added} added, {done.Changed} changed, {done.Removed} removed", ct),
        ["play-history", var file] => PlayHistoryAsync(file, PlaySize.Whole, ct),
        ["play-history", var file, "--orders", var count] when int.TryParse(count, out var orders) && orders is >= PlaySize.Least and <= 20_000 => PlayHistoryAsync(file, orders, ct),
        ["create-administrator", .. var options] when AdministratorOptions.Parse(options) is { } asked => CreateAdministratorAsync(asked, ct),
        _ => ExplainAsync(args),
    };

    private static async Task<int> ExplainAsync(string[] args)
    {
        var asked = args is ["help" or "--help" or "-h", ..];
        await (asked ? Console.Out : Console.Error).WriteLineAsync(asked ? Usage : $"Not understood: {string.Join(' ', args)}\n{Usage}");
        return asked ? 0 : 2;
    }

    private static async Task<int> WorkAsync(CancellationToken ct)
    {
        var builder = Builder();
        var settings = From(builder.Configuration);
        builder.Services.AddWorker(settings).AddWakefulness().AddSchedule(settings);
        using var host = builder.Build();
        await VerifyKeysAsync(host.Services, ct);
        await host.RunAsync(ct);
        return 0;
    }

    private static async Task<int> CreateDatabaseAsync(CancellationToken ct)
    {
        var configuration = Builder().Configuration;
        var made = await new CreateDatabase(
            Required(configuration, "ConnectionStrings:Superuser"), Required(configuration, "ConnectionStrings:Owner"),
            Required(configuration, "ConnectionStrings:Api"), Required(configuration, "ConnectionStrings:Worker")).RunAsync(ct);
        await Console.Out.WriteLineAsync($"Database {made} and its roles are ready.");
        return 0;
    }

    private static async Task<int> MigrateAsync(CancellationToken ct)
    {
        var configuration = Builder().Configuration;
        var (owner, keys) = (Required(configuration, "ConnectionStrings:Owner"), Required(configuration, "Keys:Path"));
        await Migrator.MigrateAsync(owner, ct);
        await KeyCheck.EstablishAsync(owner, keys, ct);
        await Console.Out.WriteLineAsync("The tables are up to date, and the keys are theirs.");
        return 0;
    }

    private static async Task<int> HoldBackupAsync(CancellationToken ct)
    {
        await new HoldBackup(Required(Builder().Configuration, "ConnectionStrings:Superuser")).RunAsync(Console.In, Console.Out, ct);
        return 0;
    }

    private static Task<int> CheckAsync(CancellationToken ct) => WithServicesAsync(async services =>
    {
        var differences = await services.GetRequiredService<Reconciliation>().FindAsync(ct);
        var faults = await services.GetRequiredService<DailySeal>().VerifyAsync(ct);
        foreach (var difference in differences) { await Console.Out.WriteLineAsync(difference.ToString()); }
        foreach (var fault in faults) { await Console.Out.WriteLineAsync($"seal {fault.Number}: {fault.What}"); }
        await Console.Out.WriteLineAsync($"{differences.Count} differences, {faults.Count} seals do not match");
        return differences.Count + faults.Count == 0 ? 0 : 1;
    }, ct);

    private static async Task<int> ImportAsync<T>(string file, Func<IServiceProvider, byte[], Task<Outcome<T>>> import, Func<T, string> words, CancellationToken ct)
    {
        byte[] bytes;
        try { bytes = await File.ReadAllBytesAsync(file, ct); }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException) { throw new DeploymentFault($"{file} cannot be read: {unreadable.Message}"); }
        return await WithServicesAsync(async services => await SayAsync(await import(services, bytes), words), ct);
    }

    private static Task<int> CreateAdministratorAsync(AdministratorToCreate asked, CancellationToken ct) => WithServicesAsync(
        async services => await SayAsync(
            await services.GetRequiredService<CreateAdministrator>().CreateAsync(asked, ct),
            done => done.Activation is { } code
                ? $"{asked.Name} signs up with the code {code.Code} until {code.ExpiresAt:yyyy-MM-dd HH:mm}Z. It is shown this once."
                : $"{asked.Name} can already sign in and is now appointed."),
        ct);

    private static Task<int> PlayHistoryAsync(string file, int orders, CancellationToken ct) => WithServicesAsync(async services =>
    {
        PlayHistory history = new(services.GetRequiredService<WorkerSettings>(), Required(Builder().Configuration, "ConnectionStrings:Api"), CityScript.Read(file), new(orders), Console.Out);
        var report = await history.RunAsync(services.GetRequiredService<TimeProvider>().GetUtcNow(), ct);
        foreach (var surprise in report.Surprises) { await Console.Out.WriteLineAsync(surprise); }
        await Console.Out.WriteLineAsync(report.Words);
        return report.Differences == 0 ? 0 : 1;
    }, ct);

    private static async Task<int> SayAsync<T>(Outcome<T> outcome, Func<T, string> words)
    {
        if (outcome is Outcome<T>.Done(var value))
        {
            await Console.Out.WriteLineAsync(words(value));
            return 0;
        }

        var why = ((Outcome<T>.Refused)outcome).Why;
        await Console.Error.WriteLineAsync($"{why.Code}: {why.English}\n{why.Chinese}");
        return 1;
    }

    /// <summary>The worker's services for one piece of work, with nothing else running.</summary>
    private static async Task<int> WithServicesAsync(Func<IServiceProvider, Task<int>> work, CancellationToken ct)
    {
        var builder = Builder();
        builder.Services.AddWorker(From(builder.Configuration));
        using var host = builder.Build();
        await VerifyKeysAsync(host.Services, ct);
        await using var scope = host.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    private static Task VerifyKeysAsync(IServiceProvider services, CancellationToken ct) =>
        KeyCheck.VerifyAsync(services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<DeploymentKeys>(), ct);

    private static HostApplicationBuilder Builder()
    {
        // Settings are the environment's and stay. A host that watches its files watches all below the directory it was started in; from / that took seconds.
        var builder = Host.CreateApplicationBuilder(["--hostBuilder:reloadConfigOnChange=false"]);
        builder.Logging.AddSimpleConsole(o => (o.SingleLine, o.UseUtcTimestamp, o.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ssZ "));
        foreach (var noisy in new[] { "Microsoft.EntityFrameworkCore", "Quartz", "MassTransit" }) { builder.Logging.AddFilter(noisy, LogLevel.Warning); }
        return builder;
    }
}
