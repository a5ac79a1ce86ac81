using TimeBank.Orders;
using TimeBank.TestKit;

namespace TimeBank.Worker.Tests.Orders;

public sealed class TellPeopleTests(WorkerTown fixture) : IClassFixture<WorkerTown>
{
    private readonly Town _town = fixture.Town;

    [Fact]
    public async Task An_ordinary_order_tells_each_what_concerns_them_once()
    {
        var volunteer = await _town.VolunteerAsync("王志远");
        var order = await _town.PlacedAsync();
        await _town.ServedAsync(order, await _town.AcceptedAsync(order, volunteer), volunteer, 95);
        await _town.RatedAsync(order);
        await _town.CreditAsync();
        await fixture.RelayAllAsync();
        await AgainAsync(order);

        Assert.Equal(["minutes.credited", "offer.made"], (await fixture.MessagesAsync(volunteer, order)).Order());   // the ledger's own clock is the server's
        Assert.Equal(["order.accepted", "order.served"], await fixture.MessagesAsync(_town.Resident, order));
        Assert.Empty(await fixture.MessagesAsync(_town.Dispatcher, order));
        var credited = Assert.Single(await _town.Postgres.ReadAsync<string>($"select data ->> 'minutes' as \"Value\" from messages where kind = 'minutes.credited' and order_id = {order}"));
        Assert.Equal("95", credited);
    }

    [Fact]
    public async Task Given_back_and_withdrawn()
    {
        var (first, second) = (await _town.VolunteerAsync("甲"), await _town.VolunteerAsync("乙"));
        var order = await _town.PlacedAsync();
        await _town.DoAsync(first, new GiveBackVisit(order, await _town.AcceptedAsync(order, first), "有事"));
        await _town.AcceptedAsync(order, second);
        await _town.DoAsync(_town.Resident, new WithdrawOrder(order, null));
        await fixture.RelayAllAsync();

        Assert.Equal(["offer.made"], await fixture.MessagesAsync(first, order));
        Assert.Equal(["offer.made", "order.withdrawn"], await fixture.MessagesAsync(second, order));
        Assert.Equal(["order.given_back"], await fixture.MessagesAsync(_town.Dispatcher, order));
        Assert.Equal(["order.accepted", "order.searching", "order.accepted"], await fixture.MessagesAsync(_town.Resident, order));
    }

    [Fact]
    public async Task Who_comes_late_says_so_to_those_who_wait()
    {
        var volunteer = await _town.VolunteerAsync("己");
        var order = await _town.PlacedAsync();
        var visit = await _town.AcceptedAsync(order, volunteer);
        await _town.DoAsync(volunteer, new TellLate(order, visit, 20));
        await fixture.RelayAllAsync();

        Assert.Equal(["order.accepted", "visit.late"], await fixture.MessagesAsync(_town.Resident, order));
        Assert.Equal(["visit.late"], await fixture.MessagesAsync(_town.Dispatcher, order));
        Assert.Equal(["offer.made"], await fixture.MessagesAsync(volunteer, order));
        Assert.Equal(["20"], await _town.Postgres.ReadAsync<string>($"select data ->> 'minutes' as \"Value\" from messages where kind = 'visit.late' and order_id = {order} and person_id = {_town.Resident}"));
    }

    [Fact]
    public async Task Recalled_rejected_and_a_changed_time()
    {
        var volunteer = await _town.VolunteerAsync("丙");
        var order = await _town.PlacedAsync();
        await _town.DoAsync(_town.Dispatcher, new DispatchOrder(order, [volunteer], false, null));
        var offer = (await _town.SeeAsync(order, volunteer)).Offers.Single();
        await _town.DoAsync(_town.Dispatcher, new RecallOffer(order, offer.Id));
        await _town.DoAsync(_town.Dispatcher, new RejectOrder(order, "不在服务范围"));
        await fixture.RelayAllAsync();
        Assert.Equal(["offer.made", "offer.recalled"], await fixture.MessagesAsync(volunteer, order));
        Assert.Equal(["order.rejected"], await fixture.MessagesAsync(_town.Resident, order));

        var moved = await _town.PlacedAsync(from: _town.Clock.GetUtcNow().AddDays(2));
        await _town.AcceptedAsync(moved, volunteer);
        var later = _town.Clock.GetUtcNow().AddDays(3);
        await _town.DoAsync(_town.Resident, new ChangeOrder(moved, later, later.AddHours(1), null, null, null));
        await fixture.RelayAllAsync();
        Assert.Equal(["offer.made", "order.released", "offer.made"], await fixture.MessagesAsync(volunteer, moved));
    }

    [Fact]
    public async Task A_dispute_reaches_its_dispatcher_and_its_end_both_sides()
    {
        var volunteer = await _town.VolunteerAsync("丁");
        var order = await _town.PlacedAsync();
        var visit = await _town.AcceptedAsync(order, volunteer);
        await _town.ServedAsync(order, visit, volunteer, 60);
        await _town.RatedAsync(order, Answer.Unsolved, null, Objection.WrongTimes);
        await _town.DoAsync(_town.Manager, new ResolveDispute(order, [new Verdict(visit, null)], null));
        await fixture.RelayAllAsync();

        Assert.Equal(["case.opened"], await fixture.MessagesAsync(_town.Dispatcher, order));
        Assert.Equal(["order.accepted", "order.served", "order.dispute_resolved"], await fixture.MessagesAsync(_town.Resident, order));
        Assert.Equal(["offer.made", "order.dispute_resolved"], await fixture.MessagesAsync(volunteer, order));
    }

    [Fact]
    public async Task An_event_that_no_listener_can_handle_leaves_nothing_behind_and_keeps_no_other_waiting()
    {
        var (bad, volunteer) = (_town.NewId(), await _town.VolunteerAsync("戊"));
        await _town.Postgres.RunAsync($"insert into outbox (id, type, subject, version, at, data) select {bad}, 'order.withdrawn.v1', {bad}, 1, now(), jsonb_build_object('at', now(), 'actorId', null)");
        var order = await _town.PlacedAsync();
        await _town.AcceptedAsync(order, volunteer);
        await fixture.RelayAllAsync();

        Assert.Equal(["offer.made"], await fixture.MessagesAsync(volunteer, order));
        Assert.Equal([1], await _town.Postgres.ReadAsync<int>($"select failures as \"Value\" from outbox where id = {bad}"));
        Assert.Empty(await _town.Postgres.ReadAsync<string>($"select consumer as \"Value\" from handled_events where event_id = {bad}"));
    }

    /// <summary>As after a crash between a broker's confirm and the delete: the same events come once more.</summary>
    private async Task AgainAsync(Guid order)
    {
        await _town.Postgres.RunAsync($"insert into outbox (id, type, subject, version, at, data) select h.event_id, e.name, e.order_id, e.version, e.at, e.data from order_events e join messages h on h.order_id = e.order_id where e.order_id = {order} and e.name = 'order.offered.v1' and h.kind = 'offer.made'");
        await _town.Postgres.RunAsync($"update relay_cursors set xid = '0', seq = 0");
        await fixture.RelayAllAsync();
    }
}
