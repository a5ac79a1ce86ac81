using TimeBank.Orders;
using TimeBank.TestKit;
using static TimeBank.TestKit.Cast;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>A moment in an order's life, told in one line. The visit asked about is always the one of <see cref="Volunteer"/>.</summary>
/// <param name="Offered">Who stands in the column "offered"; null: nobody does.</param>
internal sealed record TableContext(string Story, Func<OrderLife> Live, Guid? Offered = null)
{
    public static readonly TableContext[] All =
    [
        new("nobody has been asked yet", () => An.Order()),
        new("nobody has been asked, the wanted time is near", () => An.Order().AtPlan(-60)),
        new("forwarded here by another station", Forwarded),
        new("forwarded here again after it was returned once", () => Do(Do(Forwarded(), Dispatcher, id => new ReturnOrder(id, null)), Dispatcher, Forward)),
        new("the one who was asked declined", () => Do(Asked(), Volunteer, life => new DeclineOffer(OrderLife.Id, life.OfferTo(Volunteer).Id)), Volunteer),
        new("the offer lapsed", () => Do(Asked().At(ManualClock.Monday.AddHours(3)), TheWorker, life => new LapseOffer(OrderLife.Id, life.OfferTo(Volunteer).Id)), Volunteer),
        new("the volunteer did not come", () => An.Order().MissedBy(Volunteer).AtPlan(180), Volunteer),
        new("a manager says the volunteer did come, and proposes 60 minutes", () => An.Order().MissedBy(Volunteer).AtPlan(180).Settled(Volunteer, OtherManager), Volunteer),

        new("one volunteer is asked", Asked, Volunteer),
        new("the pool is asked", () => An.Order().OfferedToPool(), Second),
        new("one volunteer is asked, the deadline has passed", () => Asked().At(ManualClock.Monday.AddHours(3)), Volunteer),

        new("a day before the visit; the other who was asked heard \"taken\"", Taken, Second),
        new("at the planned time", () => Taken().AtPlan(), Second),
        new("31 minutes after the planned time: the grace has passed", () => Taken().AtPlan(31), Second),
        new("31 minutes after the planned time; the volunteer said to be an hour late", () => Do(Taken(), Volunteer, life => new TellLate(OrderLife.Id, life.VisitOf(Volunteer).Id, 60)).AtPlan(31), Second),
        new("more than two hours after the planned time", () => Taken().AtPlan(121), Second),
        new("at the planned time; the start code is locked after five misses", () => Missed(Taken().AtPlan(), end: false), Second),
        new("1 of 2 places is taken, a second volunteer is asked", () => An.Order(2).OfferedTo(Volunteer, Second).AcceptedBy(Volunteer), Second),
        new("1 of 2 has served, the other is awaited", () => OneOfTwo().AtPlan().CheckedIn(Second).AtPlan(60).CheckedOut(Second)),

        new("half an hour into the visit", () => Arrived().AtPlan(30), Second),
        new("half an hour after the planned end: the grace has passed", () => Arrived().AtPlan(120), Second),
        new("half an hour into the visit; the end code is locked after five misses", () => Missed(Arrived().AtPlan(30), end: true), Second),
        new("1 of 2 is there, a second volunteer is asked", () => An.Order(2).OfferedTo(Volunteer).AcceptedBy(Volunteer).AtPlan().CheckedIn(Volunteer).OfferedTo(Second), Second),

        new("both ends by code: verified", () => An.Order().ServedBy(Volunteer)),
        new("the days to rate have passed", () => An.Order().ServedBy(Volunteer).AtPlan(60).At(OrderLife.PlannedFrom.AddDays(4))),
        new("both ends vouched by staff: declared minutes wait for approval", Vouched),
        new("the check-out is missing, its case is open", () => An.Order().LeftOpenBy(Volunteer)),
        new("the check-out is missing, the days to rate have passed", () => An.Order().LeftOpenBy(Volunteer).At(OrderLife.PlannedFrom.AddDays(4))),
        new("the check-out is missing, another manager proposes 60 minutes", () => An.Order().LeftOpenBy(Volunteer).Settled(Volunteer, OtherManager)),
        new("the check-out is missing, another manager proposes none", () => An.Order().LeftOpenBy(Volunteer).Settled(Volunteer, OtherManager, null)),
        new("the visit was found void", Voided),

        new("solved, five stars", () => An.Order().ServedBy(Volunteer).Rated()),
        new("two stars: a complaint is open", () => An.Order().ServedBy(Volunteer).Rated(2)),
        new("the resident reported the volunteer", () => Do(An.Order().ServedBy(Volunteer).Rated(), Resident, life => new ReportPerson(OrderLife.Id, life.VisitOf(Volunteer).Id, "Rude."))),
        new("declared minutes still wait for approval", () => Vouched().Rated()),
        new("the check-out is still missing", () => An.Order().LeftOpenBy(Volunteer).Rated()),
        new("the days to reopen have passed", () => An.Order().ServedBy(Volunteer).Rated().At(OrderLife.PlannedFrom.AddDays(31))),

        new("\"the times are wrong\"", Disputed),
        new("another manager proposes other minutes", () => Do(Disputed(), OtherManager, life => Verdict(life, 30))),
        new("\"nobody came\", and the check-out is missing", () => An.Order().LeftOpenBy(Volunteer).Rated(null, Answer.Unsolved, Objection.NobodyCame)),

        new("by the station, with a reason", () => Do(An.Order(), Dispatcher, id => new RejectOrder(id, "Not a service of ours."))),
        new("by the resident, after a volunteer had accepted", () => Do(Taken(), Resident, id => new WithdrawOrder(id, null)), Second),
    ];

