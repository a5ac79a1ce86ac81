namespace TimeBank.Orders;

/// <summary>Every step a person or the worker may ask for. The names are those of the table, the API and the pages.</summary>
public enum OrderAction
{
    Change, Dispatch, Undo, Recall, Lapse, Decline, Accept, GiveBack, Late, CheckIn, CheckOut, NoShow, MissedCheckOut,
    Settle, Approve, Withdraw, Reject, Forward, Return, Rate, Timeout, CallBack, Resolve, CloseCase, Reopen, Report, FindNobody,
}

/// <summary>A closed list: what people wish to say in their own words is sealed and can be erased, these stay.</summary>
public enum RatingTag { OnTime, Patient, Skilled, Kind, Careful, Late, Careless, Unkind }

public enum VisitOutcome { Done, NotHome }

public enum Answer { Solved, Partly, Unsolved, NoAnswer }

/// <summary>What the resident says was wrong with the visit itself; these alone dispute minutes.</summary>
public enum Objection { None, NobodyCame, WrongTimes }

/// <summary>One step asked of an order that exists.</summary>
public abstract record OrderCommand(Guid OrderId)
{
    public abstract OrderAction Action { get; }

    /// <summary>What the caller saw; a step on an order that has moved since is refused. Null: whatever it is now.</summary>
    public int? SeenVersion { get; init; }

    /// <summary>The offer, assignment or case it is about, where there is one.</summary>
    public virtual Guid? SubjectId => null;
}

public sealed record ChangeOrder(Guid OrderId, DateTimeOffset? WantedFrom, DateTimeOffset? WantedUntil, int? Places, string? Need, string? Address) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Change;
}

/// <summary>Offers to the persons named, and to the pool if asked.</summary>
public sealed record DispatchOrder(Guid OrderId, IReadOnlyList<Guid> PersonIds, bool Pool, DateTimeOffset? Deadline) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Dispatch;
}

/// <summary>The newest dispatch was a mistake: all its offers are recalled, soon after and while nobody has accepted one.</summary>
public sealed record UndoDispatch(Guid OrderId) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Undo;
}

public sealed record RecallOffer(Guid OrderId, Guid OfferId) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Recall;
    public override Guid? SubjectId => OfferId;
}

public sealed record LapseOffer(Guid OrderId, Guid OfferId) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Lapse;
    public override Guid? SubjectId => OfferId;
}

public sealed record DeclineOffer(Guid OrderId, Guid OfferId) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Decline;
    public override Guid? SubjectId => OfferId;
}

public sealed record AcceptOffer(Guid OrderId, Guid OfferId) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Accept;
    public override Guid? SubjectId => OfferId;
}

public sealed record GiveBackVisit(Guid OrderId, Guid AssignmentId, string? Reason) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.GiveBack;
    public override Guid? SubjectId => AssignmentId;
}

/// <summary>I am coming, but later. The resident waits with an easier mind, and the station does not take it for a no-show.</summary>
/// <param name="Minutes">After the planned time; said again, the last word counts.</param>
public sealed record TellLate(Guid OrderId, Guid AssignmentId, int Minutes) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Late;
    public override Guid? SubjectId => AssignmentId;
}

/// <param name="Code">The resident's start code; null when the dispatcher vouches.</param>
public sealed record CheckInVisit(Guid OrderId, Guid AssignmentId, string? Code) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.CheckIn;
    public override Guid? SubjectId => AssignmentId;
}

/// <param name="Code">The resident's end code; null when the dispatcher vouches.</param>
public sealed record CheckOutVisit(Guid OrderId, Guid AssignmentId, string? Code, VisitOutcome Outcome) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.CheckOut;
    public override Guid? SubjectId => AssignmentId;
}

public sealed record MarkNoShow(Guid OrderId, Guid AssignmentId) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.NoShow;
    public override Guid? SubjectId => AssignmentId;
}

public sealed record MissCheckOut(Guid OrderId, Guid AssignmentId) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.MissedCheckOut;
    public override Guid? SubjectId => AssignmentId;
}

/// <summary>What really happened, by a manager; another person approves. Without an interval the visit is void.</summary>
public sealed record SettleAssignment(Guid OrderId, Guid AssignmentId, DateTimeOffset? From, DateTimeOffset? Until, string? Reason) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Settle;
    public override Guid? SubjectId => AssignmentId;
}

/// <summary>The second person's yes to a proposal, or to declared minutes.</summary>
public sealed record ApproveCase(Guid OrderId, Guid CaseId) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Approve;
    public override Guid? SubjectId => CaseId;
}

public sealed record WithdrawOrder(Guid OrderId, string? Reason) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Withdraw;
}

public sealed record RejectOrder(Guid OrderId, string Reason) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Reject;
}

public sealed record ForwardOrder(Guid OrderId, Guid SiteId) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Forward;
}

public sealed record ReturnOrder(Guid OrderId, string? Reason) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Return;
}

/// <param name="Stars">1 to 5, or null.</param>
public sealed record RateOrder(Guid OrderId, Answer Answer, int? Stars, IReadOnlyList<RatingTag> Tags, string? Words, Objection Objection) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Rate;
}

public sealed record TimeOutRating(Guid OrderId) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Timeout;
}

/// <summary>Staff spoke with the served person on the number on file, or at the door where there is none.</summary>
/// <param name="Confirms">The visit took place as recorded.</param>
public sealed record CallBackVisit(Guid OrderId, Guid AssignmentId, bool Confirms) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.CallBack;
    public override Guid? SubjectId => AssignmentId;
}

public sealed record ResolveDispute(Guid OrderId, IReadOnlyList<Verdict> Verdicts, string? Reason) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Resolve;
}

/// <summary>A complaint has been dealt with.</summary>
public sealed record CloseCase(Guid OrderId, Guid CaseId, string? Words) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.CloseCase;
    public override Guid? SubjectId => CaseId;
}

/// <summary>The help is needed again or was not enough: a new order that follows this one. This one never moves again.</summary>
public sealed record ReopenOrder(Guid OrderId, DateTimeOffset WantedFrom, DateTimeOffset WantedUntil) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Reopen;
}

/// <summary>The other side of a visit behaved as nobody should: a complaint with words for staff alone.</summary>
public sealed record ReportPerson(Guid OrderId, Guid AssignmentId, string Words) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.Report;
    public override Guid? SubjectId => AssignmentId;
}

/// <summary>The wanted time is near and nobody has accepted: say so before, not after.</summary>
public sealed record FindNobody(Guid OrderId) : OrderCommand(OrderId)
{
    public override OrderAction Action => OrderAction.FindNobody;
}

/// <summary>An order that does not exist yet (点单).</summary>
/// <param name="SiteId">Where it is wanted; null: the served person's home site.</param>
/// <param name="ServedId">For whom; null: the caller.</param>
/// <param name="WishedId">A volunteer who has served that person before and is wished for again.</param>
public sealed record PlaceOrder(
    Guid? SiteId, Guid ItemId, Guid? ServedId, OrderOrigin Origin, Urgency Urgency, int Places,
    DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, string Need, string Address, bool DespiteDuplicates, Guid? WishedId = null);
