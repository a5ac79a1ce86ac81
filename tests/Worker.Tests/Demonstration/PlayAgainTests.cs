using TimeBank.Storage;

namespace TimeBank.Worker.Tests.Demonstration;

/// <summary>A play that is repeated, killed, or aimed at somebody's database.</summary>
public sealed class PlayAgainTests(EmptyCounty county) : IClassFixture<EmptyCounty>
{
    [Fact]
    public async Task A_killed_play_goes_on_and_a_finished_one_changes_nothing()
    {
        using CancellationTokenSource killed = new();
        var play = Task.Run(() => county.PlayAsync(60, ct: killed.Token));
        while (!play.IsCompleted && await OrdersAsync() < 25) { await Task.Yield(); }
        await killed.CancelAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => play);

        // The next try comes an hour later, and goes on with the days of the first.
        var report = await county.PlayAsync(60, PlayedCounty.Now.AddHours(1));
        Assert.Empty(report.Surprises);
        Assert.Equal((0, false), (report.Differences, report.AlreadyThere));
        Assert.Equal(report.Orders, await OrdersAsync() - await FollowingAsync());

        var before = await StateAsync();
        Assert.True((await county.PlayAsync(60, PlayedCounty.Now.AddDays(30))).AlreadyThere);
        Assert.Equal(before, await StateAsync());
    }

    private async Task<long> OrdersAsync() => (await county.Database.ReadAsync<long>($"""select count(*) as "Value" from orders"""))[0];

    private async Task<long> FollowingAsync() => (await county.Database.ReadAsync<long>($"""select count(*) as "Value" from orders where follows_id is not null"""))[0];

    private async Task<string> StateAsync() => (await county.Database.ReadAsync<string>(
        $"""
        select concat_ws(' ', (select count(*) from persons), (select sum(version) from orders), (select count(*) from order_events), (select count(*) from messages where read_at is null),
            (select count(*) from time_transfers), (select sum(value) from site_days), (select max(at) from heartbeats)) as "Value"
        """))[0];
}

public sealed class PlayForStrangersTests(EmptyCounty county) : IClassFixture<EmptyCounty>
{
    [Fact]
    public async Task A_database_with_somebody_elses_order_is_left_alone()
    {
        await county.Database.RunAsync(
            $"""
            insert into persons (id, home_site_id, household_id, details_sealed, name_hash, enrolled_at)
                select '00000000-0000-7000-8000-000000000077', id, id, '\x00', '\x00', now() from sites where code = '420602001008'
            """);
        await county.Database.RunAsync(
            $"""
            insert into orders (id, site_id, item_id, orderer_id, served_id, placed_by_id, origin, channel, urgency, state, places, wanted_from, wanted_until, placed_at, placed_on, dispatch_due_at, version)
                select p.id, p.home_site_id, i.id, p.id, p.id, p.id, 'Resident', 'Online', 'Ordinary', 'Placed', 1, now(), now() + interval '1 hour', now(), now()::date, now(), 1
                from persons p cross join service_items i where i.code = 'haircut'
            """);
        var no = await Assert.ThrowsAsync<DeploymentFault>(() => county.PlayAsync(60));
        Assert.Contains("1 persons and 1 orders", no.Message, StringComparison.Ordinal);
        Assert.Equal([1L], await county.Database.ReadAsync<long>($"""select count(*) as "Value" from persons"""));
    }
}

/// <summary>The same plan on other days: whatever day it is where it is installed, nobody is refused anything.</summary>
public sealed class PlayOnAnyDayTests
{
    [Theory]
    [InlineData("2026-10-05T18:40:00Z")]   // in the night of a holiday
    [InlineData("2026-02-16T01:00:00Z")]   // on the eve of the Spring Festival
    [InlineData("2027-05-22T23:59:59Z")]   // early on a Sunday, beyond the calendar that has been announced
    public async Task Nobody_is_refused_anything(string now)
    {
        EmptyCounty county = new();
        await using var _ = county;
        await county.InitializeAsync();
        var report = await county.PlayAsync(60, DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Empty(report.Surprises);
        Assert.Equal(0, report.Differences);
    }
}
