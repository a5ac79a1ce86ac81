using FsCheck;
using FsCheck.Fluent;
using TimeBank.Domain.Tests.Orders;
using TimeBank.Domain.Tests.Passbooks;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Reports;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Reports;

/// <summary>The rows per site and day are what counting all orders, ratings and people again would give.</summary>
public sealed class RollUpTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task Whatever_happens_to_orders_they_are_counted_where_when_and_as_what_they_are()
    {
        await TownStory.CapAsync(town);
        var stories = Stories.OfLength(20, 35, (Step.Next, 500, Enum.GetValues<Part>()), (TownStory.Credit, 40, [Part.Worker]));
        await Task.Run(() => Prop.ForAll(stories, async story => { await new TownStory(town, story).LiveAsync(); }).Check(Config.QuickThrowOnFailure.WithMaxTest(5)));
        Assert.NotEmpty(await town.Postgres.ReadAsync<long>($"select value as \"Value\" from site_days where measure = 'orders_closed'"));
        Assert.Empty(await town.Postgres.ReadAsync<string>(RollUps.Differences));
    }

    [Fact]
    public async Task An_order_counts_on_the_local_day_it_was_placed_and_a_volunteer_at_the_home_they_have()
    {
        town.Clock.MoveTo(new DateTimeOffset(2027, 3, 31, 15, 59, 0, TimeSpan.Zero));   // a minute before midnight in Xiangyang
        var late = await town.PlacedAsync();
        town.Clock.Advance(TimeSpan.FromMinutes(1));
        var early = await town.PlacedAsync();
        await town.DoAsync(town.Dispatcher, new RejectOrder(late, "没有这个项目"));
        await town.DoAsync(town.Dispatcher, new RejectOrder(early, "没有这个项目"));
        Assert.Equal((1, 0), (await CountAsync(DayCounts.Of(OrderState.Rejected), new(2027, 3, 31)), await CountAsync(DayCounts.Closed, new(2027, 3, 31))));
        Assert.Equal((1, 2), (await CountAsync(DayCounts.Of(OrderState.Rejected), new(2027, 4, 1)), await CountAsync(DayCounts.Closed, new(2027, 4, 1))));

        var person = await town.PersonAsync("新志愿者");
        await DoAsync<BecomeVolunteer>((verb, key) => verb.BecomeAsync(key, person, person, default));
        await DoAsync<BecomeVolunteer>((verb, key) => verb.BecomeAsync(key, person, person, default));
        Assert.Equal(1, await CountAsync(DayCounts.Volunteers, new(2027, 4, 1)));
        await DoAsync<ChangeDetails>((verb, key) => verb.ChangeAsync(key, person, person, new(null, null, null, null, null, null, null, town.OtherStation.Id), default));
        Assert.Equal((0, 1), (await CountAsync(DayCounts.Volunteers, new(2027, 4, 1)), await CountAsync(DayCounts.Volunteers, new(2027, 4, 1), town.OtherStation.Id)));
        await DoAsync<Leave>((verb, key) => verb.LeaveAsync(key, person, _ => Task.CompletedTask, default));
        Assert.Equal((0, 1), (await CountAsync(DayCounts.Volunteers, new(2027, 4, 1), town.OtherStation.Id), await CountAsync(DayCounts.PassbooksClosed, new(2027, 4, 1))));

        Task DoAsync<TVerb>(Func<TVerb, CommandKey, Task> ask) where TVerb : notnull => Town.In<TVerb, int>(town.Api, async verb =>
        {
            await ask(verb, CommandKey.Fresh(person, town.Clock.GetUtcNow()));
            return 0;
        });
    }

    private async Task<long> CountAsync(string measure, DateOnly day, Guid? site = null) =>
        (await town.Postgres.ReadAsync<long>($"select coalesce(sum(value), 0)::bigint as \"Value\" from site_days where site_id = {site ?? town.Station.Id} and measure = {measure} and day = {day}")).Single();
}
