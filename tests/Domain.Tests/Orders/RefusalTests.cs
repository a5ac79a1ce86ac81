using TimeBank.Orders;
using TimeBank.TestKit;
using static TimeBank.Orders.OrderRefusals;
using static TimeBank.TestKit.Cast;
using static TimeBank.TestKit.OrderLife;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>Every "no" of the lifecycle, said at least once: here, or in the written table.</summary>
public sealed class RefusalTests
{
    private sealed record Asking(string Story, Refusal Refusal, OrderLife Life, Guid? Caller, Func<OrderLife, OrderCommand> Command, Relation? Relation = null, bool TargetIsNear = true);

    private static readonly Asking[] _askings =
    [
        new("somebody else's order", NotFound, Asked(), Stranger, _ => new WithdrawOrder(Id, null)),
        new("an offer that is not there", NotFound, Asked(), Volunteer, _ => new AcceptOffer(Id, Guid.AllBitsSet)),
        new("an offer to somebody else", Forbidden, Asked(), Second, life => new AcceptOffer(Id, life.OfferTo(Volunteer).Id), Relation.Offered),
        new("accepting for somebody else", Forbidden, Asked(), Dispatcher, life => new AcceptOffer(Id, life.OfferTo(Volunteer).Id), Relation.Dispatcher | Relation.Offered),
        new("an order that has moved since it was seen", Moved, Asked(), Resident, _ => new WithdrawOrder(Id, null) { SeenVersion = 1 }),

        new("dispatched to nobody", NobodyNamed, An.Order(), Dispatcher, _ => new DispatchOrder(Id, [], false, null)),
        new("dispatched to who is asked already", OfferAlready, Asked(), Dispatcher, To(Volunteer)),
        new("dispatched to who has a place", OfferAlready, An.Order(2).OfferedTo(Volunteer).AcceptedBy(Volunteer), Dispatcher, To(Volunteer)),
        new("dispatched to the pool twice", OfferAlready, An.Order().OfferedToPool(), Dispatcher, _ => new DispatchOrder(Id, [], true, null)),
        new("a deadline that is now", DeadlinePassed, An.Order(), Dispatcher, To(Volunteer, ManualClock.Monday)),
        new("a deadline after thirty days", DeadlinePassed, An.Order(), Dispatcher, To(Volunteer, ManualClock.Monday.AddDays(30).AddSeconds(1))),
        new("dispatched to who is no volunteer", NotVolunteer, An.Order(), Dispatcher, To(Stranger)),
        new("dispatched to who ordered", OwnOrder, An.Order().Where(Volunteer, Fitness.OwnOrder), Dispatcher, To(Volunteer)),
        new("dispatched into the family", Household, An.Order().Where(Volunteer, Fitness.Household), Dispatcher, To(Volunteer)),
        new("dispatched to who is kept apart", Apart, An.Order().Where(Volunteer, Fitness.Apart), Dispatcher, To(Volunteer)),
        new("dispatched to a minor", Minor, An.Order().Where(Volunteer, Fitness.Minor), Dispatcher, To(Volunteer)),
        new("dispatched to who is not qualified", Unqualified, An.Order().Where(Volunteer, Fitness.Unqualified), Dispatcher, To(Volunteer)),
        new("dispatched to who is elsewhere then", Busy, An.Order().Where(Volunteer, Fitness.Busy), Dispatcher, To(Volunteer)),
        new("grabbing one's own order", OwnOrder, An.Order().OfferedToPool().Where(Volunteer, Fitness.OwnOrder), Volunteer, Grab),
        new("grabbing the family's order", Household, An.Order().OfferedToPool().Where(Volunteer, Fitness.Household), Volunteer, Grab),
        new("grabbing while elsewhere", Busy, An.Order().OfferedToPool().Where(Volunteer, Fitness.Busy), Volunteer, Grab),
        new("grabbing without being a volunteer", NotVolunteer, An.Order().OfferedToPool(), Stranger, Grab, Relation.Offered),
        new("grabbing two places", OfferAlready, An.Order(2).OfferedToPool().AcceptedBy(Volunteer), Volunteer, Grab),

        new("wanted when it has passed", Span, An.Order(), Resident, Wanted(-120, -60)),
        new("wanted to end before it begins", Span, An.Order(), Resident, Wanted(120, 60)),
        new("wanted for more than a day", Span, An.Order(), Resident, Wanted(60, 60 + (24 * 60) + 1)),
        new("wanted in more than a year", Span, An.Order(), Resident, Wanted(367 * 24 * 60, (367 * 24 * 60) + 60)),
        new("reopened for a time that has passed", Span, An.Order().ServedBy(Volunteer).Rated(), Resident, _ => new ReopenOrder(Id, PlannedFrom.AddDays(-1), PlannedFrom.AddHours(-23))),
        new("changed in nothing", NothingChanged, An.Order(), Resident, _ => new ChangeOrder(Id, null, null, null, " ", "")),
        new("wanted by nobody", Places, An.Order(), Resident, _ => new ChangeOrder(Id, null, null, 0, null, null)),
        new("too many wanted", Places, An.Order(), Resident, _ => new ChangeOrder(Id, null, null, 21, null, null)),
        new("fewer wanted than have a place", Places, An.Order(2).OfferedTo(Volunteer, Second).AcceptedBy(Volunteer).AcceptedBy(Second), Resident, _ => new ChangeOrder(Id, null, null, 1, null, null)),
        new("forwarded far away", NotNear, An.Order(), Dispatcher, _ => new ForwardOrder(Id, SisterStation), TargetIsNear: false),

        new("arriving while still checked in elsewhere", ServesElsewhere, Asked().AcceptedBy(Volunteer).AtPlan().WhereServesElsewhere(), Volunteer, life => new CheckInVisit(Id, life.VisitOf(Volunteer).Id, Codes.Start)),
        new("late by a minute", LateMinutes, Asked().AcceptedBy(Volunteer), Volunteer, life => new TellLate(Id, life.VisitOf(Volunteer).Id, 1)),
        new("late by the same again", LateAlready, SaidLate(Asked().AcceptedBy(Volunteer), 30), Volunteer, life => new TellLate(Id, life.VisitOf(Volunteer).Id, 30)),
        new("vouching for one's family", OwnInterest, Kin(Asked().AcceptedBy(Volunteer).AtPlan()), Dispatcher, life => new CheckInVisit(Id, life.VisitOf(Volunteer).Id, null)),
        new("vouching for oneself", OwnInterest, Asked().AcceptedBy(Volunteer).AtPlan(), Volunteer, life => new CheckInVisit(Id, life.VisitOf(Volunteer).Id, null), Relation.Assigned | Relation.Dispatcher),
        new("rating one's family's work for the resident", OwnInterest, Kin(An.Order().ServedBy(Volunteer)), Dispatcher, _ => new RateOrder(Id, Answer.Solved, 5, [], null, Objection.None)),
        new("calling back about one's family's work", OwnInterest, Kin(An.Order().ServedBy(Volunteer)), Dispatcher, life => new CallBackVisit(Id, life.VisitOf(Volunteer).Id, true)),
        new("settling one's family's visit", OwnInterest, Kin(An.Order().LeftOpenBy(Volunteer)), Manager, Settle(0, 60)),
        new("approving one's family's minutes", OwnInterest, Kin(An.Order().LeftOpenBy(Volunteer).Settled(Volunteer, OtherManager)), Manager, life => new ApproveCase(Id, life.CaseOf(CaseKind.MissedCheckOut).Id)),
        new("judging one's family's visit", OwnInterest, Kin(Disputed()), Manager, life => TableContext.Verdict(life, null)),
        new("judging what one dispatched", TookPart, Disputed(by: Manager), Manager, life => TableContext.Verdict(life, null)),
        new("approving a verdict on what one dispatched", TookPart, Disputed(by: Manager).Does(OtherManager, TableContext.Verdict, 30), Manager, life => new ApproveCase(Id, life.CaseOf(CaseKind.Dispute).Id)),
        new("a verdict on nobody", Verdicts, Disputed(), Manager, _ => new ResolveDispute(Id, [], null)),
        new("a verdict above the item's greatest minutes", Verdicts, Disputed(), Manager, life => TableContext.Verdict(life, Greatest.Count + 1)),
        new("a verdict below zero", Verdicts, Disputed(), Manager, life => TableContext.Verdict(life, -1)),

        new("settled with half an interval", BadInterval, LeftOpen(), Manager, Settle(0, null)),
        new("settled back to front", BadInterval, LeftOpen(), Manager, Settle(60, 0)),
        new("settled for less than a minute", BadInterval, LeftOpen(), Manager, life => new SettleAssignment(Id, life.VisitOf(Volunteer).Id, PlannedFrom, PlannedFrom.AddSeconds(40), null)),
        new("settled into the future", BadInterval, LeftOpen(), Manager, Settle(0, 122)),
        new("settled from before it was accepted", BadInterval, LeftOpen(), Manager, Settle(-25 * 60, -24 * 60)),
        new("settled for longer than the item allows", BadInterval, LeftOpen(), Manager, Settle(-120, 61)),
        new("a no-show settled as none", BadInterval, An.Order().MissedBy(Volunteer), Manager, Settle(null, null)),

        new("reported without a word", ReportWords, An.Order().ServedBy(Volunteer), Resident, life => new ReportPerson(Id, life.VisitOf(Volunteer).Id, "")),
        new("closing the case of one's own complaint", OwnInterest, An.Order().ServedBy(Volunteer).Rated(1), Resident, life => new CloseCase(Id, life.CaseOf(CaseKind.Complaint).Id, null), Relation.Orderer | Relation.Dispatcher),
    ];

