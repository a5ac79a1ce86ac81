using TimeBank.Orders;
using TimeBank.TestKit;
using static TimeBank.TestKit.Cast;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>What persons settle: minutes that differ from the record take two of them.</summary>
public sealed class CaseTests
{
    [Fact]
    public void A_missing_check_out_is_settled_by_one_manager_and_approved_by_another()
    {
        var life = An.Order().LeftOpenBy(Volunteer).Settled(Volunteer, Manager, 45);
        var approve = new ApproveCase(OrderLife.Id, life.CaseOf(CaseKind.MissedCheckOut).Id);
        Assert.Equal(OrderRefusals.SecondPerson, life.Ask(Manager, approve).Refusal);

        life.Does(OtherManager, approve);
        var ruled = Assert.Single(life.Events.OfType<AssignmentRuled>());
        Assert.Equal((OrderLife.PlannedFrom, OrderLife.PlannedFrom.AddMinutes(45), 45), (ruled.From, ruled.Until, ruled.Minutes));
        Assert.Equal((AssignmentState.Served, OtherManager), (life.VisitOf(Volunteer).State, life.VisitOf(Volunteer).ApprovedById));
        Assert.Equal(CaseState.Closed, life.CaseOf(CaseKind.MissedCheckOut).State);
    }

    [Fact]
    public void A_visit_settled_as_none_is_void()
    {
        var life = An.Order().LeftOpenBy(Volunteer).Settled(Volunteer, Manager, null).Approved(CaseKind.MissedCheckOut, OtherManager);
        Assert.Equal((AssignmentState.Void, OrderState.Served), (life.VisitOf(Volunteer).State, life.Order.State));
    }

    [Fact]
    public void A_later_proposal_takes_the_place_of_the_first_and_so_does_its_author()
    {
        var life = An.Order().LeftOpenBy(Volunteer).Settled(Volunteer, Manager, 60).Settled(Volunteer, OtherManager, 30);
        var approve = new ApproveCase(OrderLife.Id, life.CaseOf(CaseKind.MissedCheckOut).Id);
        Assert.Equal(OrderRefusals.SecondPerson, life.Ask(OtherManager, approve).Refusal);
        Assert.Equal(30, life.Does(Manager, approve).Events.OfType<AssignmentRuled>().Single().Minutes);
    }

    [Fact]
    public void A_no_show_that_did_happen_serves_the_order_and_recalls_who_was_asked_instead()
    {
        var life = An.Order().MissedBy(Volunteer).OfferedTo(Second).AtPlan(100).Settled(Volunteer, Manager).Approved(CaseKind.NoShowContested, OtherManager);
        Assert.Equal((OrderState.Served, OfferState.Recalled), (life.Order.State, life.OfferTo(Second).State));
    }

    [Fact]
    public void Declared_minutes_take_a_manager_who_did_not_vouch()
    {
        var life = Vouched(by: Manager);
        var approve = new ApproveCase(OrderLife.Id, life.CaseOf(CaseKind.DeclaredMinutes).Id);
        Assert.Equal(OrderRefusals.SecondPerson, life.Ask(Manager, approve).Refusal);
        life.Does(OtherManager, approve);
        Assert.Equal((OtherManager, CaseState.Closed), (life.VisitOf(Volunteer).ApprovedById, life.CaseOf(CaseKind.DeclaredMinutes).State));
    }

    [Fact]
    public void A_call_back_closes_the_case_of_declared_minutes()
    {
        var life = Vouched(by: Dispatcher).CalledBack(Volunteer, Colleague);
        Assert.Equal(CaseState.Closed, life.CaseOf(CaseKind.DeclaredMinutes).State);
        Assert.Null(life.VisitOf(Volunteer).ApprovedById);
    }

    [Fact]
    public void Declared_minutes_of_a_visit_found_void_wait_for_nobody()
    {
        var life = Vouched(by: Dispatcher).Rated(null, Answer.Unsolved, Objection.NobodyCame).Does(Manager, Resolve, 0);
        Assert.Equal((OrderState.Rated, AssignmentState.Void, CaseState.Closed), (life.Order.State, life.VisitOf(Volunteer).State, life.CaseOf(CaseKind.DeclaredMinutes).State));
    }

