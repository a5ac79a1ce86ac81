using TimeBank.Orders;
using TimeBank.Records;
using TimeBank.TestKit;
using static TimeBank.Records.Standing;
using static TimeBank.TestKit.Cast;

namespace TimeBank.Domain.Tests.Records;

/// <summary>DESIGN §3: two witnesses of different interest, outside the volunteer's household.</summary>
public sealed class WitnessesTests
{
    [Fact]
    public void The_ordinary_order_is_verified_by_itself() =>
        AssertStanding(Verified, An.Order().ServedBy(Volunteer), WitnessHow.Dispatched, WitnessHow.StartCode, WitnessHow.EndCode);

    [Fact]
    public void One_end_by_code_is_enough_beside_the_dispatch()
    {
        AssertStanding(Verified, Accepted().CheckedIn(Volunteer).AtPlan(60).CheckedOut(Volunteer, Dispatcher), WitnessHow.Dispatched, WitnessHow.StartCode, WitnessHow.VouchedOut);
        AssertStanding(Verified, Accepted().CheckedIn(Volunteer, Dispatcher).AtPlan(60).CheckedOut(Volunteer), WitnessHow.Dispatched, WitnessHow.VouchedIn, WitnessHow.EndCode);
    }

    [Fact]
    public void Both_ends_vouched_by_staff_is_one_witness_even_by_two_logins()
    {
        AssertStanding(Declared, Vouched(), WitnessHow.Dispatched, WitnessHow.VouchedIn, WitnessHow.VouchedOut);
        AssertStanding(Declared, Accepted().CheckedIn(Volunteer, Dispatcher).AtPlan(60).CheckedOut(Volunteer, Colleague));
    }

    [Fact]
    public void A_dispatch_at_the_moment_of_arrival_is_no_witness() =>
        AssertStanding(Declared, An.Order().AtPlan().OfferedTo(Volunteer).AcceptedBy(Volunteer).CheckedIn(Volunteer).AtPlan(60).CheckedOut(Volunteer));

    [Fact]
    public void The_volunteers_household_does_not_count_on_either_side()
    {
        AssertStanding(Declared, An.Order().WhereKin(Volunteer, Resident).ServedBy(Volunteer));
        AssertStanding(Declared, An.Order().WhereKin(Volunteer, Dispatcher).ServedBy(Volunteer));
    }

    [Fact]
    public void One_person_on_both_sides_is_one_witness() => AssertStanding(Declared, An.OrderFor(Dispatcher).ServedBy(Volunteer));

    [Fact]
    public void A_companion_at_the_same_place_and_time_stands_for_the_site()
    {
        AssertStanding(Verified, Together(from: 10, until: 70));
        AssertStanding(Declared, Together(from: 60, until: 90));
        AssertStanding(Declared, Together(from: 10, until: 70).WhereKin(Volunteer, Second));
    }

    [Fact]
    public void A_companion_who_was_never_there_is_none()
    {
        var life = An.Order(2).WhereKin(Volunteer, Dispatcher).OfferedTo(Volunteer, Second).AcceptedBy(Volunteer).AcceptedBy(Second).AtPlan();
        life.CheckedIn(Volunteer).CheckedIn(Second, Colleague).AtPlan(60).CheckedOut(Volunteer).AtPlan(130).Does(TheWorker, new MissCheckOut(OrderLife.Id, life.VisitOf(Second).Id));
        AssertStanding(Verified, life);
        AssertStanding(Declared, life.Settled(Second, Manager, null).Approved(CaseKind.MissedCheckOut, OtherManager));
    }

    [Fact]
    public void An_answered_call_back_by_another_login_is_the_second_witness()
    {
        AssertStanding(Verified, Vouched().CalledBack(Volunteer, Colleague));
        var life = Vouched();
        Assert.Equal(OrderRefusals.SecondPerson, life.Ask(Dispatcher, new CallBackVisit(OrderLife.Id, life.VisitOf(Volunteer).Id, true)).Refusal);
    }

    [Fact]
    public void A_call_back_that_confirms_nothing_is_no_witness()
    {
        var life = Vouched();
        AssertStanding(Declared, life.Does(Colleague, new CallBackVisit(OrderLife.Id, life.VisitOf(Volunteer).Id, false)));
    }

    [Fact]
    public void Settled_minutes_are_declared_until_a_second_login_calls_back()
    {
        AssertStanding(Declared, Settled(), WitnessHow.Dispatched);
        AssertStanding(Declared, Settled().CalledBack(Volunteer, Dispatcher), WitnessHow.Dispatched, WitnessHow.CallBack);
        AssertStanding(Verified, Settled().CalledBack(Volunteer, Colleague), WitnessHow.Dispatched, WitnessHow.CallBack);
    }

    [Fact]
    public void Settled_minutes_have_their_second_person_already() => Assert.DoesNotContain(Settled().Order.Cases, c => c.Kind is CaseKind.DeclaredMinutes);

    private static OrderLife Accepted() => An.Order().OfferedTo(Volunteer).AcceptedBy(Volunteer).AtPlan();

    private static OrderLife Vouched() => Accepted().CheckedIn(Volunteer, Dispatcher).AtPlan(60).CheckedOut(Volunteer, Dispatcher);

    private static OrderLife Settled() => An.Order().LeftOpenBy(Volunteer).Settled(Volunteer, Manager).Approved(CaseKind.MissedCheckOut, OtherManager);

    /// <summary>The volunteer is there for the first hour; the dispatcher is family, so only the companion can stand for the site.</summary>
    private static OrderLife Together(int from, int until)
    {
        var life = An.Order(2).WhereKin(Volunteer, Dispatcher).OfferedTo(Volunteer, Second).AcceptedBy(Volunteer).AcceptedBy(Second).AtPlan().CheckedIn(Volunteer);
        return from < 60
            ? life.AtPlan(from).CheckedIn(Second).AtPlan(60).CheckedOut(Volunteer).AtPlan(until).CheckedOut(Second)
            : life.AtPlan(60).CheckedOut(Volunteer).AtPlan(from).CheckedIn(Second).AtPlan(until).CheckedOut(Second);
    }

    private static void AssertStanding(Standing expected, OrderLife life, params WitnessHow[] witnesses)
    {
        var visit = life.VisitOf(Volunteer);
        Assert.Equal(expected, Witnesses.StandingOf(life.Order, visit, life.FactsFor(Manager)));
        if (witnesses.Length > 0) { Assert.Equal(witnesses.Order(), Witnesses.Of(life.Order, visit).Select(w => w.How).Order()); }
    }
}
