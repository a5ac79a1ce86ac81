using TimeBank.Orders;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>Turns a step's deed into the command that a person could mean by it now: mostly about what it fits, now and then about anything there is.</summary>
internal sealed record StoryMoment(Order Order, Guid? Person, DateTimeOffset Now, int Pick, Guid[] Volunteers, Guid SisterSite, Func<Guid, VisitCodes> CodesOf)
{
    private const int Anything = 9;
    private const string WrongCode = "000000";

    /// <summary>Something that is allowed now, by somebody whom it is allowed, as often as it is usual.</summary>
    public static (Part Who, OrderAction Action) Next(Func<Part, IReadOnlyList<AllowedMove>> allowed, Step step)
    {
        var may = Enum.GetValues<Part>().ToDictionary(part => part, part => allowed(part).Select(m => m.Action).ToHashSet());
        var actions = may.Values.SelectMany(m => m).Distinct().Order().SelectMany(a => Enumerable.Repeat(a, Stories.WeightOf(a))).ToList();
        if (actions.Count == 0) { return (step.Who, OrderAction.Reopen); }
        var action = actions[step.Pick % actions.Count];
        var who = may.Where(m => m.Value.Contains(action)).Select(m => m.Key).ToList();
        return (who.Contains(step.Who) ? step.Who : who[step.Pick / 7 % who.Count], action);
    }

    /// <returns>Null: there is no offer, visit or case that it could be about.</returns>
    public OrderCommand? CommandFor(OrderAction action) => action switch
    {
        OrderAction.Recall or OrderAction.Lapse or OrderAction.Decline or OrderAction.Accept => Offer(action) is { } offer ? AboutOffer(action, offer.Id) : null,
        OrderAction.GiveBack or OrderAction.Late or OrderAction.CheckIn or OrderAction.CheckOut or OrderAction.NoShow or OrderAction.MissedCheckOut or OrderAction.CallBack or OrderAction.Settle or OrderAction.Report =>
            Visit(action) is { } visit ? AboutVisit(action, visit) : null,
        OrderAction.Approve => Case(c => c.State is CaseState.Proposed || c is { Kind: CaseKind.DeclaredMinutes, State: CaseState.Open }) is { } open ? new ApproveCase(Order.Id, open.Id) : null,
        OrderAction.CloseCase => Case(c => c is { Kind: CaseKind.Complaint, State: not CaseState.Closed }) is { } complaint ? new CloseCase(Order.Id, complaint.Id, null) : null,
        _ => AboutOrder(action),
    };

    private OrderCommand AboutOffer(OrderAction action, Guid id) => action switch
    {
        OrderAction.Recall => new RecallOffer(Order.Id, id),
        OrderAction.Lapse => new LapseOffer(Order.Id, id),
        OrderAction.Decline => new DeclineOffer(Order.Id, id),
        _ => new AcceptOffer(Order.Id, id),
    };

    private OrderCommand AboutVisit(OrderAction action, Assignment visit) => action switch
    {
        OrderAction.GiveBack => new GiveBackVisit(Order.Id, visit.Id, null),
        OrderAction.Late => new TellLate(Order.Id, visit.Id, Pick % 125),
        OrderAction.CheckIn => new CheckInVisit(Order.Id, visit.Id, Code(visit, CodesOf(visit.Id).Start)),
        OrderAction.CheckOut when visit.PersonId != Person && Pick % 5 == 0 => new CheckOutVisit(Order.Id, visit.Id, null, VisitOutcome.NotHome),
        OrderAction.CheckOut => new CheckOutVisit(Order.Id, visit.Id, Code(visit, CodesOf(visit.Id).End), VisitOutcome.Done),
        OrderAction.NoShow => new MarkNoShow(Order.Id, visit.Id),
        OrderAction.MissedCheckOut => new MissCheckOut(Order.Id, visit.Id),
        OrderAction.CallBack => new CallBackVisit(Order.Id, visit.Id, Pick % 3 != 0),
        OrderAction.Report => new ReportPerson(Order.Id, visit.Id, "说话难听"),
        _ => (Pick % 4) switch
        {
            0 => new SettleAssignment(Order.Id, visit.Id, null, null, null),
            1 => new SettleAssignment(Order.Id, visit.Id, Now, Now.AddHours(1), null),
            _ => new SettleAssignment(Order.Id, visit.Id, visit.PlannedFrom, visit.PlannedFrom.AddMinutes(20 + (Pick % 60)), null),
        },
    };