    [Fact]
    public void A_dispute_ends_as_recorded_by_one_manager()
    {
        var life = Disputed().Does(Manager, Resolve, null);
        Assert.Equal((OrderState.Rated, AssignmentState.Served), (life.Order.State, life.VisitOf(Volunteer).State));
        Assert.Empty(life.Events.OfType<AssignmentRuled>());
    }

    [Fact]
    public void A_dispute_ends_with_other_minutes_by_two()
    {
        var life = Disputed().Does(Manager, Resolve, 30);
        Assert.Equal(OrderState.Disputed, life.Order.State);
        Assert.Equal(OrderRefusals.SecondPerson, life.Ask(Manager, new ApproveCase(OrderLife.Id, life.CaseOf(CaseKind.Dispute).Id)).Refusal);
        Assert.Equal(OrderRefusals.SecondPerson, life.Ask(Manager, Resolve(life, null)).Refusal);
        life.Approved(CaseKind.Dispute, OtherManager);
        Assert.Equal((OrderState.Rated, 30), (life.Order.State, life.Events.OfType<AssignmentRuled>().Single().Minutes));
    }

    [Fact]
    public void A_settled_no_show_can_be_disputed_and_ruled_again()
    {
        var life = An.Order().MissedBy(Volunteer).AtPlan(100).Settled(Volunteer, Manager).Approved(CaseKind.NoShowContested, OtherManager);
        life.Rated(null, Answer.Partly, Objection.WrongTimes).Does(Manager, Resolve, 20).Approved(CaseKind.Dispute, OtherManager);
        Assert.Equal([60, 20], life.Events.OfType<AssignmentRuled>().Select(e => e.Minutes));
    }

    [Fact]
    public void Few_stars_or_unsolved_open_a_complaint_and_the_order_is_rated_all_the_same()
    {
        foreach (var life in new[] { An.Order().ServedBy(Volunteer).Rated(2), An.Order().ServedBy(Volunteer).Rated(null, Answer.Unsolved) })
        {
            Assert.Equal((OrderState.Rated, CaseState.Open), (life.Order.State, life.CaseOf(CaseKind.Complaint).State));
            life.Does(Dispatcher, new CloseCase(OrderLife.Id, life.CaseOf(CaseKind.Complaint).Id, "Apologised."));
            Assert.Equal(CaseState.Closed, life.CaseOf(CaseKind.Complaint).State);
        }

        Assert.Empty(An.Order().ServedBy(Volunteer).Rated(3, Answer.Partly).Order.Cases);
    }

    [Fact]
    public void Silence_is_no_answer()
    {
        var life = An.Order().ServedBy(Volunteer);
        life.At(life.Order.RateDueAt!.Value).Does(TheWorker, new TimeOutRating(OrderLife.Id));
        var rated = Assert.Single(life.Events.OfType<OrderRated>());
        Assert.Equal((Answer.NoAnswer, null, null), (rated.Answer, rated.Stars, rated.ActorId));
    }

    private static OrderLife Vouched(Guid by) =>
        An.Order().OfferedTo(Volunteer).AcceptedBy(Volunteer).AtPlan().CheckedIn(Volunteer, by).AtPlan(60).CheckedOut(Volunteer, by);

    private static OrderLife Disputed() => An.Order().ServedBy(Volunteer).Rated(null, Answer.Partly, Objection.WrongTimes);

    private static ResolveDispute Resolve(OrderLife life, int? minutes) => TableContext.Verdict(life, minutes);
}

internal static class Asking
{
    /// <summary>The same as <see cref="OrderLife.Does"/>, for commands that are made from the life so far.</summary>
    public static OrderLife Does(this OrderLife life, Guid caller, Func<OrderLife, int?, OrderCommand> command, int? minutes) => life.Does(caller, command(life, minutes));
}
