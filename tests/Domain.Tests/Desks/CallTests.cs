using TimeBank.Desks;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Records;
using TimeBank.Sites;
using TimeBank.Storage;
using TimeBank.TestKit;

namespace TimeBank.Domain.Tests.Desks;

/// <summary>Whom the desk must ring, about what is true now, until somebody ticks it.</summary>
public sealed class CallTests(Town town) : IClassFixture<Town>
{
    [Fact]
    public async Task A_caller_without_an_account_is_rung_when_somebody_has_accepted_until_it_is_ticked()
    {
        var (caller, volunteer) = (await town.PersonAsync("吴奶奶", phone: "13900000011"), await town.VolunteerAsync("王志远"));
        var order = await town.PlacedAsync(by: caller);
        await town.AcceptedAsync(order, volunteer);
        await WriteAsync(caller, order, "visit.start_code");   // a code is nobody's to read out at the desk
        Assert.DoesNotContain(await CallsAsync(), c => c.OrderId == order);

        await WriteAsync(caller, order, "order.accepted");
        var call = Assert.Single(await CallsAsync(), c => c.OrderId == order);
        Assert.Equal(("吴奶奶", "13900000011", "order.accepted", false, "王老师"), (call.Name, call.Phone, call.Kind, call.IsVolunteer, call.Volunteer));

        (await TickAsync(town.Dispatcher, call)).Done();
        (await TickAsync(town.SecondDispatcher, call)).Done();   // told twice is told
        Assert.DoesNotContain(await CallsAsync(), c => c.OrderId == order);
        Assert.Equal([town.Dispatcher], await town.Postgres.ReadAsync<Guid>($"select done_by_id as \"Value\" from calls_done where message_id = {call.ThroughId}"));
        Assert.Null(Assert.Single(await town.Postgres.ReadAsync<DateTimeOffset?>($"select read_at as \"Value\" from messages where id = {call.ThroughId}")));
    }

    [Fact]
    public async Task What_events_have_overtaken_is_not_rung_about()
    {
        var (caller, volunteer) = (await town.PersonAsync("郑奶奶"), await town.VolunteerAsync("冯一"));
        var order = await town.PlacedAsync(by: caller);
        var visit = await town.AcceptedAsync(order, volunteer);
        await WriteAsync(caller, order, "order.accepted");
        await town.DoAsync(volunteer, new GiveBackVisit(order, visit, "有事"));
        Assert.DoesNotContain(await CallsAsync(), c => c.OrderId == order);   // nobody had told them, so there is nothing to take back

        await WriteAsync(caller, order, "order.searching");
        Assert.Equal("order.searching", Assert.Single(await CallsAsync(), c => c.OrderId == order).Kind);
        await town.DoAsync(town.Dispatcher, new WithdrawOrder(order, "家人回来了"));
        await WriteAsync(caller, order, "order.withdrawn");
        var call = Assert.Single(await CallsAsync(), c => c.OrderId == order);
        Assert.Equal(("order.withdrawn", "家人回来了"), (call.Kind, call.Reason));

        town.Clock.Advance(CallRules.News + TimeSpan.FromMinutes(1));
        Assert.DoesNotContain(await CallsAsync(), c => c.OrderId == order);
    }

    [Fact]
    public async Task Why_a_volunteer_gave_back_is_never_told_as_why_the_order_ended()
    {
        var (caller, volunteer) = (await town.PersonAsync("沈奶奶"), await town.VolunteerAsync("冯三"));
        var order = await town.PlacedAsync(by: caller);
        await town.DoAsync(volunteer, new GiveBackVisit(order, await town.AcceptedAsync(order, volunteer), "孩子发烧"));
        await town.DoAsync(town.Dispatcher, new WithdrawOrder(order, null));
        await WriteAsync(caller, order, "order.withdrawn");
        Assert.Null(Assert.Single(await CallsAsync(), c => c.OrderId == order).Reason);
        Assert.Null((await town.SeeAsync(order, caller)).Reason);
        Assert.Equal("孩子发烧", (await town.SeeAsync(order, town.Dispatcher)).Reason);
    }

    [Fact]
    public async Task Who_has_an_account_gets_time_to_read_unless_the_visit_is_near()
    {
        var (reader, volunteer) = (await town.PersonAsync("陈先生"), await town.VolunteerAsync("褚二"));
        await town.Postgres.RunAsync($"update persons set account_id = {town.NewId()} where id = {reader}");
        var (later, soon) = (await town.PlacedAsync(by: reader), await town.PlacedAsync(by: reader, from: town.Clock.GetUtcNow().AddMinutes(150), length: TimeSpan.FromHours(1)));
        foreach (var order in new[] { later, soon })
        {
            await town.AcceptedAsync(order, volunteer);
            await WriteAsync(reader, order, "order.accepted");
        }

        Assert.Equal([soon], (await CallsAsync()).Where(c => c.PersonId == reader).Select(c => c.OrderId));
        town.Clock.Advance(CallRules.Patience);
        Assert.Equal([soon, later], (await CallsAsync()).Where(c => c.PersonId == reader).Select(c => c.OrderId));   // the sooner visit first
        await town.Postgres.RunAsync($"update messages set read_at = {town.Clock.GetUtcNow()} where person_id = {reader}");
        Assert.DoesNotContain(await CallsAsync(), c => c.PersonId == reader);
    }

