using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Records;

namespace TimeBank.Api.Tests.Orders;

/// <summary>Visits that did not go by the book, and who stands behind them.</summary>
public sealed class VisitTests(Api api) : Journey(api)
{
    [Fact]
    public async Task Who_did_not_come_is_marked_after_the_grace_and_another_serves()
    {
        var (absent, other) = (await VolunteerAsync("赵一"), await VolunteerAsync("钱二"));
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, absent);
        AtThePlannedTime(order, after: 29);
        await Dispatcher.Hears(OrderRefusals.NoShowTooEarly).MarksNoShowAsync(order, absent);
        Pass(minutes: 1);
        await Dispatcher.MarksNoShowAsync(order, absent);
        await Resident.SeesAsync(order, OrderState.Placed);

        await TakenAsync(order, other);
        Pass(minutes: 15);
        await other.ArrivesAsync(order);
        Pass(minutes: 50);
        await other.LeavesAsync(order);
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await absent.HasAsync();
        await other.HasAsync(verified: 50);
    }

    [Fact]
    public async Task A_no_show_that_did_happen_is_settled_by_two_people()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        AtThePlannedTime(order, after: 40);
        await Dispatcher.MarksNoShowAsync(order, volunteer);
        Pass(minutes: 80);
        await Manager.SettlesAsync(order, volunteer, minutes: 60);
        await Manager.SeesAsync(order, OrderState.Placed);
        await SecondManager.ApprovesAsync(order, CaseKind.NoShowContested);
        await Resident.SeesAsync(order, OrderState.Served);
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(declared: 60);
    }

    [Fact]
    public async Task A_no_show_that_did_happen_is_paid_even_after_the_order_was_rated()
    {
        var (served, contested) = (await VolunteerAsync("赵一"), await VolunteerAsync("钱二"));
        var order = await Resident.OrdersAsync(places: 2);
        await TakenAsync(order, served, contested);
        AtThePlannedTime(order);
        await served.ArrivesAsync(order);
        Pass(minutes: 60);
        await Dispatcher.MarksNoShowAsync(order, contested);
        await served.LeavesAsync(order);
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();

        await Manager.SettlesAsync(order, contested, minutes: 40);
        await SecondManager.ApprovesAsync(order, CaseKind.NoShowContested);
        Assert.False((await Resident.SeesAsync(order, OrderState.Rated)).Credited);
        await TheWorkerCreditsAsync();
        await served.HasAsync(verified: 60);
        await contested.HasAsync(declared: 40);
    }

    [Fact]
    public async Task A_no_show_that_did_happen_is_paid_even_after_the_order_was_withdrawn()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        AtThePlannedTime(order, after: 45);
        await Dispatcher.MarksNoShowAsync(order, volunteer);
        await Resident.WithdrawsAsync(order);
        await Manager.SettlesAsync(order, volunteer, minutes: 30);
        await SecondManager.ApprovesAsync(order, CaseKind.NoShowContested);
        await Resident.SeesAsync(order, OrderState.Withdrawn);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(declared: 30);
    }

    [Fact]
    public async Task A_missing_check_out_is_settled_by_two_people_as_declared_minutes()
    {
        var volunteer = await VolunteerAsync();
        var order = await NeverLeftAsync(volunteer);
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync();   // never paid to the end by itself

        await Manager.SettlesAsync(order, volunteer, minutes: 70);
        await Manager.Hears(OrderRefusals.SecondPerson).ApprovesAsync(order, CaseKind.MissedCheckOut);
        await SecondManager.ApprovesAsync(order, CaseKind.MissedCheckOut);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(declared: 70);
        Assert.True((await Resident.SeesAsync(order, OrderState.Rated)).Credited);
    }

    [Fact]
    public async Task A_missing_check_out_may_turn_out_to_be_no_visit()
    {
        var volunteer = await VolunteerAsync();
        var order = await NeverLeftAsync(volunteer);
        await Manager.SettlesAsync(order, volunteer, minutes: null);
        await SecondManager.ApprovesAsync(order, CaseKind.MissedCheckOut);
        Assert.Equal(AssignmentState.Void, Assert.Single((await Dispatcher.SeesAsync(order, OrderState.Served)).Assignments).State);
        PassDays(3);
        await TheWorkerTimesOutRatingsAsync();
        await Dispatcher.SeesAsync(order, OrderState.Rated);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync();
    }

    [Fact]
    public async Task A_missing_check_out_holds_the_timeout_back_until_it_is_settled()
    {
        var volunteer = await VolunteerAsync();
        var order = await NeverLeftAsync(volunteer);
        PassDays(4);
        await TheWorkerTimesOutRatingsAsync();
        await Manager.SeesAsync(order, OrderState.Served);
        await Manager.SettlesAsync(order, volunteer, minutes: 30);
        await SecondManager.ApprovesAsync(order, CaseKind.MissedCheckOut);
        await TheWorkerTimesOutRatingsAsync();
        await Manager.SeesAsync(order, OrderState.Rated);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(declared: 30);
    }

    [Fact]
    public async Task Five_wrong_codes_lock_it_and_the_dispatcher_vouches()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        AtThePlannedTime(order);
        var right = await Resident.CodeForAsync(order, volunteer);
        for (var wrong = 0; wrong < 5; wrong++) { await volunteer.Hears(OrderRefusals.WrongCode).ArrivesAsync(order, Other(right)); }
        await volunteer.Hears(OrderRefusals.CodeLocked).ArrivesAsync(order, right);
        await Dispatcher.VouchesInAsync(order, volunteer);

        Pass(minutes: 55);
        await volunteer.LeavesAsync(order);   // the end code is another one, and makes the second witness
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 55);
    }

    [Fact]
    public async Task When_the_resident_is_not_at_home_the_policys_minutes_are_declared_and_approved()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        AtThePlannedTime(order);
        await Dispatcher.VouchesInAsync(order, volunteer);
        Pass(minutes: 20);
        await Dispatcher.VouchesOutAsync(order, volunteer, VisitOutcome.NotHome);
        var record = Assert.Single((await Manager.SeesAsync(order, OrderState.Served)).Assignments).Record!;
        Assert.Equal((30, Standing.Declared, VisitOutcome.NotHome, false), (record.Minutes, record.Standing, record.Outcome, record.Counts));

        PassDays(3);
        await TheWorkerTimesOutRatingsAsync();
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync();
        await Dispatcher.Hears(OrderRefusals.Forbidden).ApprovesAsync(order, CaseKind.DeclaredMinutes);
        await Manager.ApprovesAsync(order, CaseKind.DeclaredMinutes);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(declared: 30);
    }

    [Fact]
    public async Task Only_staff_say_that_nobody_was_at_home_since_a_code_proves_the_opposite()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        AtThePlannedTime(order);
        await volunteer.ArrivesAsync(order);
        Pass(minutes: 2);
        await volunteer.Hears(OrderRefusals.NotHomeNeedsStaff).LeavesAsync(order, outcome: VisitOutcome.NotHome);
        await volunteer.LeavesAsync(order);
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 2);
    }

    [Fact]
    public async Task A_caller_without_a_phone_is_served_and_a_call_back_makes_the_second_witness()
    {
        var volunteer = await VolunteerAsync();
        var caller = await Town.PersonAsync("吴奶奶");
        var order = await Dispatcher.OrdersAsync(served: caller);
        await Dispatcher.Hears(OrderRefusals.PossibleDuplicate).OrdersAsync(served: caller, despiteDuplicates: false);
        Assert.Equal((OrderChannel.Offline, "吴奶奶", null), ((await Dispatcher.SeesAsync(order)) is var view ? (view.Channel, view.Served!.Name, view.Served.Phone) : default));

        await TakenAsync(order, volunteer);
        AtThePlannedTime(order);
        await Dispatcher.VouchesInAsync(order, volunteer);
        Pass(minutes: 40);
        await Dispatcher.VouchesOutAsync(order, volunteer);
        await volunteer.HasAsync();   // both ends by one login: declared, and nobody has approved

        await Dispatcher.Hears(OrderRefusals.SecondPerson).CallsBackAsync(order, volunteer);
        await SecondDispatcher.Hears(OrderRefusals.CallFirst).RatesAsync(order);
        await SecondDispatcher.CallsBackAsync(order, volunteer);
        var record = Assert.Single((await SecondDispatcher.SeesAsync(order)).Assignments).Record!;
        Assert.Equal((Standing.Verified, Standing.Declared), (record.Standing, record.FirstStanding));
        await SecondDispatcher.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 40);
    }

    [Fact]
    public async Task A_call_back_after_the_rating_pays_what_was_declared()
    {
        var volunteer = await VolunteerAsync();
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        AtThePlannedTime(order);
        await Dispatcher.VouchesInAsync(order, volunteer);
        Pass(minutes: 35);
        await Dispatcher.VouchesOutAsync(order, volunteer);
        await Resident.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync();
        await SecondDispatcher.CallsBackAsync(order, volunteer, confirms: false);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync();
        await SecondDispatcher.CallsBackAsync(order, volunteer);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(verified: 35);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nobody_stands_on_both_sides_of_a_visit(bool forTheirMother)
    {
        var volunteer = await VolunteerAsync();
        var clerk = await StaffAsync(Right.Dispatcher, Town.Station);
        var mother = await Town.PersonAsync("陈奶奶");
        await Town.Postgres.RunAsync($"insert into relatives values ({clerk.Id}, {mother}, 'Parent', {Clock.GetUtcNow()}, {clerk.Id})");
        var order = await clerk.OrdersAsync(served: forTheirMother ? mother : null);   // whoever orders reads the codes out; this one dispatches too
        await clerk.OffersAsync(order, volunteer);
        await volunteer.AcceptsAsync(order);
        AtThePlannedTime(order);
        await volunteer.ArrivesAsync(order);
        Pass(minutes: 60);
        await volunteer.LeavesAsync(order);
        await clerk.RatesAsync(order);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync();
        await Manager.ApprovesAsync(order, CaseKind.DeclaredMinutes);
        await TheWorkerCreditsAsync();
        await volunteer.HasAsync(declared: 60);
    }

    /// <summary>Checked in, and nobody ever checked out: the worker noticed.</summary>
    private async Task<PlacedOrder> NeverLeftAsync(Actor volunteer)
    {
        var order = await Resident.OrdersAsync();
        await TakenAsync(order, volunteer);
        AtThePlannedTime(order);
        await volunteer.ArrivesAsync(order);
        AtThePlannedTime(order, after: 149);
        await TheWorkerFindsMissingCheckOutsAsync();
        await Resident.SeesAsync(order, OrderState.InService);
        Pass(minutes: 1);
        await TheWorkerFindsMissingCheckOutsAsync();
        await Resident.SeesAsync(order, OrderState.Served);
        return order;
    }

    private static string Other(string code) => code[..^1] + (code[^1] == '9' ? '0' : (char)(code[^1] + 1));
}