    public static TheoryData<string> Stories => [.. _askings.Select(asking => asking.Story)];

    [Theory]
    [MemberData(nameof(Stories))]
    public void It_is_refused_by_name(string story)
    {
        var asked = _askings.Single(asking => asking.Story == story);
        var decision = OrderLifecycle.Decide(asked.Life.Order, asked.Life.FactsFor(asked.Caller, asked.Relation, asked.TargetIsNear), asked.Command(asked.Life));
        Assert.Equal(asked.Refusal.Code, decision.Refusal?.Code);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void Every_refusal_of_the_lifecycle_is_said_here_or_in_the_table()
    {
        // Said where an order is placed, before it has a life.
        Refusal[] ofPlacing = [NotOnMenu, ServedUnknown, CentreOrderNeedsStaff, PossibleDuplicate, ReopenedAlready, TextsNeeded, TextTooLong, WishUnknown];
        var table = LifecycleTable.Write();
        var unsaid = Refusals.Of(typeof(OrderRefusals)).Except(ofPlacing).Except(_askings.Select(asking => asking.Refusal)).Where(r => !table.Contains(r.Code, StringComparison.Ordinal));
        Assert.Empty(unsaid.Select(r => r.Code));
    }

    [Fact]
    public void What_is_not_possible_now_names_the_state_and_what_is()
    {
        var no = An.Order().ServedBy(Volunteer).Ask(Resident, new WithdrawOrder(Id, null)).Refusal!;
        Assert.Equal(NotNow.Code, no.Code);
        Assert.Equal(OrderState.Served, no.Facts["state"]);
        Assert.Equal([OrderAction.Rate, OrderAction.Report], (OrderAction[])no.Facts["allowed"]!);
    }

    private static OrderLife Asked() => An.Order().OfferedTo(Volunteer);

    private static OrderLife LeftOpen() => An.Order().LeftOpenBy(Volunteer);

    private static OrderLife Disputed(Guid? by = null) =>
        An.Order().OfferedBy(by ?? Dispatcher, Volunteer).AcceptedBy(Volunteer).AtPlan().CheckedIn(Volunteer).AtPlan(60).CheckedOut(Volunteer).Rated(null, Answer.Partly, Objection.WrongTimes);

    private static OrderLife SaidLate(OrderLife life, int minutes) => life.Does(Volunteer, new TellLate(Id, life.VisitOf(Volunteer).Id, minutes));

    private static OrderLife Kin(OrderLife life) => life.WhereKin(Volunteer, Dispatcher).WhereKin(Volunteer, Manager);

    private static Func<OrderLife, OrderCommand> To(Guid person, DateTimeOffset? deadline = null) => _ => new DispatchOrder(Id, [person], false, deadline);

    private static AcceptOffer Grab(OrderLife life) => new(Id, life.OfferTo(null).Id);

    private static Func<OrderLife, OrderCommand> Wanted(int fromMinutes, int untilMinutes) =>
        life => new ChangeOrder(Id, life.Now.AddMinutes(fromMinutes), life.Now.AddMinutes(untilMinutes), null, null, null);

    private static Func<OrderLife, OrderCommand> Settle(int? fromMinutes, int? untilMinutes) => life => new SettleAssignment(
        Id, life.VisitOf(Volunteer).Id, fromMinutes is { } f ? PlannedFrom.AddMinutes(f) : null, untilMinutes is { } u ? PlannedFrom.AddMinutes(u) : null, null);
}