    [Fact]
    public async Task A_volunteer_who_need_not_come_is_rung_too()
    {
        var (caller, volunteer) = (await town.PersonAsync("卫奶奶"), await town.VolunteerAsync("蒋三"));
        var order = await town.PlacedAsync(by: caller);
        await town.AcceptedAsync(order, volunteer);
        await town.DoAsync(town.Dispatcher, new ChangeOrder(order, town.Clock.GetUtcNow().AddDays(2), town.Clock.GetUtcNow().AddDays(2).AddHours(1), null, null, null));
        await WriteAsync(volunteer, order, "order.released");
        var call = Assert.Single(await CallsAsync(), c => c.OrderId == order);
        Assert.Equal((volunteer, true, "order.released"), (call.PersonId, call.IsVolunteer, call.Kind));
    }

    [Fact]
    public async Task Who_served_is_asked_about_where_the_minutes_lack_a_witness_or_nobody_can_rate()
    {
        var (caller, volunteer) = (await town.PersonAsync("沈奶奶", phone: "13900000012"), await town.VolunteerAsync("韩四"));
        var order = await town.PlacedAsync(by: caller);
        var visit = await town.AcceptedAsync(order, volunteer, town.SecondDispatcher);
        town.Clock.Advance(TimeSpan.FromDays(1));
        await town.DoAsync(town.SecondDispatcher, new CheckInVisit(order, visit, null));
        town.Clock.Advance(TimeSpan.FromMinutes(50));
        await town.DoAsync(town.SecondDispatcher, new CheckOutVisit(order, visit, null, VisitOutcome.Done));

        var mine = Assert.Single((await ListAsync(town.SecondDispatcher)).CallBacks, c => c.AssignmentId == visit);
        Assert.Equal((Standing.Declared, true), (mine.Standing, mine.YouVouched));
        var theirs = Assert.Single((await ListAsync()).CallBacks, c => c.AssignmentId == visit);
        Assert.Equal(("沈奶奶", "13900000012", false, null), (theirs.Served, theirs.Phone, theirs.YouVouched, theirs.CalledAt));

        await town.DoAsync(town.Dispatcher, new CallBackVisit(order, visit, true));
        var rung = Assert.Single((await ListAsync()).CallBacks, c => c.AssignmentId == visit);
        Assert.Equal((Standing.Verified, true), (rung.Standing, rung.Confirmed));   // what is left is to rate for her
        await town.RatedAsync(order, by: town.Dispatcher);
        Assert.DoesNotContain((await ListAsync()).CallBacks, c => c.AssignmentId == visit);
    }

    [Fact]
    public async Task The_list_and_its_ticks_are_for_the_sites_dispatchers()
    {
        var (caller, volunteer) = (await town.PersonAsync("杨奶奶"), await town.VolunteerAsync("朱五"));
        var order = await town.PlacedAsync(by: caller);
        await town.AcceptedAsync(order, volunteer);
        await WriteAsync(caller, order, "order.accepted");
        var call = Assert.Single(await CallsAsync(), c => c.OrderId == order);
        var (stranger, supervisor) = (await town.StaffAsync("外区", Right.Dispatcher, town.OtherCounty), await town.StaffAsync("督查", Right.Supervisor, town.County));
        Assert.Equal(OrderRefusals.NotFound.Code, (await TickAsync(stranger, call)).Refused().Code);
        Assert.Equal(OrderRefusals.Forbidden.Code, (await TickAsync(supervisor, call)).Refused().Code);
        Assert.Equal(SiteRefusals.NotFound.Code, (await Town.In<CallQueries, Outcome<CallList>>(town.Api, q => q.ListAsync(supervisor, town.Station.Code, default))).Refused().Code);
    }

    private async Task WriteAsync(Guid person, Guid order, string kind)
    {
        town.Clock.Advance(TimeSpan.FromMilliseconds(5));
        await town.Postgres.RunAsync(
            $"insert into messages (id, person_id, kind, order_id, data, sent_at, event_id) values ({town.NewId()}, {person}, {kind}, {order}, '{{}}'::jsonb, {town.Clock.GetUtcNow()}, {town.NewId()})");
    }

    private Task<Outcome<Guid>> TickAsync(Guid by, Call call) => Town.In<TickCall, Outcome<Guid>>(
        town.Api, t => t.TickAsync(CommandKey.Fresh(by, town.Clock.GetUtcNow()), by, call.OrderId, call.PersonId, call.ThroughId, default));

    private async Task<IReadOnlyList<Call>> CallsAsync() => (await ListAsync()).Calls;

    private async Task<CallList> ListAsync(Guid? by = null) =>
        (await Town.In<CallQueries, Outcome<CallList>>(town.Api, q => q.ListAsync(by ?? town.Dispatcher, town.Station.Code, default))).Done();
}
