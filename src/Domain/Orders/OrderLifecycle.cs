using System.Diagnostics;
using TimeBank.Records;

namespace TimeBank.Orders;

/// <summary>What follows from a command. A refusal may have events too: a missed code is one.</summary>
public sealed record Decision(IReadOnlyList<OrderEvent> Events, Refusal? Refusal = null)
{
    public static implicit operator Decision(Refusal refusal) => new([], refusal);

    public static implicit operator Decision(OrderEvent happened) => new([happened]);

    // Both arguments named: with one the copy constructor would be meant, through this very conversion, for ever.
    public static implicit operator Decision(List<OrderEvent> events) => new(events, null);

    public static Decision ToDecision(Refusal refusal) => refusal;
}

/// <summary>Every legal step of an order. Pure: no clock, no database; the same order, facts and command give the same answer.</summary>
public static class OrderLifecycle
{
    public static Decision Decide(Order order, OrderFacts facts, OrderCommand command)
    {
        if (OrderRules.Check(order, facts, command) is { } no) { return no; }
        var step = new OrderSteps(order, facts);
        return command switch
        {
            ChangeOrder c => step.Change(c),
            DispatchOrder c => step.Dispatch(c),
            UndoDispatch => step.Undo(),
            RecallOffer c => step.Recall(c),
            LapseOffer c => step.Lapse(c),
            DeclineOffer c => step.Decline(c),
            AcceptOffer c => step.Accept(c),
            GiveBackVisit c => step.GiveBack(c),
            TellLate or CheckInVisit or CheckOutVisit or MarkNoShow or MissCheckOut or CallBackVisit => new VisitSteps(order, facts).Decide(command),
            SettleAssignment or ApproveCase or ResolveDispute or CloseCase or ReportPerson => new CaseSteps(order, facts).Decide(command),
            WithdrawOrder => step.Withdraw(),
            RejectOrder => new OrderRejected { At = facts.Now, ActorId = facts.CallerId },
            ForwardOrder c => step.Forward(c),
            ReturnOrder => step.Return(),
            RateOrder c => step.Rate(c),
            TimeOutRating => step.TimeOut(),
            FindNobody => step.FindNobody(),
            ReopenOrder c => step.Reopen(c),
            _ => throw new UnreachableException(command.GetType().Name),
        };
    }

    /// <summary>Makes the events true, and what follows by itself: a full or finished order recalls its offers, thin witness opens a case.</summary>
    /// <returns>The events given and those that followed, in order.</returns>
    public static IReadOnlyList<OrderEvent> Carry(Order order, OrderFacts facts, IReadOnlyList<OrderEvent> events)
    {
        List<OrderEvent> all = [.. events];
        foreach (var happened in events) { order.Apply(happened); }
        foreach (var followed in Consequences(order, facts, events))
        {
            order.Apply(followed);
            all.Add(followed);
        }

        if (order.State is OrderState.Served && order.ServedAt is null)
        {
            order.ServedAt = facts.Now;
            order.RateDueAt = facts.Now.AddDays(facts.Policy.RatingDays);
        }

        return all;
    }

    private static List<OrderEvent> Consequences(Order order, OrderFacts facts, IReadOnlyList<OrderEvent> events)
    {
        List<OrderEvent> follow = [];
        if (order.FreePlaces == 0)
        {
            follow.AddRange(from offer in order.Offers
                            where offer.State is OfferState.Live
                            select new OfferRecalled(offer.Id, offer.PersonId) { At = facts.Now, ActorId = facts.CallerId });
        }

        // Only a new witness lifts a standing; a kinship that is struck off does not.
        var isWitnessed = events.Any(e => e is CheckedOut or CalledBack);
        foreach (var assignment in order.Assignments)
        {
            var waits = assignment is { State: AssignmentState.Served, ApprovedById: null } && Witnesses.StandingOf(order, assignment, facts) is Standing.Declared;
            var open = order.OpenCase(CaseKind.DeclaredMinutes, assignment.Id);
            if (waits && open is null)
            {
                follow.Add(new CaseOpened(Guid.CreateVersion7(facts.Now), CaseKind.DeclaredMinutes, assignment.Id) { At = facts.Now, ActorId = facts.CallerId });
            }
            else if (!waits && open is not null && (isWitnessed || assignment is not { State: AssignmentState.Served, ApprovedById: null }))
            {
                follow.Add(new CaseClosed(open.Id) { At = facts.Now, ActorId = facts.CallerId });
            }
        }

        return follow;
    }
}
