using System.Globalization;
using Npgsql;
using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Bench;

/// <summary>A city with two years behind it, and some of its people who look at things.</summary>
internal sealed class ReadingCity : IAsyncDisposable
{
    private const int Readers = 100;
    private static readonly string[] _tables = ["persons", "passbooks", "time_accounts", "orders", "assignments", "service_records", "time_transfers", "site_days", "site_day_people"];
    private readonly Server.Database _database;
    private readonly ApiProcess _api;

    private ReadingCity(Server.Database database, ApiProcess api) => (_database, _api) = (database, api);

    /// <summary>Whoever has a passbook; two of a hundred with hundreds of lines in it.</summary>
    public IReadOnlyList<Client> Volunteers { get; private set; } = [];

    /// <summary>Whoever orders.</summary>
    public IReadOnlyList<Client> Residents { get; private set; } = [];

    /// <summary>Supervisors, each of one station or one centre.</summary>
    public IReadOnlyList<(Client Client, Guid SiteId)> Stations { get; private set; } = [];
    public IReadOnlyList<(Client Client, Guid SiteId)> Centres { get; private set; } = [];

    /// <param name="part">1: the city that the targets speak of.</param>
    public static async Task<ReadingCity> BuildAsync(string name, double part)
    {
        var database = await Server.CreateAsync(name);
        var (volunteers, passbooks) = ((long)(1_200_000 * part), (long)(800_000 * part));
        await LoadAsync(database, ("sites", (long)Math.Max(30, 3_000 * part)), ("volunteers", volunteers), ("passbooks", passbooks), ("transfers", (long)(10_000_000 * part)));
        ReadingCity city = new(database, await ApiProcess.StartAsync(database));
        city.Volunteers = await city.ClientsAsync(Spread(1, passbooks));
        city.Residents = await city.ClientsAsync(Spread(passbooks + 1, volunteers - passbooks));
        city.Stations = await city.SupervisorsAsync("Station", city.Residents);
        city.Centres = await city.SupervisorsAsync("Centre", city.Residents);
        return city;
    }

    /// <summary>The milliseconds of one look, which may be several calls.</summary>
    public async Task<double> LookAsync(Client client, params string[] paths)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        foreach (var path in paths) { await _api.SendAsync(HttpMethod.Get, path, client.Token); }
        return System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }

    public async ValueTask DisposeAsync()
    {
        _api.Dispose();
        await Server.DropAsync(_database.Name);
    }

    /// <summary>Without the indexes that no constraint needs, which are made again at the end, as a restore does it.</summary>
    private static async Task LoadAsync(Server.Database database, params (string Name, long Value)[] sizes)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        using var script = new StreamReader(typeof(ReadingCity).Assembly.GetManifestResourceStream("ReadingCity.sql")!);
        await using NpgsqlConnection loading = new(new NpgsqlConnectionStringBuilder(database.Superuser) { Pooling = false, CommandTimeout = 0 }.ConnectionString);
        await loading.OpenAsync();
        await RunAsync("set maintenance_work_mem = '512MB'; set work_mem = '256MB'; set synchronous_commit = off");
        foreach (var (name, value) in sizes) { await RunAsync(string.Create(CultureInfo.InvariantCulture, $"select set_config('reading.{name}', '{value}', false)")); }
        await RunAsync(
            $"""
            create temporary table dropped as select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as statement from pg_index
                where indrelid = any('{$"{{{string.Join(',', _tables)}}}"}'::regclass[]) and not exists (select from pg_constraint where conindid = indexrelid);
            do $$ declare it record; begin for it in select * from dropped loop execute 'drop index ' || it.name; end loop; end $$;
            """);
        await RunAsync(await script.ReadToEndAsync());
        await RunAsync("do $$ declare it record; begin for it in select * from dropped loop execute it.statement; end loop; end $$");
        await RunAsync("vacuum analyze");
        await RunAsync("select recount_figures()");   // what the worker folds little by little
        await RunAsync("vacuum analyze site_days, site_day_people, area_figures");
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {sizes[^1].Value:#,0} transfers loaded in {System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds:0} s"));

        async Task RunAsync(string sql)
        {
#pragma warning disable CA2100 // written in this project
            await using NpgsqlCommand run = new(sql, loading);
#pragma warning restore CA2100
            await run.ExecuteNonQueryAsync();
        }
    }

    private static IEnumerable<Guid> Spread(long first, long count) => Enumerable.Range(0, Readers).Select(i => Id(3, first + i * count / Readers));

    /// <summary>As the script makes them.</summary>
    private static Guid Id(int kind, long number) => Guid.Parse(string.Create(CultureInfo.InvariantCulture, $"{kind:x8}-0000-7000-8000-{number:x12}"));

    private async Task<IReadOnlyList<Client>> ClientsAsync(IEnumerable<Guid> people)
    {
        List<Client> clients = [];
        foreach (var person in people)
        {
            await Server.RunAsync(_database.Owner, $"update persons set account_id = '{person}' where id = '{person}'");
            clients.Add(await LoopCity.ClientAsync(_database, _api, person, person));
        }

        return clients;
    }

    private async Task<IReadOnlyList<(Client Client, Guid SiteId)>> SupervisorsAsync(string level, IReadOnlyList<Client> people)
    {
        await using var db = Postgres.Open(_database.Owner);
        var sites = db.Sites.AsEnumerable().Where(s => s.Level.ToString() == level).Select(s => s.Id).Order().ToList();
        List<(Client, Guid)> made = [];
        foreach (var client in people)
        {
            var site = sites[made.Count * sites.Count / people.Count];
            await Server.RunAsync(_database.Owner,
                $"insert into appointments (id, person_id, site_id, \"right\", from_at) values ('{Guid.CreateVersion7(TimeProvider.System.GetUtcNow())}', '{client.PersonId}', '{site}', '{Right.Supervisor}', now() - interval '1 day')");
            made.Add((client, site));
        }

        return made;
    }
}
