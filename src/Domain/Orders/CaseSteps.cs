using System.Diagnostics;
using TimeBank.Records;

namespace TimeBank.Orders;

/// <summary>What persons settle. Minutes that differ from the record take two people, neither of whom served or is family of who did.</summary>
internal sealed class CaseSteps(Order order, OrderFacts facts)
{
    private DateTimeOffset Now => facts.Now;

    private Guid Caller => facts.CallerId!.Value;

    public Decision Decide(OrderCommand command) => command switch
    {
        SettleAssignment c => Settle(c),
        ApproveCase c => Approve(order.CaseOf(c.CaseId)!),
        ResolveDispute c => Resolve(c),
        CloseCase c => Interested(null) || IsOrderer ? OrderRefusals.OwnInterest : new CaseClosed(c.CaseId) { At = Now, ActorId = Caller },
        ReportPerson c => Report(c),
        _ => throw new UnreachableException(command.GetType().Name),
    };

    /// <summary>Before or after the rating, by either side; whoever has reported waits for the answer before the next report.
    /// Who it was stands in the case alone: the history is read by all staff, be the report about one of them.</summary>
    private Decision Report(ReportPerson c)
    {
        if (string.IsNullOrWhiteSpace(c.Words)) { return OrderRefusals.ReportWords; }
        return order.Cases.Any(k => k.ReporterId == Caller && k.State is not CaseState.Closed)
            ? OrderRefusals.ReportedAlready
            : new CaseOpened(Guid.CreateVersion7(Now), CaseKind.Complaint, c.AssignmentId, Caller) { At = Now, ActorId = null };
    }

    private Decision Settle(SettleAssignment c)
    {
        var visit = order.AssignmentOf(c.AssignmentId)!;
        if (facts.AreKin(visit.PersonId, Caller)) { return OrderRefusals.OwnInterest; }
        if ((c.From is null) != (c.Until is null)) { return OrderRefusals.BadInterval; }
        if (c is { From: { } from, Until: { } until } && !IsBelievable(visit, from, until)) { return OrderRefusals.BadInterval; }
        // A no-show that did not happen either is no visit to settle: it stays a no-show.
        if (c.From is null && visit.State is AssignmentState.NoShow) { return OrderRefusals.BadInterval; }
        if (c.From is not null && HasPlaceAgain(visit)) { return OrderRefusals.OfferAlready; }

        var minutes = c.From is null ? Minutes.Zero : Minutes.Between(c.From.Value, c.Until!.Value);
        if (c.From is not null && minutes == Minutes.Zero) { return OrderRefusals.BadInterval; }   // "void" is said without an interval
        var kind = visit.State is AssignmentState.NoShow ? CaseKind.NoShowContested : CaseKind.MissedCheckOut;
        var open = order.OpenCase(kind, visit.Id);
        var caseId = open?.Id ?? Guid.CreateVersion7(Now);
        List<OrderEvent> events = open is null ? [new CaseOpened(caseId, kind, visit.Id) { At = Now, ActorId = Caller }] : [];
        events.Add(new CaseProposed(caseId, [new Verdict(visit.Id, minutes.Count, c.From, c.Until)]) { At = Now, ActorId = Caller });
        return events;
    }

    private Decision Approve(Case open)
    {
        if (open.ProposedById == Caller) { return OrderRefusals.SecondPerson; }
        if (Interested(open.AssignmentId)) { return OrderRefusals.OwnInterest; }
        if (open.Kind is CaseKind.Dispute && TookPart()) { return OrderRefusals.TookPart; }
        var closed = new CaseClosed(open.Id) { At = Now, ActorId = Caller };
        if (open.Kind is CaseKind.DeclaredMinutes)
        {
            var visit = order.AssignmentOf(open.AssignmentId)!;
            // The second person of declared minutes is not the first one again.
            if (Witnesses.Of(order, visit).Any(w => w.LoginId == Caller)) { return OrderRefusals.SecondPerson; }
            return (List<OrderEvent>)[new MinutesApproved(visit.Id, visit.PersonId) { At = Now, ActorId = Caller }, closed];
        }

        if (open.Proposal!.Any(v => v.Minutes > 0 && HasPlaceAgain(order.AssignmentOf(v.AssignmentId)!))) { return OrderRefusals.OfferAlready; }
        List<OrderEvent> events = [.. open.Proposal!.SelectMany(Rule), closed];
        if (open.Kind is CaseKind.Dispute) { events.Add(new DisputeResolved { At = Now, ActorId = Caller }); }
        return events;
    }

