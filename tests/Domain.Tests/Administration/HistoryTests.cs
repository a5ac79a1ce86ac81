using TimeBank.Administration;
using TimeBank.People;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Administration;

public sealed class HistoryTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task The_history_is_found_by_order_person_actor_step_and_day_within_ones_scope()
    {
        var (volunteer, resident) = (await town.VolunteerAsync("历史志愿者"), await town.PersonAsync("历史居民"));
        var order = await town.PlacedAsync(by: resident);
        await town.ServedAsync(order, await town.AcceptedAsync(order, volunteer), volunteer, 60);
        await town.RatedAsync(order, by: resident);
        var other = await town.PlacedAsync();
        var number = (await town.SeeAsync(order, town.Dispatcher)).Number;

        var all = await AllAsync(All(number: number));
        Assert.Equal(["order.placed.v1", "order.offered.v1", "order.accepted.v1", "order.checked_in.v1", "order.checked_out.v1", "order.rated.v1"], all.Select(s => s.Action).Reverse());
        Assert.Equal(["历史居民", "派单员甲", "历史志愿者", "历史志愿者", "历史志愿者", "历史居民"], all.Select(s => s.Actor).Reverse());
        Assert.All(all, s => Assert.Equal((order, "昭明台社区", "陪诊"), (s.OrderId, s.Site, s.Item)));

        Assert.Equal(all.Select(s => s.Version), (await AllAsync(All(persons: [volunteer]))).Select(s => s.Version));
        Assert.Equal(all.Select(s => s.Version), (await AllAsync(All(persons: [resident]))).Select(s => s.Version));
        Assert.Equal(3, (await AllAsync(All(actor: volunteer))).Count);
        Assert.Equal([other, order], (await AllAsync(All(action: "order.placed.v1", persons: [resident, town.Resident]))).Select(s => s.OrderId));
        Assert.Equal("oversight.unknown_action", (await SearchAsync(town.Manager, All(action: "order.lost.v1"))).Refused().Code);

        var today = new LocalTime(TimeZoneInfo.FindSystemTimeZoneById(LocalTime.DefaultZone)).DayOf(town.Clock.GetUtcNow());
        Assert.All(await AllAsync(All() with { From = today, Until = today }), s => Assert.NotEqual("order.offered.v1", s.Action));
        Assert.Empty(await AllAsync(All(number: number) with { SiteId = town.OtherStation.Id }, town.SecondManager));

        // Without anything asked for, what lies longer back than thirty days is not looked for.
        town.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Empty(await AllAsync(All()));
        Assert.NotEmpty(await AllAsync(All(number: number)));
        Assert.NotEmpty(await AllAsync(All() with { From = today.AddDays(-1) }));
    }

    [Fact]
    public async Task Administrators_keep_sites_and_terms_and_never_read_orders()
    {
        foreach (var right in new[] { Right.Dispatcher, Right.Manager, Right.Supervisor }) { (await SearchAsync(await town.StaffAsync("能看", right, town.Station), All())).Done(); }
        Assert.Equal("site.not_found", (await SearchAsync(await town.StaffAsync("不能看", Right.Administrator, town.Station), All())).Refused().Code);
        Assert.Equal("site.not_found", (await SearchAsync(town.Resident, All())).Refused().Code);
        Assert.Equal("oversight.bad_cursor", (await SearchAsync(town.Manager, All() with { Cursor = "1-2-3" })).Refused().Code);
        Assert.Equal("oversight.range", (await SearchAsync(town.Manager, All() with { From = new(2024, 1, 1), Until = new(2026, 1, 1) })).Refused().Code);
        Assert.Equal("oversight.year", (await SearchAsync(town.Manager, All() with { Until = DateOnly.MinValue })).Refused().Code);
        Assert.Equal("oversight.year", (await SearchAsync(town.Manager, All() with { From = DateOnly.MaxValue })).Refused().Code);
    }

    private HistorySearch All(long? number = null, Guid[]? persons = null, Guid? actor = null, string? action = null) => new(town.Station.Id, number, persons ?? [], actor is { } one ? [one] : [], action, null, null, null, 4);

    private Task<Outcome<Page<HistoryStep>>> SearchAsync(Guid caller, HistorySearch asked) => Town.In(town.Api, (HistoryQueries q) => q.SearchAsync(caller, asked, default));

    private async Task<List<HistoryStep>> AllAsync(HistorySearch asked, Guid? by = null)
    {
        List<HistoryStep> all = [];
        for (string? cursor = null; ;)
        {
            var page = (await SearchAsync(by ?? town.Manager, asked with { Cursor = cursor })).Done();
            all.AddRange(page.Items);
            if ((cursor = page.Next) is null) { return all; }
        }
    }
}
