using System.Diagnostics;

namespace TimeBank.Orders;

public sealed partial class Order
{
    /// <summary>Makes an event true. Each event is one version of the order.</summary>
    internal void Apply(OrderEvent happened)
    {
        Version++;
        switch (happened)
        {
            case OrderPlaced or CodeMissed or CaseOpened or CaseProposed or CaseClosed: ApplyRest(happened); break;
            case OrderChanged e:
                if (e.WantedFrom != WantedFrom) { WantedSince = e.At; }
                (WantedFrom, WantedUntil, Places) = (e.WantedFrom, e.WantedUntil, e.Places);
                break;
            case OfferMade or OfferRecalled or OfferLapsed or OfferDeclined or OfferTaken: ApplyOffer(happened); break;
            case OrderWithdrawn e: Close(OrderState.Withdrawn, e.At); break;
            case OrderRejected e: Close(OrderState.Rejected, e.At); break;
            case OrderRated e: Close(OrderState.Rated, e.At); break;
            case DisputeResolved e: Close(OrderState.Rated, e.At); break;
            case OrderDisputed: State = OrderState.Disputed; break;
            case OrderForwarded e: (SiteId, ForwardedFromId) = (e.ToSiteId, e.FromSiteId); break;
            case NobodyFound e: (NobodyFoundFor, AnswerDueAt) = (e.BeginsAt, e.DeadlineAt); break;
            case OrderReturned e: (SiteId, ForwardedFromId, Returned) = (e.ToSiteId, null, true); break;
            default: ApplyAssignment(happened); break;
        }

        Recompute();
    }

    private void ApplyOffer(OrderEvent happened)
    {
        switch (happened)
        {
            case OfferMade e:
                Offers.Add(new() { Id = e.OfferId, OrderId = Id, PersonId = e.PersonId, MadeById = e.ActorId!.Value, MadeAt = e.At, DeadlineAt = e.DeadlineAt });
                (DispatchedAt, DispatchedById) = (DispatchedAt ?? e.At, DispatchedById ?? e.ActorId);
                break;
            case OfferRecalled e: OfferOf(e.OfferId).End(OfferState.Recalled, e.At); break;
            case OfferLapsed e: OfferOf(e.OfferId).End(OfferState.Lapsed, e.At); break;
            case OfferDeclined e: OfferOf(e.OfferId).End(OfferState.Declined, e.At); break;
            case OfferTaken e:
                Assignments.Add(new()
                {
                    Id = e.AssignmentId,
                    OrderId = Id,
                    OfferId = e.OfferId,
                    PersonId = e.PersonId,
                    AcceptedAt = e.At,
                    Planned = Assignment.Span(WantedFrom, WantedUntil),
                });
                AcceptedAt ??= e.At;
                var offer = OfferOf(e.OfferId);
                if (offer.PersonId is not null || FreePlaces == 0) { offer.End(OfferState.Taken, e.At); }
                break;
        }
    }

    private void ApplyAssignment(OrderEvent happened)
    {
        switch (happened)
        {
            case AssignmentGivenBack e: AssignmentOf(e.AssignmentId)!.End(AssignmentState.GivenBack, e.At); break;
            case AssignmentReleased e: AssignmentOf(e.AssignmentId)!.End(AssignmentState.Released, e.At); break;
            case VolunteerLate e: AssignmentOf(e.AssignmentId)!.LateMinutes = e.Minutes; break;
            case NoShowMarked e: AssignmentOf(e.AssignmentId)!.End(AssignmentState.NoShow, e.At); break;
            case CheckOutMissed e: AssignmentOf(e.AssignmentId)!.End(AssignmentState.Unfinished, e.At); break;
            case AssignmentVoided e: AssignmentOf(e.AssignmentId)!.End(AssignmentState.Void, e.At); break;
            case MinutesApproved e: AssignmentOf(e.AssignmentId)!.ApprovedById = e.ActorId; break;
            case CheckedIn e:
                var arrived = AssignmentOf(e.AssignmentId)!;
                (arrived.State, arrived.CheckedInAt, arrived.CheckedInByCode, arrived.CheckedInById) = (AssignmentState.InService, e.At, e.ByCode, e.ActorId);
                break;
            case CheckedOut e:
                var left = AssignmentOf(e.AssignmentId)!;
                (left.CheckedOutAt, left.CheckedOutByCode, left.CheckedOutById) = (e.Until, e.ByCode, e.ActorId);
                left.End(AssignmentState.Served, e.At);
                break;
            case AssignmentRuled e:
                var ruled = AssignmentOf(e.AssignmentId)!;
                ruled.ApprovedById = e.ActorId;
                ruled.End(AssignmentState.Served, e.At);
                break;
            case CalledBack e:
                var called = AssignmentOf(e.AssignmentId)!;
                (called.CalledBackById, called.CalledBackAt, called.CallBackConfirmed) = (e.ActorId, e.At, e.Confirmed);
                break;
            default: throw new UnreachableException(happened.GetType().Name);
        }
    }

    private void ApplyRest(OrderEvent happened)
    {
        switch (happened)
        {
            case CodeMissed { End: false } e: AssignmentOf(e.AssignmentId)!.StartMisses++; break;
            case CodeMissed e: AssignmentOf(e.AssignmentId)!.EndMisses++; break;
            case CaseOpened e: Cases.Add(new() { Id = e.CaseId, OrderId = Id, AssignmentId = e.AssignmentId, Kind = e.Kind, OpenedAt = e.At, ReporterId = e.ReporterId }); break;
            case CaseProposed e: CaseOf(e.CaseId)!.Propose(e.Verdicts, e.ActorId!.Value, e.At); break;
            case CaseClosed e: CaseOf(e.CaseId)!.Close(e.ActorId, e.At); break;
        }
    }

    public Case? CaseOf(Guid? id) => Cases.FirstOrDefault(c => c.Id == id);

    public Offer OfferOf(Guid id) => Offers.First(o => o.Id == id);

    private void Close(OrderState state, DateTimeOffset at) => (State, ClosedAt) = (state, at);
}
