using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using TimeBank.Orders;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>What an order asks of the database. Planned by keys wherever there is one, as a command is (<see cref="Once"/>), so what is read whole has no index that fits.</summary>
public sealed class PlanTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task No_step_and_no_look_reads_a_whole_table()
    {
        var volunteer = await town.VolunteerAsync("刘德福");
        await town.Postgres.RunAsync(Sql.Of($"alter database {new NpgsqlConnectionStringBuilder(town.Postgres.Owner).Database} set enable_seqscan = off"));
        await town.Postgres.RunAsync($"select pg_stat_reset()", town.Postgres.Superuser);

        var order = await town.PlacedAsync();
        await town.DoAsync(town.Dispatcher, new DispatchOrder(order, [], true, null));
        var offer = (await town.SeeAsync(order, volunteer)).Offers.Single();
        var visit = (await town.DoAsync(volunteer, new AcceptOffer(order, offer.Id))).MadeId!.Value;
        await town.ServedAsync(order, visit, volunteer, 50);
        await town.RatedAsync(order);
        await town.CreditAsync();

        Assert.Equal("calendar_days", string.Join(" ", await ReadWholeAsync()));   // some hundred days, all of which are wanted
    }

    /// <summary>A session tells what it read when it ends.</summary>
    private async Task<IReadOnlyList<string>> ReadWholeAsync()
    {
        foreach (var host in new[] { town.Api, town.Worker }) { host.GetRequiredService<NpgsqlDataSource>().Clear(); }
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while ((await town.Postgres.ReadAsync<bool>($"select exists (select from pg_stat_activity where datname = current_database() and usename in ('volunteer_api', 'volunteer_worker')) as \"Value\"", town.Postgres.Superuser))[0])
        {
            patience.Token.ThrowIfCancellationRequested();
        }

        return await town.Postgres.ReadAsync<string>($"select relname as \"Value\" from pg_stat_user_tables where seq_scan > 0 order by 1", town.Postgres.Superuser);
    }
}
