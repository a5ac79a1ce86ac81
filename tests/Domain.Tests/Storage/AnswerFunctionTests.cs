using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Storage;

/// <summary>The questions that have one place in SQL: whose terms, whose right, whose family.</summary>
public sealed class AnswerFunctionTests(Town town) : IClassFixture<Town>
{
    private static readonly DateTimeOffset _day = new(2026, 12, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task The_nearest_site_with_terms_wins_and_there_the_latest_that_have_begun()
    {
        await TermsAsync(null, _day, 90);
        await TermsAsync(town.County, _day, 80);
        await TermsAsync(town.Station, _day.AddDays(1), 70);
        await TermsAsync(town.Station, _day.AddDays(2), 60);

        Assert.Equal(100, await RateAtAsync(town.Station, _day.AddTicks(-10)));
        Assert.Equal(80, await RateAtAsync(town.Station, _day));
        Assert.Equal(70, await RateAtAsync(town.Station, _day.AddDays(1)));
        Assert.Equal(60, await RateAtAsync(town.Station, _day.AddDays(9)));
        Assert.Equal(80, await RateAtAsync(town.OtherStation, _day.AddDays(9)));
        Assert.Equal(90, await RateAtAsync(town.OtherCounty, _day.AddDays(9)));
    }

    [Fact]
    public async Task A_right_reaches_the_site_and_all_below_from_its_first_moment_until_before_its_last()
    {
        var person = await town.PersonAsync("吴主任");
        await AppointAsync(person, town.Office, Right.Manager, _day, _day.AddDays(1));
        await AppointAsync(person, town.County, Right.Supervisor, _day, null);

        Assert.Equal([], await RightsAsync(person, town.Station, _day.AddTicks(-10)));
        Assert.Equal(["Manager", "Supervisor"], await RightsAsync(person, town.Station, _day));
        Assert.Equal(["Supervisor"], await RightsAsync(person, town.County, _day));
        Assert.Equal([], await RightsAsync(person, town.City, _day));
        Assert.Equal([], await RightsAsync(person, town.OtherCounty, _day));
        Assert.Equal(["Supervisor"], await RightsAsync(person, town.Station, _day.AddDays(1)));
    }

    [Fact]
    public async Task One_is_ones_own_family_and_so_are_the_household_and_relatives_in_both_directions()
    {
        var home = town.NewId();
        var (mother, son) = (await town.PersonAsync("周桂兰", household: home), await town.PersonAsync("周强", household: home));
        var (daughter, stranger) = (await town.PersonAsync("周敏"), await town.PersonAsync("孙立"));
        await town.Postgres.RunAsync($"insert into relatives values ({daughter}, {mother}, 'Parent', {_day}, {daughter})");

        Assert.True(await AreKinAsync(mother, mother));
        Assert.True(await AreKinAsync(mother, son) && await AreKinAsync(son, mother));
        Assert.True(await AreKinAsync(mother, daughter) && await AreKinAsync(daughter, mother));
        Assert.False(await AreKinAsync(son, daughter));
        Assert.False(await AreKinAsync(mother, stranger));
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(3)]
    [InlineData(26)]
    [InlineData(90)]
    public async Task An_order_must_be_dispatched_by_the_limit_or_before_it_is_said_that_nobody_was_found(double hoursAhead)
    {
        var id = await town.PlacedAsync(from: town.Clock.GetUtcNow().AddHours(hoursAhead));
        await using var db = Postgres.Open(town.Postgres.Owner);
        var order = (await db.Orders.FindAsync(id))!;
        Assert.Equal(
            [SearchRules.SayNobodyAt(order), SearchRules.DispatchDueAt(order)],
            await town.Postgres.ReadAsync<DateTimeOffset>($"select unnest(array[nobody_at(o), dispatch_due(o)]) as \"Value\" from orders o where id = {id}"));
        Assert.InRange(SearchRules.DispatchDueAt(order), order.PlacedAt + SearchRules.Least, order.DispatchDueAt);
    }

    private Task TermsAsync(Site? site, DateTimeOffset from, int ratePercent) => town.Postgres.RunAsync(
        $"insert into policies select {town.NewId()}, {site?.Id}, {from}, {ratePercent}, rounding_minutes, balance_cap_minutes, not_home_minutes, danger_minutes, utilities_minutes, ordinary_days, offer_minutes, grace_minutes, rating_days, reopen_days from policies where site_id is null and valid_from = '2000-01-01T00:00:00Z'");

    private async Task<int> RateAtAsync(Site site, DateTimeOffset instant) =>
        Assert.Single(await town.Postgres.ReadAsync<int>($"select rate_percent as \"Value\" from policy_at({site.Id}, {instant})", town.Postgres.Api));

    private Task AppointAsync(Guid person, Site site, Right right, DateTimeOffset from, DateTimeOffset? until) => town.Postgres.RunAsync(
        $"insert into appointments (id, person_id, site_id, \"right\", from_at, until_at) values ({town.NewId()}, {person}, {site.Id}, {right.ToString()}, {from}, {until})");

    private async Task<IEnumerable<string>> RightsAsync(Guid person, Site site, DateTimeOffset instant) =>
        (await town.Postgres.ReadAsync<string[]>($"select rights_at({person}, {site.Id}, {instant}) as \"Value\"", town.Postgres.Api)).Single().Order(StringComparer.Ordinal);

    private async Task<bool> AreKinAsync(Guid one, Guid other) =>
        Assert.Single(await town.Postgres.ReadAsync<bool>($"select are_kin({one}, {other}) as \"Value\"", town.Postgres.Worker));
}
