using TimeBank.Photos;
using TimeBank.Records;

namespace TimeBank.Orders;

/// <summary>One line of a list.</summary>
public sealed record OrderLine(
    Guid Id, long Number, OrderState State, Urgency Urgency, Guid SiteId, string SiteName, Guid ItemId, string ItemName, string ItemNameEn, int Places, int Taken,
    DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, DateTimeOffset PlacedAt, DateTimeOffset DispatchDueAt, int OpenCases);

/// <summary>One order as this caller may see it: what is not theirs to know is null.</summary>
public sealed record OrderView
{
    public required Guid Id { get; init; }
    public required long Number { get; init; }
    public required OrderState State { get; init; }
    public required int Version { get; init; }
    public required Urgency Urgency { get; init; }
    public required OrderOrigin Origin { get; init; }
    public required OrderChannel Channel { get; init; }
    public required Guid SiteId { get; init; }
    public required string SiteName { get; init; }
    public required Guid ItemId { get; init; }
    public required string ItemName { get; init; }
    public required string ItemNameEn { get; init; }
    public required int Places { get; init; }
    public required int FreePlaces { get; init; }
    public required DateTimeOffset WantedFrom { get; init; }
    public required DateTimeOffset WantedUntil { get; init; }
    public required DateTimeOffset PlacedAt { get; init; }
    public required DateTimeOffset DispatchDueAt { get; init; }
    public DateTimeOffset? RateDueAt { get; init; }

    /// <summary>Nobody has been found for the wanted time, and by then the station answers; null where nothing of the kind was said.</summary>
    public DateTimeOffset? AnswerDueAt { get; init; }

    public Guid? FollowsId { get; init; }
    public Guid? FollowedById { get; init; }

    /// <summary>Orderer, staff, and volunteers while they are assigned.</summary>
    public string? Need { get; init; }

    /// <summary>Orderer, staff, and volunteers while they are assigned.</summary>
    public string? Address { get; init; }

    /// <summary>Why it was rejected, withdrawn or returned, or what staff noted last: staff, and the orderer of a closed order.</summary>
    public string? Reason { get; init; }

    /// <summary>Whom it is for; staff, and volunteers while they are assigned.</summary>
    public ContactView? Served { get; init; }

    /// <summary>Whoever ordered, and staff.</summary>
    public Guid? OrdererId { get; init; }

    /// <summary>For whom; whoever ordered, and staff.</summary>
    public Guid? ServedId { get; init; }

    /// <summary>Who is wished for again; whoever ordered, and staff.</summary>
    public WishView? Wished { get; init; }

    /// <summary>Photos, for whoever sees the need.</summary>
    public IReadOnlyList<PhotoView> Photos { get; init; } = [];

    public required IReadOnlyList<OfferView> Offers { get; init; }
    public required IReadOnlyList<AssignmentView> Assignments { get; init; }
    /// <summary>Staff see all; whoever reported somebody sees that alone.</summary>
    public required IReadOnlyList<CaseView> Cases { get; init; }
    public RatingView? Rating { get; init; }
    public required IReadOnlyList<HistoryLine> History { get; init; }
    public required IReadOnlyList<AllowedMove> Allowed { get; init; }

    /// <summary>入账: every record that counts has its transfer.</summary>
    public required bool Credited { get; init; }
}

public sealed record ContactView(Guid PersonId, string Name, string? Phone);

public sealed record OfferView(Guid Id, Guid? PersonId, bool Pool, OfferState State, DateTimeOffset MadeAt, DateTimeOffset DeadlineAt);

/// <param name="Volunteer">姓 + volunteer number for the resident; the whole name for staff and the volunteer.</param>
/// <param name="LateMinutes">The volunteer said they would come so much later than planned.</param>
/// <param name="StartCode">For the orderer alone, from two hours before the visit.</param>
/// <param name="EndCode">For the orderer alone, after check-in.</param>
public sealed record AssignmentView(
    Guid Id, Guid PersonId, string Volunteer, string? VolunteerNumber, AssignmentState State, DateTimeOffset PlannedFrom, DateTimeOffset PlannedUntil,
    DateTimeOffset? CheckedInAt, DateTimeOffset? CheckedOutAt, string? StartCode, string? EndCode, RecordView? Record, int? LateMinutes);

public sealed record RecordView(Guid Id, int Minutes, int CreditMinutes, Standing Standing, Standing FirstStanding, VisitOutcome Outcome, bool Counts, IReadOnlyList<WitnessHow> Witnesses);

/// <param name="ReporterId">Who reported the other side of the visit; null for every case that opened by itself.</param>
/// <param name="Words">Of the report: for staff who have no part in it, and the reporter.</param>
public sealed record CaseView(
    Guid Id, CaseKind Kind, CaseState State, Guid? AssignmentId, DateTimeOffset OpenedAt, Guid? ProposedById, IReadOnlyList<Verdict>? Proposal, Guid? ReporterId = null, string? Words = null);

/// <param name="Volunteer">As in an assignment.</param>
public sealed record WishView(Guid PersonId, string Volunteer, string? VolunteerNumber);

public sealed record RatingView(Answer Answer, int? Stars, IReadOnlyList<RatingTag> Tags, string? Words, DateTimeOffset RatedAt);

public sealed record HistoryLine(int Version, string Name, DateTimeOffset At, Guid? ActorId);
