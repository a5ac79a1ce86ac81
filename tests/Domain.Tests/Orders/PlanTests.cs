using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TimeBank.Orders;
using TimeBank.Passbooks;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>What an order costs the database, by the database's own count.</summary>
public sealed class PlanTests(Town town) : IClassFixture<Town>
{
    /// <summary>Planned by keys wherever there is one, as a command is (<see cref="Once"/>), so what is read whole has no index that fits.</summary>
    [Fact]
    public async Task No_step_and_no_look_reads_a_whole_table()
    {
        await town.Postgres.RunAsync(Sql.Of($"alter database {new NpgsqlConnectionStringBuilder(town.Postgres.Owner).Database} set enable_seqscan = off"));
        await LiveAsync();
        // The calendar's some hundred days are all wanted, once in a while.
        Assert.Empty(await ReadAsync<string>($"select relname as \"Value\" from pg_stat_user_tables where seq_scan > 0 and relname <> 'calendar_days'"));
        // In the order of their writing transfers are read by the relay and the seal alone; for anybody else that would be all of them.
        Assert.Empty(await ReadAsync<string>($"select indexrelname as \"Value\" from pg_stat_user_indexes where indexrelname = 'time_transfers_pkey' and idx_scan > 0"));
    }

    /// <summary>A new version of a row then needs no new entry in any index.</summary>
    [Fact]
    public async Task A_figure_that_goes_on_changing_changes_in_place()
    {
        await town.PlacedAsync();
        await BeginAsync();
        for (var another = 0; another < 5; another++) { await town.PlacedAsync(); }
        await EndSessionsAsync();
        Assert.Equal([(5L, 5L)], (await ReadAsync<Updates>($"select n_tup_upd as Rows, n_tup_hot_upd as InPlace from pg_stat_user_tables where relname = 'site_days'")).Select(u => (u.Rows, u.InPlace)));
    }

    /// <summary>From the placing to the passbook.</summary>
    private async Task LiveAsync()
    {
        var volunteer = await town.VolunteerAsync("刘德福");
        await BeginAsync();
        var order = await town.PlacedAsync();
        await town.DoAsync(town.Dispatcher, new DispatchOrder(order, [], true, null));
        var offer = (await town.SeeAsync(order, volunteer)).Offers.Single();
        var visit = (await town.DoAsync(volunteer, new AcceptOffer(order, offer.Id))).MadeId!.Value;
        await town.ServedAsync(order, visit, volunteer, 50);
        await town.RatedAsync(order);
        await town.CreditAsync();
        await town.PassbookAsync(volunteer);
        await town.LinesAsync(volunteer);
        await Town.In<PassbookQueries, int>(town.Api, async q => (await q.RecordsAsync(volunteer, null, 10, default)).Items.Count);
        await Town.In<PassbookYearQueries, int>(town.Api, async q => (await q.OfAsync(volunteer, 2026, default)).Lines.Count);
        await EndSessionsAsync();
    }

    /// <summary>The database counts anew.</summary>
    private async Task BeginAsync()
    {
        await EndSessionsAsync();
        await town.Postgres.RunAsync($"select pg_stat_reset()", town.Postgres.Superuser);
    }

    /// <summary>A session tells what it did when it ends.</summary>
    private async Task EndSessionsAsync()
    {
        foreach (var host in new[] { town.Api, town.Worker }) { host.GetRequiredService<NpgsqlDataSource>().Clear(); }
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while ((await ReadAsync<bool>($"select exists (select from pg_stat_activity where datname = current_database() and usename in ({TestServer.ApiRole}, {TestServer.WorkerRole})) as \"Value\"")).Single())
        {
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    private Task<IReadOnlyList<T>> ReadAsync<T>(FormattableString sql) => town.Postgres.ReadAsync<T>(sql, town.Postgres.Superuser);

    private sealed record Updates(long Rows, long InPlace);
}
