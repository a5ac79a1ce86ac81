using TimeBank.Orders;
using static TimeBank.TestKit.Cast;

namespace TimeBank.TestKit;

/// <summary>An order that lives its life in memory: each verb asks the lifecycle as the person whose step it is, so no state is ever set.</summary>
public sealed class OrderLife
{
    public static readonly Guid Id = new(1001, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 0);
    public static readonly VisitCodes Codes = new("135790", "246801");
    public static readonly DateTimeOffset PlannedFrom = ManualClock.Monday.AddDays(1);
    public static readonly DateTimeOffset PlannedUntil = PlannedFrom.AddMinutes(90);

    /// <summary>The longest that the item allows.</summary>
    public static readonly Minutes Greatest = new(180);

    private readonly HashSet<(Guid, Guid)> _kin = [];
    private bool _servesElsewhere;
    private readonly Dictionary<Guid, Fitness> _fitness = new() { [Volunteer] = Fitness.Fit, [Second] = Fitness.Fit, [Third] = Fitness.Fit };

    public OrderLife(int places, Guid served)
    {
        Order = new()
        {
            Id = Id,
            SiteId = Station,
            ItemId = Haircut,
            OrdererId = Resident,
            ServedId = served,
            PlacedById = Resident,
            Origin = OrderOrigin.Resident,
            Channel = OrderChannel.Online,
            Urgency = Urgency.Ordinary,
            Places = places,
            WantedFrom = PlannedFrom,
            WantedUntil = PlannedUntil,
            PlacedAt = Now,
            PlacedOn = DateOnly.FromDateTime(Now.UtcDateTime),
            DispatchDueAt = Now.AddDays(1),
        };
        Order.Apply(new OrderPlaced(Station, Haircut, null) { At = Now, ActorId = Resident });
    }

    public Order Order { get; }
    public DateTimeOffset Now { get; private set; } = ManualClock.Monday;

    /// <summary>Everything that happened after the placing, in order.</summary>
    public List<OrderEvent> Events { get; } = [];

    public OrderLife At(DateTimeOffset instant)
    {
        Now = instant;
        return this;
    }

    public OrderLife AtPlan(int minutes = 0) => At(PlannedFrom.AddMinutes(minutes));

    public OrderLife WhereKin(Guid volunteer, Guid other)
    {
        _kin.Add((volunteer, other));
        return this;
    }

    public OrderLife WhereServesElsewhere()
    {
        _servesElsewhere = true;
        return this;
    }

    public OrderLife Where(Guid person, Fitness fitness)
    {
        _fitness[person] = fitness;
        return this;
    }

    public OrderFacts FactsFor(Guid? caller, Relation? relation = null, bool targetIsNear = true) => new()
    {
        Now = Now,
        CallerId = caller,
        Relation = relation ?? RelationTo(Order, caller),
        Policy = An.Policy,
        GreatestMinutes = Greatest,
        Fitness = _fitness,
        Codes = Codes,
        Kin = _kin,
        ServesElsewhere = _servesElsewhere,
        TargetIsNear = targetIsNear,
    };

    /// <summary>The answer alone; nothing happens.</summary>
    public Decision Ask(Guid? caller, OrderCommand command, Relation? relation = null) =>
        OrderLifecycle.Decide(Order, FactsFor(caller, relation), command);

    /// <summary>The refusal, with whatever is kept of it (a missed code is).</summary>
    public Refusal? Try(Guid? caller, OrderCommand command, Relation? relation = null)
    {
        var facts = FactsFor(caller, relation);
        var decision = OrderLifecycle.Decide(Order, facts, command);
        Events.AddRange(OrderLifecycle.Carry(Order, facts, decision.Events));
        return decision.Refusal;
    }

    /// <exception cref="InvalidOperationException">The lifecycle refused: this life cannot be lived.</exception>
    public OrderLife Does(Guid? caller, OrderCommand command) =>
        Try(caller, command) is { } no ? throw new InvalidOperationException($"{command.Action} in {Order.State}: {no.Code}") : this;

    public Offer OfferTo(Guid? person) => Order.Offers.Last(o => o.PersonId == person);

    public Assignment VisitOf(Guid person) => Order.Assignments.Last(a => a.PersonId == person);

    public Case CaseOf(CaseKind kind) => Order.Cases.Last(c => c.Kind == kind);

    public OrderLife OfferedTo(params Guid[] persons) => OfferedBy(Dispatcher, persons);

    public OrderLife OfferedBy(Guid dispatcher, params Guid[] persons) => Does(dispatcher, new DispatchOrder(Id, persons, false, null));

    public OrderLife OfferedToPool() => Does(Dispatcher, new DispatchOrder(Id, [], true, null));

    public OrderLife AcceptedBy(Guid person) => Does(person, new AcceptOffer(Id, (Order.LiveOfferFor(person) ?? OfferTo(null)).Id));

    /// <summary>By the resident's start code, or by whoever vouches.</summary>
    public OrderLife CheckedIn(Guid person, Guid? vouchedBy = null) =>
        Does(vouchedBy ?? person, new CheckInVisit(Id, VisitOf(person).Id, vouchedBy is null ? Codes.Start : null));

    /// <summary>By the resident's end code, or by whoever vouches.</summary>
    public OrderLife CheckedOut(Guid person, Guid? vouchedBy = null, VisitOutcome outcome = VisitOutcome.Done) =>
        Does(vouchedBy ?? person, new CheckOutVisit(Id, VisitOf(person).Id, vouchedBy is null ? Codes.End : null, outcome));

    /// <summary>Offered, accepted, there at the planned time and gone an hour later, all by code: the ordinary order.</summary>
    public OrderLife ServedBy(Guid person) =>
        OfferedTo(person).AcceptedBy(person).AtPlan().CheckedIn(person).AtPlan(60).CheckedOut(person);

    /// <summary>Checked in, and nobody ever checked out.</summary>
    public OrderLife LeftOpenBy(Guid person) =>
        OfferedTo(person).AcceptedBy(person).AtPlan().CheckedIn(person).AtPlan(121).Does(TheWorker, new MissCheckOut(Id, VisitOf(person).Id));

    public OrderLife MissedBy(Guid person) =>
        OfferedTo(person).AcceptedBy(person).AtPlan(31).Does(Dispatcher, new MarkNoShow(Id, VisitOf(person).Id));

    public OrderLife Settled(Guid person, Guid by, int? minutes = 60) => Does(by, new SettleAssignment(
        Id, VisitOf(person).Id, minutes is null ? null : PlannedFrom, minutes is null ? null : PlannedFrom.AddMinutes(minutes.Value), "Both remember it."));

    public OrderLife Approved(CaseKind kind, Guid by) => Does(by, new ApproveCase(Id, CaseOf(kind).Id));

    public OrderLife CalledBack(Guid person, Guid by) => Does(by, new CallBackVisit(Id, VisitOf(person).Id, true));

    public OrderLife Rated(int? stars = 5, Answer answer = Answer.Solved, Objection objection = Objection.None) =>
        Does(Resident, new RateOrder(Id, answer, stars, [], null, objection));
}
