using System.ComponentModel.DataAnnotations;
using TimeBank.Orders;

namespace TimeBank.Api.Orders;

/// <summary>点单: what is asked for, when, where, for whom.</summary>
public sealed record PlaceForm
{
    public required Guid ItemId { get; init; }

    /// <summary>For whom: the caller when absent; a registered relative; for staff anybody of their site.</summary>
    public Guid? ServedId { get; init; }

    /// <summary>The served person's home site when absent.</summary>
    public Guid? SiteId { get; init; }

    [EnumDataType(typeof(OrderOrigin))] public OrderOrigin Origin { get; init; } = OrderOrigin.Resident;
    [EnumDataType(typeof(Urgency))] public Urgency Urgency { get; init; } = Urgency.Ordinary;

    /// <summary>How many volunteers.</summary>
    [Range(1, 20)] public int Places { get; init; } = 1;

    /// <summary>RFC 3339 with an offset.</summary>
    public required DateTimeOffset WantedFrom { get; init; }

    /// <summary>At most 24 hours later.</summary>
    public required DateTimeOffset WantedUntil { get; init; }

    [StringLength(1000, MinimumLength = 1)] public required string Need { get; init; }
    [StringLength(200, MinimumLength = 1)] public required string Address { get; init; }

    /// <summary>A volunteer who has served that person before and is wished for again; nothing is promised.</summary>
    public Guid? WishedId { get; init; }

    /// <summary>Staff: place it although the person has an open order for the same service.</summary>
    public bool DespiteDuplicates { get; init; }

    public PlaceOrder ToCommand() => new(SiteId, ItemId, ServedId, Origin, Urgency, Places, WantedFrom, WantedUntil, Need, Address, DespiteDuplicates, WishedId);
}

/// <summary>One step: <see cref="Action"/> says which, the other fields are those it needs.</summary>
public sealed record MoveForm
{
    [EnumDataType(typeof(OrderAction))] public required OrderAction Action { get; init; }

    /// <summary>The version the caller saw; if the order has moved since, the answer is 409 <c>order.moved</c>.</summary>
    [Range(1, int.MaxValue)] public int? Version { get; init; }

    /// <summary>Recall, Decline, Accept.</summary>
    public Guid? OfferId { get; init; }

    /// <summary>GiveBack, Late, CheckIn, CheckOut, NoShow, Settle, CallBack, Report.</summary>
    public Guid? AssignmentId { get; init; }

    /// <summary>Approve, CloseCase.</summary>
    public Guid? CaseId { get; init; }

    /// <summary>Forward: the parent or a sister site.</summary>
    public Guid? SiteId { get; init; }

    /// <summary>Dispatch: whom to ask.</summary>
    [MaxLength(50)] public IReadOnlyList<Guid>? PersonIds { get; init; }

    /// <summary>Dispatch: also let everybody in reach grab it.</summary>
    public bool Pool { get; init; }

    /// <summary>Dispatch: until when the offers stand; the site's usual time when absent.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Late: how much later than planned.</summary>
    [Range(Assignment.LeastLateMinutes, Assignment.GreatestLateMinutes)] public int? Minutes { get; init; }

    /// <summary>CheckIn, CheckOut: the resident's six digits; absent when a dispatcher vouches.</summary>
    [StringLength(20)] public string? Code { get; init; }

    [EnumDataType(typeof(VisitOutcome))] public VisitOutcome Outcome { get; init; } = VisitOutcome.Done;
    public DateTimeOffset? WantedFrom { get; init; }
    public DateTimeOffset? WantedUntil { get; init; }
    [Range(1, 20)] public int? Places { get; init; }
    [StringLength(1000)] public string? Need { get; init; }
    [StringLength(200)] public string? Address { get; init; }

    /// <summary>Settle: from when to when it really was; both absent: it did not happen.</summary>
    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }

    /// <summary>GiveBack, Settle, Withdraw, Reject, Return, Resolve.</summary>
    [StringLength(500)] public string? Reason { get; init; }

    /// <summary>Rate: 解决了 Solved, 部分解决 Partly, 没解决 Unsolved.</summary>
    [EnumDataType(typeof(Answer))] public Answer? Answer { get; init; }

    [Range(1, 5)] public int? Stars { get; init; }
    [MaxLength(10)] public IReadOnlyList<RatingTag>? Tags { get; init; }
    [StringLength(1000)] public string? Words { get; init; }

    /// <summary>Rate: NobodyCame and WrongTimes dispute the minutes; nothing else does.</summary>
    [EnumDataType(typeof(Objection))] public Objection Objection { get; init; } = Objection.None;

    /// <summary>CallBack: the served person says that the visit took place as recorded.</summary>
    public bool? Confirms { get; init; }

    /// <summary>Resolve: one for each served assignment; minutes absent: as recorded, 0: none, else other minutes.</summary>
    [MaxLength(20)] public IReadOnlyList<VerdictForm>? Verdicts { get; init; }
}

public sealed record VerdictForm
{
    public required Guid AssignmentId { get; init; }
    [Range(0, 1440)] public int? Minutes { get; init; }
}
