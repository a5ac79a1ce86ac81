using TimeBank.Orders;
using TimeBank.Passbooks;
using TimeBank.Records;
using TimeBank.TestKit;

namespace TimeBank.Api.Tests.Orders;

/// <summary>After the visit: disputes, orders that follow, corrections.</summary>
public sealed class AfterwardsTests(Api api) : Journey(api)
{
    [Fact]
    public async Task A_dispute_may_end_as_recorded()
    {
        var volunteer = await VolunteerAsync();
        var order = await DisputedAsync(volunteer, Objection.WrongTimes);
        await Manager.ResolvesAsync(order, (volunteer, null));
        await Resident.SeesAsync(order, OrderState.Rated);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 60);
    }

    [Fact]
    public async Task A_dispute_may_end_with_other_minutes_by_two_people()
    {
        var volunteer = await VolunteerAsync();
        var order = await DisputedAsync(volunteer, Objection.WrongTimes);
        await Manager.ResolvesAsync(order, (volunteer, 30));
        await Resident.SeesAsync(order, OrderState.Disputed);
        await Manager.Hears(OrderRefusals.SecondPerson).ApprovesAsync(order, CaseKind.Dispute);
        await SecondManager.ApprovesAsync(order, CaseKind.Dispute);
        Assert.False((await Resident.SeesAsync(order, OrderState.Rated)).Credited);
        await TheWorkerCreditsAsync();
        Assert.True((await Resident.SeesAsync(order)).Credited);
        await volunteer.HasAsync(verified: 30);
    }

    [Fact]
    public async Task A_dispute_may_end_with_none()
    {
        var volunteer = await VolunteerAsync();
        var order = await DisputedAsync(volunteer, Objection.NobodyCame);
        await Manager.ResolvesAsync(order, (volunteer, 0));
        await Resident.SeesAsync(order, OrderState.Rated);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync();
    }

    [Fact]
    public async Task A_dispute_is_resolved_for_each_volunteer()
    {
        Actor[] three = [await VolunteerAsync("赵一"), await VolunteerAsync("钱二"), await VolunteerAsync("孙三")];
        var order = await Resident.OrdersAsync(places: 3);
        await TakenAsync(order, three);
        AtThePlannedTime(order);
        foreach (var volunteer in three) { await volunteer.ArrivesAsync(order); }
        Pass(minutes: 60);
        foreach (var volunteer in three) { await volunteer.LeavesAsync(order); }
        await Resident.RatesAsync(order, objection: Objection.WrongTimes);
        await Manager.Hears(OrderRefusals.Verdicts).ResolvesAsync(order, (three[0], null));
        await Manager.ResolvesAsync(order, (three[0], null), (three[1], 45), (three[2], 0));
        await SecondManager.ApprovesAsync(order, CaseKind.Dispute);
        await TheWorkerCreditsAsync();
        await three[0].HasAsync(verified: 60);
        await three[1].HasAsync(verified: 45);
        await three[2].HasAsync();
    }

    [Fact]
    public async Task A_reopened_order_is_a_new_one_and_the_old_never_moves_again()
    {
        var volunteer = await VolunteerAsync();
        var old = await RatedAsync(volunteer, 60);
        await TheWorkerCreditsAsync();
        var version = (await Resident.SeesAsync(old)).Version;

        var next = await Resident.ReopensAsync(old);
        Assert.Equal(old.Id, (await Resident.SeesAsync(next, OrderState.Placed)).FollowsId);
        await Resident.Hears(OrderRefusals.ReopenedAlready).ReopensAsync(old);
        await ServedAsync(next, volunteer, 25);
        await Resident.RatesAsync(next);
        await TheWorkerCreditsAsync();

        var view = await Resident.SeesAsync(old, OrderState.Rated);
        Assert.Equal((version, next.Id), (view.Version, view.FollowedById));
        await volunteer.HasAsync(verified: 85, lines: [60, 25]);
    }

    [Fact]
    public async Task An_order_can_be_reopened_for_thirty_days()
    {
        var order = await RatedAsync(await VolunteerAsync(), 60);
        PassDays(31);
        await Resident.Hears(OrderRefusals.TooLateToReopen).ReopensAsync(order);
    }

    [Fact]
    public async Task A_correction_upwards_is_a_further_credit()
    {
        var volunteer = await VolunteerAsync();
        var order = await RatedAsync(volunteer, 60);
        await TheWorkerCreditsAsync();
        Pass(minutes: 20);   // nobody has served beyond now
        var correction = await Manager.ProposesCorrectionAsync(order, volunteer, minutes: 75);
        await volunteer.HasAsync(verified: 60);
        await Manager.Hears(RecordRefusals.SecondPerson).ApprovesCorrectionAsync(correction);
        await SecondManager.ApprovesCorrectionAsync(correction);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 75, lines: [60, 15]);
    }

    [Fact]
    public async Task A_correction_does_not_reach_into_the_next_visit()
    {
        var volunteer = await VolunteerAsync();
        var first = await RatedAsync(volunteer, 60);
        var second = await Resident.OrdersAsync(from: Clock.GetUtcNow().AddMinutes(30));
        await ServedAsync(second, volunteer, 60);
        var correction = await Manager.ProposesCorrectionAsync(first, volunteer, minutes: 120);
        await SecondManager.Hears(RecordRefusals.Overlap).ApprovesCorrectionAsync(correction);
        await Resident.RatesAsync(second);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 120, lines: [60, 60]);
    }

    [Fact]
    public async Task A_correction_before_the_credit_leaves_the_right_minutes_too()
    {
        var volunteer = await VolunteerAsync();
        var order = await RatedAsync(volunteer, 60);
        await SecondManager.ApprovesCorrectionAsync(await Manager.ProposesCorrectionAsync(order, volunteer, minutes: 20));
        await Manager.Hears(RecordRefusals.NotCorrectable).ProposesCorrectionAsync(order, volunteer, minutes: 20);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 20, lines: [60, -40]);
        // In the booklet, too, it comes after what it corrects, and no balance in between is below zero.
        var year = Clock.GetUtcNow().Year;
        var booklet = await Town.In<PassbookYearQueries, PassbookYear>(Town.Api, books => books.OfAsync(volunteer.Id, year, default));
        Assert.Equal([(60, 60L), (-40, 20L)], booklet.Lines.Select(line => (line.Minutes, line.BalanceMinutes)));
    }

    [Fact]
    public async Task A_correction_waits_where_a_second_manager_finds_it_and_is_refused_or_taken_back()
    {
        var volunteer = await VolunteerAsync();
        var order = await RatedAsync(volunteer, 60);
        var wrong = await Manager.ProposesCorrectionAsync(order, volunteer, minutes: 6);
        await Manager.Hears(RecordRefusals.CorrectionOpen).ProposesCorrectionAsync(order, volunteer, minutes: 50);
        Assert.Contains(wrong!.Id, await SecondManager.SeesCorrectionsWaitingAsync(Town.County));
        Assert.Equal((CorrectionState.Waiting, 6, 60), await SeenAsync(volunteer, wrong));
        await Resident.Hears(RecordRefusals.CorrectionNotFound).ReadAsync($"/api/v1/corrections/{wrong.Id}");
        await volunteer.Hears(RecordRefusals.OwnInterest).EndsCorrectionAsync(wrong);

        await Manager.EndsCorrectionAsync(wrong);
        Assert.Equal((CorrectionState.Ended, 6, 60), await SeenAsync(Manager, wrong));
        var refused = await Manager.ProposesCorrectionAsync(order, volunteer, minutes: 50);
        await SecondManager.EndsCorrectionAsync(refused);
        await SecondManager.Hears(RecordRefusals.CorrectionNotFound).ApprovesCorrectionAsync(refused);
        Assert.DoesNotContain(refused!.Id, await SecondManager.SeesCorrectionsWaitingAsync(Town.County));
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 60, lines: [60]);
    }

    [Fact]
    public async Task A_volunteer_does_not_choose_who_may_correct_by_registering_family()
    {
        var volunteer = await VolunteerAsync();
        var order = await RatedAsync(volunteer, 60);
        await Town.Postgres.RunAsync($"insert into relatives values ({volunteer.Id}, {Manager.Id}, 'Sibling', {Clock.GetUtcNow()}, {volunteer.Id})");
        var correction = await Manager.ProposesCorrectionAsync(order, volunteer, minutes: 30);
        await SecondManager.ApprovesCorrectionAsync(correction);
        await Town.Postgres.RunAsync($"update relatives set added_at = added_at - interval '1 day' where person_id = {volunteer.Id}");
        await Manager.Hears(RecordRefusals.OwnInterest).ProposesCorrectionAsync(order, volunteer, minutes: 40);
    }

    private static async Task<(CorrectionState, int, int)> SeenAsync(Actor by, CorrectionReceipt? correction)
    {
        var seen = await by.SeesCorrectionAsync(correction);
        return (seen.State, seen.Minutes, seen.RecordedMinutes);
    }

    private async Task<PlacedOrder> DisputedAsync(Actor volunteer, Objection objection)
    {
        var order = await Resident.OrdersAsync();
        await ServedAsync(order, volunteer, 60);
        await Resident.RatesAsync(order, Answer.Partly, 3, objection);
        await Manager.SeesAsync(order, OrderState.Disputed);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 60, lines: []);   // nothing is paid while it is disputed
        return order;
    }
}
