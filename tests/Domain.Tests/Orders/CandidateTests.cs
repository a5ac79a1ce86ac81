using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>Whom the desk is shown for an order, and that saying no is never held against anybody.</summary>
public sealed class CandidateTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task The_nearest_who_knows_the_resident_stands_first_and_says_why()
    {
        var resident = await town.PersonAsync("周奶奶");
        var (near, sister, county) = (await town.VolunteerAsync("近"), await town.VolunteerAsync("邻", town.OtherStation), await town.VolunteerAsync("远", town.County));
        await PlaceAsync(town.Station, 32.01, 112.14);
        await PlaceAsync(town.OtherStation, 32.02, 112.14);
        var known = await town.VolunteerAsync("熟", town.OtherStation);
        var before = await town.PlacedAsync(by: resident);
        await town.ServedAsync(before, await town.AcceptedAsync(before, known), known, 60);
        await town.RatedAsync(before, by: resident);

        var list = await ForAsync(await town.PlacedAsync(by: resident));
        Assert.Equal([known, near, sister, county], list.Items.Select(c => c.PersonId).Where(new[] { known, near, sister, county }.Contains));
        Assert.Equal([CandidateReason.Metres, CandidateReason.FreeThatDay, CandidateReason.ServedThem, CandidateReason.ServedHere, CandidateReason.VisitsThatWeek, CandidateReason.NoAccount], Reasons(list, known));
        Assert.Equal([CandidateReason.SameSite, CandidateReason.FreeThatDay, CandidateReason.VisitsThatWeek, CandidateReason.NoAccount], Reasons(list, near));
        Assert.InRange(Number(list, sister, CandidateReason.Metres), 1_050, 1_150);
        Assert.Equal(CandidateReason.SameCounty, Reasons(list, county)[0]);
        var first = list.Items[0];
        Assert.Equal(("熟", "西街社区", false), (first.Name, first.HomeSite, first.Asked));
    }

    [Fact]
    public async Task Only_who_may_serve_it_is_shown()
    {
        var household = town.NewId();
        var resident = await town.PersonAsync("王奶奶", household: household);
        var (own, other, elsewhere) = (await town.VolunteerAsync("孙子", household: household), await town.VolunteerAsync("可以"), await town.VolunteerAsync("外区", town.OtherCounty));
        var (busy, gone) = (await town.VolunteerAsync("有约"), await town.VolunteerAsync("已退"));
        await town.AcceptedAsync(await town.PlacedAsync(), busy);
        await town.Postgres.RunAsync($"update persons set left_at = now() where id = {gone}");

        var order = await town.PlacedAsync(by: resident);
        var shown = (await ForAsync(order)).Items.Select(c => c.PersonId).ToList();
        Assert.Contains(other, shown);
        Assert.DoesNotContain(resident, shown);
        Assert.All([own, busy, gone, elsewhere], person => Assert.DoesNotContain(person, shown));

        await town.DoAsync(town.Dispatcher, new DispatchOrder(order, [other], false, null));
        Assert.DoesNotContain(other, (await ForAsync(order)).Items.Select(c => c.PersonId));   // asked, and answering
    }

    [Fact]
    public async Task The_week_and_the_day_of_the_order_are_counted()
    {
        var (volunteer, free) = (await town.VolunteerAsync("忙人"), await town.VolunteerAsync("闲人"));
        var at = town.Clock.GetUtcNow().AddDays(7);
        await town.AcceptedAsync(await town.PlacedAsync(by: await town.PersonAsync("甲"), from: at.AddHours(-4)), volunteer);
        await town.AcceptedAsync(await town.PlacedAsync(by: await town.PersonAsync("乙"), from: at.AddDays(20)), volunteer);
        var list = await ForAsync(await town.PlacedAsync(by: await town.PersonAsync("丙"), from: at));
        Assert.Equal(1, Number(list, volunteer, CandidateReason.OtherVisitsThatDay));
        Assert.Equal(1, Number(list, volunteer, CandidateReason.VisitsThatWeek));
        Assert.Equal(0, Number(list, free, CandidateReason.VisitsThatWeek));
    }

    [Fact]
    public async Task A_qualification_is_asked_for_where_the_item_needs_one()
    {
        var (holder, expired, without) = (await town.VolunteerAsync("持证"), await town.VolunteerAsync("过期"), await town.VolunteerAsync("无证"));
        var today = new LocalTime(TimeZoneInfo.FindSystemTimeZoneById(LocalTime.DefaultZone)).DayOf(town.Clock.GetUtcNow());
        foreach (var (person, until) in new[] { (holder, today.AddDays(10)), (expired, today.AddDays(-1)) })
        {
            await town.Postgres.RunAsync($"insert into qualifications values ({person}, '急救员', {town.Manager}, {town.Clock.GetUtcNow()}, {until})");
            await town.Postgres.RunAsync($"update persons set adult_on = '2000-01-01' where id = {person}");
        }

        await town.Postgres.RunAsync($"update service_items set may_serve = 'Qualified', qualification = '急救员' where id = {town.Escort.Id}");
        try
        {
            var list = await ForAsync(await town.PlacedAsync(by: await town.PersonAsync("丁")));
            Assert.Equal(holder, Assert.Single(list.Items).PersonId);
            Assert.Equal(9, Number(list, holder, CandidateReason.Qualified));
        }
        finally { await town.Postgres.RunAsync($"update service_items set may_serve = 'Anyone', qualification = null where id = {town.Escort.Id}"); }
    }

    /// <summary>The same people, weighed before and after a no, by name and in the pool, and after an offer that lapsed.</summary>
    [Fact]
    public async Task Declining_changes_no_rank()
    {
        var (one, two) = (await town.VolunteerAsync("赵一"), await town.VolunteerAsync("钱二", town.OtherStation));
        var order = await town.PlacedAsync(by: await town.PersonAsync("戊"));
        var before = await ForAsync(order);

        await DeclinedAsync(order, one, new DispatchOrder(order, [one], false, null));
        await DeclinedAsync(await town.PlacedAsync(by: await town.PersonAsync("己")), one, null);
        await DeclinedAsync(await town.PlacedAsync(by: await town.PersonAsync("庚")), two, null);
        var lapsing = await town.PlacedAsync(by: await town.PersonAsync("辛"));
        await town.DoAsync(town.Dispatcher, new DispatchOrder(lapsing, [two], false, null));
        town.Clock.Advance(TimeSpan.FromHours(2));
        await town.DoAsync(null, new LapseOffer(lapsing, (await town.SeeAsync(lapsing, town.Dispatcher)).Offers.Single().Id));

        var after = await ForAsync(order);
        Assert.Equal(before.Items.Select(Told), after.Items.Select(Told));
        Assert.True(after.Items.Single(c => c.PersonId == one).Asked);
    }

    [Fact]
    public async Task It_is_for_the_dispatchers_of_the_order_alone()
    {
        var order = await town.PlacedAsync();
        Assert.Equal(OrderRefusals.Forbidden, await RefusedAsync(town.Resident, order));
        Assert.Equal(OrderRefusals.NotFound, await RefusedAsync(await town.VolunteerAsync("路人"), order));
        Assert.Equal(OrderRefusals.NotFound, await RefusedAsync(await town.StaffAsync("外区", Right.Dispatcher, town.OtherCounty), order));
        Assert.Equal(OrderRefusals.NotFound, await RefusedAsync(town.Dispatcher, town.NewId()));
    }

    private static string Told(Candidate c) => $"{c.PersonId} {string.Join(' ', c.Reasons)}";

    private async Task DeclinedAsync(Guid order, Guid volunteer, DispatchOrder? named)
    {
        await town.DoAsync(town.Dispatcher, named ?? new DispatchOrder(order, [], true, null));
        await town.DoAsync(volunteer, new DeclineOffer(order, (await town.SeeAsync(order, volunteer)).Offers.Single(o => o.State is OfferState.Live).Id));
    }

    private Task PlaceAsync(Site site, double latitude, double longitude) =>
        town.Postgres.RunAsync($"update sites set latitude = {latitude}, longitude = {longitude} where id = {site.Id}");

    private static CandidateReason[] Reasons(CandidateList list, Guid person) => [.. list.Items.Single(c => c.PersonId == person).Reasons.Select(r => r.Why)];

    private static int Number(CandidateList list, Guid person, CandidateReason why) =>
        list.Items.Single(c => c.PersonId == person).Reasons.Single(r => r.Why == why).Number!.Value;

    private async Task<CandidateList> ForAsync(Guid order) => Assert.IsType<Outcome<CandidateList>.Done>(await AskAsync(town.Dispatcher, order)).Value;

    private async Task<Refusal> RefusedAsync(Guid caller, Guid order) => Assert.IsType<Outcome<CandidateList>.Refused>(await AskAsync(caller, order)).Why;

    private Task<Outcome<CandidateList>> AskAsync(Guid caller, Guid order) =>
        Town.In<CandidateQueries, Outcome<CandidateList>>(town.Api, q => q.ForAsync(caller, order, CandidateQueries.GreatestSize, default));
}