    private OrderCommand AboutOrder(OrderAction action) => action switch
    {
        OrderAction.Change => Change(),
        OrderAction.Dispatch => Dispatch(),
        OrderAction.Undo => new UndoDispatch(Order.Id),
        OrderAction.Withdraw => new WithdrawOrder(Order.Id, null),
        OrderAction.Reject => new RejectOrder(Order.Id, "不在服务范围"),
        OrderAction.Forward => new ForwardOrder(Order.Id, SisterSite),
        OrderAction.Return => new ReturnOrder(Order.Id, null),
        OrderAction.Rate => Rate(),
        OrderAction.Timeout => new TimeOutRating(Order.Id),
        OrderAction.FindNobody => new FindNobody(Order.Id),
        OrderAction.Resolve => new ResolveDispute(Order.Id, [.. Order.Assignments.Where(a => a.State is AssignmentState.Served).Select(Verdict)], null),
        OrderAction.Reopen => new ReopenOrder(Order.Id, Now.AddDays(1), Now.AddDays(1).AddMinutes(90)),
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private ChangeOrder Change() => (Pick % 4) switch
    {
        0 => new(Order.Id, null, null, null, "带上轮椅", null),
        1 => new(Order.Id, null, null, 1 + (Pick / 4 % 4), null, null),
        2 => new(Order.Id, Now.AddHours(1), Now.AddHours(2), null, null, null),
        _ => new(Order.Id, Now.AddDays(1), Now.AddDays(1).AddMinutes(90), 1 + (Pick / 4 % 4), null, null),
    };

    private DispatchOrder Dispatch() => (Pick % 6) switch
    {
        0 => new(Order.Id, [], true, null),
        1 => new(Order.Id, [Volunteers[Pick / 6 % Volunteers.Length]], true, Now.AddMinutes(10)),
        2 => new(Order.Id, Volunteers, false, Now.AddDays(3)),
        _ => new(Order.Id, [Volunteers[Pick / 6 % Volunteers.Length]], false, Now.AddDays(3)),
    };

    private RateOrder Rate() => (Pick % 6) switch
    {
        0 => new(Order.Id, Answer.Unsolved, 1, [], null, Objection.None),
        1 => new(Order.Id, Answer.Partly, null, [], null, Objection.WrongTimes),
        2 => new(Order.Id, Answer.Unsolved, null, [], null, Objection.NobodyCame),
        _ => new(Order.Id, Answer.Solved, 5, [], null, Objection.None),
    };

    private Verdict Verdict(Assignment visit, int index) => new(visit.Id, ((Pick + index) % 4) switch { 0 => 0, 1 => 30, 2 => 45, _ => null });

    /// <summary>Staff vouch and know no code; volunteers hear it read out, and now and then mishear.</summary>
    private string? Code(Assignment visit, string right) => visit.PersonId != Person ? null : Pick % 8 == 0 ? WrongCode : right;

    private Offer? Offer(OrderAction action) =>
        Choose(Order.Offers, o => o.State is OfferState.Live && (action is OrderAction.Recall or OrderAction.Lapse || o.PersonId is null || o.PersonId == Person));

    private Assignment? Visit(OrderAction action) => Choose(Order.Assignments, a => action switch
    {
        OrderAction.GiveBack or OrderAction.Late or OrderAction.CheckIn or OrderAction.NoShow => a.State is AssignmentState.Accepted,
        OrderAction.CheckOut or OrderAction.MissedCheckOut => a.State is AssignmentState.InService,
        OrderAction.Settle => a.State is AssignmentState.Unfinished or AssignmentState.NoShow,
        _ => a.State is AssignmentState.Served,
    } && (!Volunteers.Contains(Person ?? Guid.Empty) || a.PersonId == Person));

    private Case? Case(Func<Case, bool> fits) => Choose(Order.Cases, fits);

    private T? Choose<T>(IReadOnlyList<T> all, Func<T, bool> fits) where T : class
    {
        var some = Pick % 10 == Anything ? all : [.. all.Where(fits)];
        if (some.Count == 0) { some = all; }
        return some.Count == 0 ? null : some[Pick / 10 % some.Count];
    }
}