    private Decision Resolve(ResolveDispute c)
    {
        if (Interested(null)) { return OrderRefusals.OwnInterest; }
        if (TookPart()) { return OrderRefusals.TookPart; }
        var served = order.Assignments.Where(a => a.State is AssignmentState.Served).Select(a => a.Id).ToHashSet();
        if (c.Verdicts.Count != served.Count || !served.SetEquals(c.Verdicts.Select(v => v.AssignmentId))
            || c.Verdicts.Any(v => v.Minutes < 0 || v.Minutes > facts.GreatestMinutes.Count || v.From is not null || v.Until is not null || ReachesBeyondNow(v)))
        {
            return OrderRefusals.Verdicts;
        }

        var dispute = order.OpenCase(CaseKind.Dispute)!;
        if (c.Verdicts.Any(v => v.Minutes > 0)) { return new CaseProposed(dispute.Id, c.Verdicts) { At = Now, ActorId = Caller }; }
        // Whoever has proposed can propose otherwise, but the case is closed by another.
        if (dispute.ProposedById == Caller) { return OrderRefusals.SecondPerson; }
        return (List<OrderEvent>)
        [
            .. c.Verdicts.SelectMany(Rule),
            new CaseClosed(dispute.Id) { At = Now, ActorId = Caller },
            new DisputeResolved { At = Now, ActorId = Caller },
        ];
    }

    private IEnumerable<OrderEvent> Rule(Verdict verdict)
    {
        var visit = order.AssignmentOf(verdict.AssignmentId)!;
        if (verdict.Minutes is null) { yield break; }
        if (verdict.Minutes == 0)
        {
            yield return new AssignmentVoided(visit.Id, visit.PersonId) { At = Now, ActorId = Caller };
            yield break;
        }

        var from = verdict.From ?? StartOf(visit);
        var until = verdict.Until ?? from.AddMinutes(verdict.Minutes.Value);
        yield return new AssignmentRuled(visit.Id, visit.PersonId, from, until, verdict.Minutes.Value) { At = Now, ActorId = Caller };
    }

    private bool IsBelievable(Assignment visit, DateTimeOffset from, DateTimeOffset until) =>
        until > from && until <= Now && from >= visit.AcceptedAt && Minutes.Between(from, until) <= facts.GreatestMinutes;

    private bool ReachesBeyondNow(Verdict v) => v.Minutes is > 0 && StartOf(order.AssignmentOf(v.AssignmentId)!).AddMinutes(v.Minutes.Value) > Now;

    private static DateTimeOffset StartOf(Assignment visit) => visit.CheckedInAt ?? visit.PlannedFrom;

    /// <summary>Who did not come may be offered the order again; who then took it does not get the first place back besides.</summary>
    private bool HasPlaceAgain(Assignment visit) => order.Assignments.Any(a => a.Id != visit.Id && a.PersonId == visit.PersonId && a.HoldsPlace);

    private bool IsOrderer => Caller == order.OrdererId || Caller == order.ServedId;

    private bool Interested(Guid? assignmentId) =>
        order.Assignments.Any(a => (assignmentId is null || a.Id == assignmentId) && facts.AreKin(a.PersonId, Caller));

    private bool TookPart() =>
        order.Offers.Any(o => o.MadeById == Caller)
        || order.Assignments.Any(a => (a.CheckedInById == Caller && a.CheckedInByCode is false) || (a.CheckedOutById == Caller && a.CheckedOutByCode is false));
}
