using TimeBank.Menu;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>Each test has a county of its own, so that nobody else's orders are in its pool.</summary>
public sealed class PoolTests(Town town) : IClassFixture<Town>, IAsyncLifetime
{
    private static readonly PoolSearch _everything = new(null, null, null, null, Free: false, All: false, PoolSort.Nearest, null, 50);
    private static int _counties;
    private Site _county = null!, _office = null!, _home = null!, _sister = null!, _far = null!;
    private Guid _me, _dispatcher;

    public async ValueTask InitializeAsync()
    {
        var code = $"4299{++_counties:D2}";
        _county = await SiteAsync(SiteLevel.Centre, code, "试验区", town.City);
        _office = await SiteAsync(SiteLevel.Office, $"{code}001", "试验街道", _county);
        _home = await SiteAsync(SiteLevel.Station, $"{code}001001", "家门口社区", _office, 32.0000, 112.1000);
        _sister = await SiteAsync(SiteLevel.Station, $"{code}001002", "隔壁社区", _office, 32.0000, 112.1100);
        _far = await SiteAsync(SiteLevel.Station, $"{code}002001", "没有坐标的村", _county);
        _me = await town.VolunteerAsync("找事做的", _home);
        _dispatcher = await town.StaffAsync("派单员", Right.Dispatcher, _county);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task The_nearest_come_first_and_where_no_place_is_known_the_tree_says_how_far()
    {
        var (far, sister, home) = (await PooledAsync(_far), await PooledAsync(_sister), await PooledAsync(_home));
        var lines = await NearAsync(_everything);
        Assert.Equal([home, sister, far], lines.Items.Select(l => l.Id));
        Assert.Equal([new(CandidateReason.SameSite), new(CandidateReason.Metres, 943), new Reason(CandidateReason.SameCounty)], lines.Items.Select(l => l.Near));
        Assert.All(lines.Items, l => Assert.Equal((Fitness.Fit, null), (l.Fitness, l.SaidFree)));
        Assert.Equal(lines.Items[0].OfferId, (await town.SeeAsync(home, _me)).Offers.Single().Id);
    }

    [Fact]
    public async Task Pages_go_on_where_the_last_one_ended_also_when_that_one_has_been_taken()
    {
        Guid[] orders = [await PooledAsync(_home), await PooledAsync(_home, days: 2), await PooledAsync(_sister), await PooledAsync(_far)];
        var first = await NearAsync(_everything with { Size = 2 });
        Assert.Equal([orders[0], orders[1]], first.Items.Select(l => l.Id));
        await town.DoAsync(await town.VolunteerAsync("手快的", _home), new AcceptOffer(orders[1], first.Items[1].OfferId));
        var second = await NearAsync(_everything with { Size = 2, After = Guid.Parse(first.Next!) });
        Assert.Null(second.Next);
        Assert.Equal([orders[2], orders[3]], second.Items.Select(l => l.Id));
        var soonest = await NearAsync(_everything with { Sort = PoolSort.Soonest });
        Assert.Equal(soonest.Items.Select(l => l.WantedFrom).Order(), soonest.Items.Select(l => l.WantedFrom));
    }

    [Fact]
    public async Task By_field_by_day_and_by_part_of_the_day()
    {
        var day = new DateOnly(2026, 12, 1);
        var (morning, evening, night) = (await PooledAsync(_home, at: At(day, 9)), await PooledAsync(_home, at: At(day, 19)), await PooledAsync(_home, at: At(day, 5)));
        var next = await PooledAsync(_home, at: At(day.AddDays(1), 14));
        Assert.Equal([morning], await IdsAsync(_everything with { Part = DayPart.Morning }));
        Assert.Equal([next], await IdsAsync(_everything with { Part = DayPart.Afternoon }));
        Assert.Equal([night, evening], await IdsAsync(_everything with { Part = DayPart.Evening }));
        Assert.Equal([night, morning, evening], await IdsAsync(_everything with { From = day, Until = day }));
        Assert.Equal([next], await IdsAsync(_everything with { From = day.AddDays(1) }));
        Assert.Equal([next], await IdsAsync(_everything with { From = day.AddDays(1), Until = DateOnly.MaxValue, Field = ServiceField.Health }));
        Assert.Empty(await IdsAsync(_everything with { Field = ServiceField.Law }));
        Assert.Equal(4, (await IdsAsync(_everything with { From = DateOnly.MinValue })).Count);
    }

    [Fact]
    public async Task What_I_may_not_take_is_left_out_and_shown_with_the_reason_when_asked_but_for_my_own_people()
    {
        var mine = await PooledAsync(_home, by: _me);
        var relative = await PooledAsync(_home, by: await town.PersonAsync("同住的", _home, await HouseholdAsync()));
        var free = await PooledAsync(_home, at: At(new(2026, 12, 3), 9));
        var busy = await PooledAsync(_home, at: At(new(2026, 12, 2), 9));
        await town.AcceptedAsync(await PlacedAsync(_home, at: At(new(2026, 12, 2), 10)), _me, _dispatcher);
        Assert.Equal([free], await IdsAsync(_everything));
        var all = await NearAsync(_everything with { All = true });
        Assert.Equal([(busy, Fitness.Busy), (free, Fitness.Fit)], all.Items.Select(l => (l.Id, l.Fitness)));
        Assert.DoesNotContain(all.Items, l => l.Id == mine || l.Id == relative);
    }

    [Fact]
    public async Task Hidden_ended_and_of_another_county_are_not_there()
    {
        var (hidden, lapsing) = (await PooledAsync(_home), await PooledAsync(_sister));
        await town.DoAsync(_me, new DeclineOffer(hidden, (await NearAsync(_everything)).Items[0].OfferId));
        Assert.Equal([lapsing], await IdsAsync(_everything));
        Assert.Empty(await IdsAsync(_everything, await town.VolunteerAsync("外区的", town.Station)));
        Assert.Empty(await IdsAsync(_everything, await town.PersonAsync("不是志愿者", _home)));
        Assert.Empty(await IdsAsync(_everything, await town.VolunteerAsync("挂在市里的", town.City)));
        town.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Empty(await IdsAsync(_everything));
    }

    [Fact]
    public async Task Hours_that_I_said_are_mine_mark_and_filter()
    {
        var tuesday = new DateOnly(2026, 12, 8);
        var (in_, out_) = (await PooledAsync(_home, at: At(tuesday, 9)), await PooledAsync(_home, at: At(tuesday, 11)));   // until 13:00, and the afternoon is not said
        Assert.Empty(await IdsAsync(_everything with { Free = true }));
        (await Town.In(town.Api, (SetFreeHours hours) => hours.SetAsync(CommandKey.Fresh(_me, town.Clock.GetUtcNow()), _me, _me, [FreeHours.On(2, DayPart.Morning)], default))).Done();
        Assert.Equal([in_], await IdsAsync(_everything with { Free = true }));
        Assert.Equal([(in_, true), (out_, (bool?)false)], (await NearAsync(_everything)).Items.Select(l => (l.Id, l.SaidFree)));
    }

    private static DateTimeOffset At(DateOnly day, int hour) => new(day.ToDateTime(new TimeOnly(hour, 0)), TimeSpan.FromHours(8));

    private async Task<Guid> HouseholdAsync() =>
        (await town.Postgres.ReadAsync<Guid>($"select household_id as \"Value\" from persons where id = {_me}"))[0];

    private async Task<Guid> PlacedAsync(Site site, int days = 1, DateTimeOffset? at = null, Guid? by = null)
    {
        town.Clock.Advance(TimeSpan.FromMilliseconds(5));
        return await town.PlacedAsync(by: by ?? await town.PersonAsync("点单的", site), from: (at ?? town.Clock.GetUtcNow().AddDays(days)).ToUniversalTime());
    }

    private async Task<Guid> PooledAsync(Site site, int days = 1, DateTimeOffset? at = null, Guid? by = null)
    {
        var order = await PlacedAsync(site, days, at, by);
        await town.DoAsync(_dispatcher, new DispatchOrder(order, [], true, null));
        return order;
    }

    private Task<Page<PoolLine>> NearAsync(PoolSearch asked, Guid? by = null) => Town.In(town.Api, (PoolQueries pool) => pool.NearAsync(by ?? _me, asked, default));

    private async Task<List<Guid>> IdsAsync(PoolSearch asked, Guid? by = null) => [.. (await NearAsync(asked, by)).Items.Select(l => l.Id)];

    private async Task<Site> SiteAsync(SiteLevel level, string code, string name, Site parent, double? latitude = null, double? longitude = null)
    {
        Site site = new() { Id = town.NewId(), Code = code, Level = level, Name = name, ParentId = parent.Id, Latitude = latitude, Longitude = longitude, AddedAt = town.Clock.GetUtcNow() };
        await using var db = Postgres.Open(town.Postgres.Owner);
        db.Add(site);
        await db.SaveChangesAsync();
        return site;
    }
}