    public static ResolveDispute Verdict(OrderLife life, int? minutes) => new(OrderLife.Id, [new(life.VisitOf(Volunteer).Id, minutes)], null);

    private static OrderLife Asked() => An.Order().OfferedTo(Volunteer);

    private static OrderLife Taken() => An.Order().OfferedTo(Volunteer, Second).AcceptedBy(Volunteer);

    private static OrderLife OneOfTwo() => An.Order(2).OfferedTo(Volunteer, Second).AcceptedBy(Volunteer).AcceptedBy(Second);

    private static OrderLife Arrived() => Taken().AtPlan().CheckedIn(Volunteer);

    private static OrderLife Vouched() =>
        Asked().AcceptedBy(Volunteer).AtPlan().CheckedIn(Volunteer, Dispatcher).AtPlan(60).CheckedOut(Volunteer, Dispatcher);

    private static OrderLife Voided() => Do(
        An.Order().LeftOpenBy(Volunteer).Settled(Volunteer, OtherManager, null), Manager, life => new ApproveCase(OrderLife.Id, life.CaseOf(CaseKind.MissedCheckOut).Id));

    private static OrderLife Disputed() => An.Order().ServedBy(Volunteer).Rated(1, Answer.Partly, Objection.WrongTimes);

    private static OrderLife Forwarded() => Do(An.Order(), Dispatcher, Forward);

    private static ForwardOrder Forward(Guid id) => new(id, SisterStation);

    private static OrderLife Missed(OrderLife life, bool end)
    {
        for (var misses = 0; misses < Assignment.GreatestMisses; misses++)
        {
            var visit = life.VisitOf(Volunteer).Id;
            _ = life.Try(Volunteer, end ? new CheckOutVisit(OrderLife.Id, visit, "000000", VisitOutcome.Done) : new CheckInVisit(OrderLife.Id, visit, "000000"));
        }

        return life;
    }

    private static OrderLife Do(OrderLife life, Guid? caller, Func<Guid, OrderCommand> command) => life.Does(caller, command(OrderLife.Id));

    private static OrderLife Do(OrderLife life, Guid? caller, Func<OrderLife, OrderCommand> command) => life.Does(caller, command(life));
}
