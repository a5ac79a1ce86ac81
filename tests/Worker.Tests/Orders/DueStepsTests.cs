using TimeBank.Orders;
using TimeBank.TestKit;
using TimeBank.Worker.Orders;

namespace TimeBank.Worker.Tests.Orders;

public sealed class DueStepsTests(WorkerTown fixture) : IClassFixture<WorkerTown>
{
    private readonly Town _town = fixture.Town;

    [Fact]
    public async Task An_offer_lapses_at_its_deadline_and_not_before()
    {
        var volunteer = await _town.VolunteerAsync("甲");
        var order = await _town.PlacedAsync();
        await _town.DoAsync(_town.Dispatcher, new DispatchOrder(order, [volunteer], true, _town.Clock.GetUtcNow().AddMinutes(30)));

        _town.Clock.Advance(TimeSpan.FromMinutes(29));
        await fixture.DoAsync<DueSteps>(due => due.LapseOffersAsync(default));
        Assert.Equal(OrderState.Offered, await StateAsync(order));
        _town.Clock.Advance(TimeSpan.FromMinutes(1));
        await fixture.DoAsync<DueSteps>(due => due.LapseOffersAsync(default));
        await fixture.DoAsync<DueSteps>(due => due.LapseOffersAsync(default));
        Assert.Equal(OrderState.Placed, await StateAsync(order));
    }

    [Fact]
    public async Task A_visit_that_nobody_ended_becomes_a_case_after_its_grace()
    {
        var volunteer = await _town.VolunteerAsync("乙");
        var order = await _town.PlacedAsync();
        var visit = await _town.AcceptedAsync(order, volunteer);
        _town.Clock.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(30));   // half an hour late, so it may last half an hour longer
        await _town.DoAsync(volunteer, new CheckInVisit(order, visit, _town.CodesOf(visit).Start));

        _town.Clock.Advance(TimeSpan.FromMinutes(120 + 29));
        await fixture.DoAsync<DueSteps>(due => due.MissCheckOutsAsync(default));
        Assert.Equal(OrderState.InService, await StateAsync(order));
        _town.Clock.Advance(TimeSpan.FromMinutes(1));
        await fixture.DoAsync<DueSteps>(due => due.MissCheckOutsAsync(default));
        Assert.Equal(OrderState.Served, await StateAsync(order));

        // Nothing is paid and nobody's silence closes it while the case is open.
        _town.Clock.Advance(TimeSpan.FromDays(30));
        await fixture.DoAsync<DueSteps>(due => due.TimeOutRatingsAsync(default));
        Assert.Equal(OrderState.Served, await StateAsync(order));
        await fixture.RelayAllAsync();
        Assert.Equal(["offer.made", "check_out.missed"], await fixture.MessagesAsync(volunteer, order));
        Assert.Equal(["check_out.missed"], await fixture.MessagesAsync(_town.Dispatcher, order));
        Assert.Equal(["order.accepted", "order.served"], await fixture.MessagesAsync(_town.Resident, order));
    }

    [Fact]
    public async Task Silence_is_no_answer_and_the_minutes_are_paid()
    {
        var volunteer = await _town.VolunteerAsync("丙");
        var order = await _town.PlacedAsync();
        await _town.ServedAsync(order, await _town.AcceptedAsync(order, volunteer), volunteer, 60);

        _town.Clock.Advance(TimeSpan.FromDays(3) - TimeSpan.FromMinutes(1));
        await fixture.DoAsync<DueSteps>(due => due.TimeOutRatingsAsync(default));
        Assert.Equal(OrderState.Served, await StateAsync(order));
        _town.Clock.Advance(TimeSpan.FromMinutes(1));
        await fixture.DoAsync<DueSteps>(due => due.TimeOutRatingsAsync(default));
        Assert.Equal(OrderState.Rated, await StateAsync(order));
        Assert.Equal(1, await _town.CreditAsync());
        await fixture.RelayAllAsync();
        Assert.Equal(["order.accepted", "order.served", "order.timed_out"], await fixture.MessagesAsync(_town.Resident, order));
    }

    [Fact]
    public async Task Two_hours_before_both_sides_are_reminded_once()
    {
        var volunteer = await _town.VolunteerAsync("丁");
        var order = await _town.PlacedAsync();
        await _town.AcceptedAsync(order, volunteer);

        _town.Clock.Advance(TimeSpan.FromHours(22) - TimeSpan.FromMinutes(1));
        await fixture.DoAsync<RemindOfVisits>(remind => remind.RunAsync(default));
        Assert.Empty(await fixture.MessagesAsync(volunteer, order));
        _town.Clock.Advance(TimeSpan.FromMinutes(1));
        await fixture.DoAsync<RemindOfVisits>(remind => remind.RunAsync(default));
        await fixture.DoAsync<RemindOfVisits>(remind => remind.RunAsync(default));
        Assert.Equal([RemindOfVisits.Reminder], await fixture.MessagesAsync(volunteer, order));
        Assert.Equal([RemindOfVisits.StartCode], await fixture.MessagesAsync(_town.Resident, order));
    }

    [Fact]
    public async Task Before_the_wanted_time_both_sides_hear_that_nobody_has_been_found_once()
    {
        var volunteer = await _town.VolunteerAsync("戊");
        var (asked, taken, quiet) = (await _town.PlacedAsync(), await _town.PlacedAsync(), await _town.PlacedAsync());
        await _town.DoAsync(_town.Dispatcher, new DispatchOrder(asked, [], true, _town.Clock.GetUtcNow().AddDays(2)));
        await _town.AcceptedAsync(taken, volunteer);

        _town.Clock.Advance(TimeSpan.FromHours(22) - TimeSpan.FromMinutes(1));
        await fixture.DoAsync<DueSteps>(due => due.FindNobodyAsync(default));
        Assert.Null((await _town.SeeAsync(asked, _town.Resident)).AnswerDueAt);
        _town.Clock.Advance(TimeSpan.FromMinutes(1));
        await fixture.DoAsync<DueSteps>(due => due.FindNobodyAsync(default));
        await fixture.DoAsync<DueSteps>(due => due.FindNobodyAsync(default));
        await fixture.RelayAllAsync();

        Assert.Equal(_town.Clock.GetUtcNow().AddHours(1), (await _town.SeeAsync(asked, _town.Resident)).AnswerDueAt);
        Assert.Equal(["order.nobody_found"], await fixture.MessagesAsync(_town.Resident, asked));
        Assert.Equal([Whom.FindSomebody], await fixture.MessagesAsync(_town.Dispatcher, asked));
        Assert.DoesNotContain("order.nobody_found", await fixture.MessagesAsync(_town.Resident, taken));
        // Nobody has looked at this one yet: every dispatcher of the station hears of it, and nobody above.
        Assert.Equal([Whom.FindSomebody], await fixture.MessagesAsync(_town.Dispatcher, quiet));
        Assert.Empty(await fixture.MessagesAsync(_town.SecondDispatcher, quiet));
    }

    private async Task<OrderState> StateAsync(Guid order) => (await _town.SeeAsync(order, _town.Resident)).State;
}
