using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.Passbooks;
using TimeBank.TestKit;

namespace TimeBank.Bench;

/// <summary>Two workers empty a queue of rated records, caps on, against a plain insert of as many rows.</summary>
internal static class Crediting
{
    private const int BatchSize = 5000;   // the Worker's own

    /// <summary>Four records of 75 minutes each on average, so that a few per cent meet the cap.</summary>
    public static Task<IReadOnlyList<Figure>> MeasureAsync() => MeasureAsync("crediting", sites: 300, volunteers: 50_000, records: 200_000, capMinutes: 350);

    /// <summary>A million records among all passbooks of a city.</summary>
    public static Task<IReadOnlyList<Figure>> MeasureCityAsync() => MeasureAsync("crediting-city", sites: 2_956, volunteers: 789_000, records: 1_000_000, capMinutes: 120);

    private static async Task<IReadOnlyList<Figure>> MeasureAsync(string name, int sites, int volunteers, int records, int capMinutes)
    {
        (volunteers, records) = ((int)(volunteers * Server.Scale), (int)(records * Server.Scale));
        var loaded = await Server.CreateAsync("bench_crediting");
        await RatedRecords.AddAsync(loaded.Owner, sites, volunteers, records, capMinutes);
        await Server.RunAsync(loaded.Superuser, "vacuum analyze");

        var (limit, credited) = await Rounds.AlternateAsync(round => InsertAsync(records), round => CreditAsync(loaded, records));
        await Server.DropAsync(loaded.Name);
        return [new(name, credited, "credits/s", limit, 0.15, AtLeast: true)];
    }

    /// <summary>INSERT … SELECT into a table with a version 7 key and one index on a uuid.</summary>
    private static async Task<double> InsertAsync(int rows)
    {
        Server.Database plain = new("bench_plain");
        await Server.DropAsync(plain.Name);
        await Server.RunAsync(new Server.Database("postgres").Superuser, $"create database {plain.Name}");
        await Server.RunAsync(plain.Superuser,
            $"""
            create table source as select gen_random_uuid() as account_id, 30 + n % 91 as minutes, now() as at from generate_series(1, {rows}) n;
            create table plain (id uuid primary key, account_id uuid not null, minutes int not null, at timestamptz not null);
            create index on plain (account_id);
            """);
        await Server.SettleAsync(plain);
        var began = Stopwatch.GetTimestamp();
        await Server.RunAsync(plain.Superuser, "insert into plain select uuidv7(), account_id, minutes, at from source");
        var rate = rows / Stopwatch.GetElapsedTime(began).TotalSeconds;
        await Server.DropAsync(plain.Name);
        return rate;
    }

    private static async Task<double> CreditAsync(Server.Database loaded, int records)
    {
        var city = await Server.CopyAsync(loaded, "bench_crediting_round");
        await Server.SettleAsync(city);
        var began = Stopwatch.GetTimestamp();
        var credited = await Task.WhenAll(WorkAsync(city), WorkAsync(city));
        var rate = records / Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (credited.Sum() != records) { throw new InvalidOperationException($"{credited.Sum()} of {records} were credited."); }
        await Server.DropAsync(city.Name);
        return rate;
    }

    /// <summary>One worker, with its own connections.</summary>
    private static async Task<int> WorkAsync(Server.Database city)
    {
        await using var worker = new ServiceCollection().AddLogging().AddDomain(new DomainSettings(city.Worker, Server.KeysPath)).BuildServiceProvider();
        var all = 0;
        while (await Town.In<PassbookDesk, int>(worker, desk => desk.CreditDueAsync(BatchSize, CancellationToken.None)) is > 0 and var credited) { all += credited; }
        return all;
    }
}
