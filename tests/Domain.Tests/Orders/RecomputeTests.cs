using TimeBank.Orders;
using TimeBank.TestKit;
using static TimeBank.TestKit.Cast;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>The six lines of DESIGN §3: the first that holds wins.</summary>
public sealed class RecomputeTests
{
    [Fact]
    public void Line_1_a_closing_command_stands_whatever_happens_to_the_visits_later()
    {
        var life = An.Order().LeftOpenBy(Volunteer).Rated().Settled(Volunteer, Manager).Approved(CaseKind.MissedCheckOut, OtherManager);
        Assert.Equal(AssignmentState.Served, life.VisitOf(Volunteer).State);
        Assert.Equal(OrderState.Rated, life.Order.State);
    }

    [Fact]
    public void Line_2_somebody_in_service_comes_before_somebody_awaited() =>
        Assert.Equal(OrderState.InService, Two().AtPlan().CheckedIn(Volunteer).Order.State);

    [Fact]
    public void Line_3_somebody_awaited_comes_before_somebody_who_has_served() =>
        Assert.Equal(OrderState.Accepted, Two().AtPlan().CheckedIn(Volunteer).AtPlan(60).CheckedOut(Volunteer).Order.State);

    [Fact]
    public void Line_4_somebody_who_has_served_comes_before_a_live_offer_and_ends_it()
    {
        var life = An.Order(2).OfferedTo(Volunteer).AcceptedBy(Volunteer).AtPlan().CheckedIn(Volunteer).OfferedTo(Second).AtPlan(60).CheckedOut(Volunteer);
        Assert.Equal((OrderState.Served, OfferState.Recalled, 0), (life.Order.State, life.OfferTo(Second).State, life.Order.FreePlaces));
    }

    [Fact]
    public void Line_5_a_live_offer_comes_before_all_that_came_to_nothing() =>
        Assert.Equal(OrderState.Offered, An.Order().MissedBy(Volunteer).OfferedTo(Second).Order.State);

    [Fact]
    public void Line_6_declined_lapsed_given_back_and_not_come_leave_it_where_it_began()
    {
        var asked = An.Order().OfferedTo(Volunteer);
        var offer = asked.OfferTo(Volunteer).Id;
        Assert.Equal(OrderState.Placed, asked.Does(Volunteer, new DeclineOffer(asked.Order.Id, offer)).Order.State);

        var lapsed = An.Order().OfferedTo(Volunteer).At(ManualClock.Monday.AddMinutes(An.Policy.OfferMinutes));
        Assert.Equal(OrderState.Placed, lapsed.Does(TheWorker, new LapseOffer(lapsed.Order.Id, lapsed.OfferTo(Volunteer).Id)).Order.State);

        var taken = An.Order().OfferedTo(Volunteer).AcceptedBy(Volunteer);
        Assert.Equal(OrderState.Placed, taken.Does(Volunteer, new GiveBackVisit(taken.Order.Id, taken.VisitOf(Volunteer).Id, null)).Order.State);

        Assert.Equal(OrderState.Placed, An.Order().MissedBy(Volunteer).Order.State);
    }

    private static OrderLife Two() => An.Order(2).OfferedTo(Volunteer, Second).AcceptedBy(Volunteer).AcceptedBy(Second);
}
