using System.Text.Json.Serialization;

namespace TimeBank.Orders;

/// <summary>What can have happened to an order. Ids, codes and instants only: the history is kept for ever, words about people are not in it.</summary>
/// <remarks>Wire names are public and versioned; a changed meaning is a new name. Tidy.Tests holds them to one name each, with a version.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OrderPlaced), "order.placed.v1")]
[JsonDerivedType(typeof(OrderChanged), "order.changed.v1")]
[JsonDerivedType(typeof(OfferMade), "order.offered.v1")]
[JsonDerivedType(typeof(OfferRecalled), "order.offer_recalled.v1")]
[JsonDerivedType(typeof(OfferLapsed), "order.offer_lapsed.v1")]
[JsonDerivedType(typeof(OfferDeclined), "order.offer_declined.v1")]
[JsonDerivedType(typeof(OfferTaken), "order.accepted.v1")]
[JsonDerivedType(typeof(AssignmentGivenBack), "order.given_back.v1")]
[JsonDerivedType(typeof(AssignmentReleased), "order.released.v1")]
[JsonDerivedType(typeof(VolunteerLate), "order.volunteer_late.v1")]
[JsonDerivedType(typeof(CheckedIn), "order.checked_in.v1")]
[JsonDerivedType(typeof(CheckedOut), "order.checked_out.v1")]
[JsonDerivedType(typeof(CodeMissed), "order.code_missed.v1")]
[JsonDerivedType(typeof(NoShowMarked), "order.no_show.v1")]
[JsonDerivedType(typeof(CheckOutMissed), "order.check_out_missed.v1")]
[JsonDerivedType(typeof(NobodyFound), "order.nobody_found.v1")]
[JsonDerivedType(typeof(CaseOpened), "order.case_opened.v1")]
[JsonDerivedType(typeof(CaseProposed), "order.case_proposed.v1")]
[JsonDerivedType(typeof(CaseClosed), "order.case_closed.v1")]
[JsonDerivedType(typeof(AssignmentRuled), "order.ruled.v1")]
[JsonDerivedType(typeof(AssignmentVoided), "order.voided.v1")]
[JsonDerivedType(typeof(MinutesApproved), "order.minutes_approved.v1")]
[JsonDerivedType(typeof(CalledBack), "order.called_back.v1")]
[JsonDerivedType(typeof(OrderWithdrawn), "order.withdrawn.v1")]
[JsonDerivedType(typeof(OrderRejected), "order.rejected.v1")]
[JsonDerivedType(typeof(OrderForwarded), "order.forwarded.v1")]
[JsonDerivedType(typeof(OrderReturned), "order.returned.v1")]
[JsonDerivedType(typeof(OrderRated), "order.rated.v1")]
[JsonDerivedType(typeof(OrderDisputed), "order.disputed.v1")]
[JsonDerivedType(typeof(DisputeResolved), "order.resolved.v1")]
public abstract record OrderEvent
{
    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who did it; null: the worker.</summary>
    public required Guid? ActorId { get; init; }
}

public sealed record OrderPlaced(Guid SiteId, Guid ItemId, Guid? FollowsId) : OrderEvent;

public sealed record OrderChanged(DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, int Places) : OrderEvent;

public sealed record OfferMade(Guid OfferId, Guid? PersonId, DateTimeOffset DeadlineAt) : OrderEvent;

public sealed record OfferRecalled(Guid OfferId, Guid? PersonId) : OrderEvent;

public sealed record OfferLapsed(Guid OfferId, Guid? PersonId) : OrderEvent;

public sealed record OfferDeclined(Guid OfferId) : OrderEvent;

public sealed record OfferTaken(Guid OfferId, Guid AssignmentId, Guid PersonId) : OrderEvent;

public sealed record AssignmentGivenBack(Guid AssignmentId, Guid PersonId) : OrderEvent;

public sealed record AssignmentReleased(Guid AssignmentId, Guid PersonId) : OrderEvent;

/// <param name="Minutes">After the planned time.</param>
public sealed record VolunteerLate(Guid AssignmentId, Guid PersonId, int Minutes) : OrderEvent;

/// <param name="ByCode">False: a dispatcher vouched.</param>
public sealed record CheckedIn(Guid AssignmentId, bool ByCode) : OrderEvent;

/// <param name="Until">The end that counts: not later than the item's greatest minutes after the start.</param>
public sealed record CheckedOut(Guid AssignmentId, Guid PersonId, bool ByCode, VisitOutcome Outcome, DateTimeOffset From, DateTimeOffset Until) : OrderEvent;

public sealed record CodeMissed(Guid AssignmentId, bool End) : OrderEvent;

public sealed record NoShowMarked(Guid AssignmentId, Guid PersonId) : OrderEvent;

public sealed record CheckOutMissed(Guid AssignmentId, Guid PersonId) : OrderEvent;

/// <param name="BeginsAt">The wanted time that it was said about.</param>
/// <param name="DeadlineAt">By when the station answers.</param>
public sealed record NobodyFound(DateTimeOffset BeginsAt, DateTimeOffset DeadlineAt) : OrderEvent;

/// <param name="ReporterId">Where a person reported another; the words are sealed elsewhere.</param>
public sealed record CaseOpened(Guid CaseId, CaseKind Kind, Guid? AssignmentId, Guid? ReporterId = null) : OrderEvent;

public sealed record CaseProposed(Guid CaseId, IReadOnlyList<Verdict> Verdicts) : OrderEvent;

public sealed record CaseClosed(Guid CaseId) : OrderEvent;

/// <summary>Two people said from when to when it was; the assignment counts as served with these minutes, declared unless witnessed.</summary>
public sealed record AssignmentRuled(Guid AssignmentId, Guid PersonId, DateTimeOffset From, DateTimeOffset Until, int Minutes) : OrderEvent;

public sealed record AssignmentVoided(Guid AssignmentId, Guid PersonId) : OrderEvent;

public sealed record MinutesApproved(Guid AssignmentId, Guid PersonId) : OrderEvent;

public sealed record CalledBack(Guid AssignmentId, bool Confirmed) : OrderEvent;

public sealed record OrderWithdrawn : OrderEvent;

public sealed record OrderRejected : OrderEvent;

public sealed record OrderForwarded(Guid FromSiteId, Guid ToSiteId) : OrderEvent;

public sealed record OrderReturned(Guid FromSiteId, Guid ToSiteId) : OrderEvent;

public sealed record OrderRated(Answer Answer, int? Stars) : OrderEvent;

public sealed record OrderDisputed(Answer Answer, int? Stars, Objection Objection) : OrderEvent;

public sealed record DisputeResolved : OrderEvent;
