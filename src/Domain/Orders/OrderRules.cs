using static TimeBank.Orders.Relation;

namespace TimeBank.Orders;

/// <summary>A step that the caller may take now, for pages and programs.</summary>
public sealed record AllowedMove(OrderAction Action, Guid? SubjectId);

/// <summary>Who may take which step when. The desk decides by it and the API lists the allowed moves from it: one table for both.</summary>
internal static class OrderRules
{
    private sealed record Rule(OrderAction Action, Relation Who, Func<Order, object?, bool> When);

    private static readonly Rule[] _rules =
    [
        new(OrderAction.Change, Orderer | Dispatcher, (o, _) => o.State is OrderState.Placed or OrderState.Offered or OrderState.Accepted && !o.HasServed),
        new(OrderAction.Dispatch, Dispatcher, (o, _) => o.FreePlaces > 0),
        new(OrderAction.Undo, Dispatcher, (o, _) => o.NewestDispatch.Any(f => f.State is OfferState.Live)),
        new(OrderAction.Recall, Dispatcher, (_, s) => s is Offer { State: OfferState.Live }),
        new(OrderAction.Lapse, Worker, (_, s) => s is Offer { State: OfferState.Live }),
        new(OrderAction.Decline, Offered, (_, s) => s is Offer { State: OfferState.Live }),
        new(OrderAction.Accept, Offered, (o, s) => s is Offer { State: OfferState.Live } && o.FreePlaces > 0),
        new(OrderAction.GiveBack, Assigned | Dispatcher, (_, s) => s is Assignment { State: AssignmentState.Accepted }),
        new(OrderAction.Late, Assigned | Dispatcher, (_, s) => s is Assignment { State: AssignmentState.Accepted }),
        new(OrderAction.CheckIn, Assigned | Dispatcher, (_, s) => s is Assignment { State: AssignmentState.Accepted }),
        new(OrderAction.CheckOut, Assigned | Dispatcher, (_, s) => s is Assignment { State: AssignmentState.InService }),
        new(OrderAction.NoShow, Dispatcher, (_, s) => s is Assignment { State: AssignmentState.Accepted }),
        new(OrderAction.MissedCheckOut, Worker, (_, s) => s is Assignment { State: AssignmentState.InService }),
        new(OrderAction.Settle, Manager, (_, s) => s is Assignment { State: AssignmentState.Unfinished or AssignmentState.NoShow }),
        new(OrderAction.Approve, Manager, (_, s) => s is Case { State: CaseState.Proposed } or Case { State: CaseState.Open, Kind: CaseKind.DeclaredMinutes }),
        new(OrderAction.Withdraw, Orderer | Dispatcher, (o, _) => o.State is OrderState.Placed or OrderState.Offered or OrderState.Accepted && !o.HasServed),
        new(OrderAction.Reject, Dispatcher, (o, _) => o.State is OrderState.Placed),
        new(OrderAction.Forward, Dispatcher, (o, _) => o.State is OrderState.Placed),
        new(OrderAction.Return, Dispatcher, (o, _) => o.State is OrderState.Placed && o.ForwardedFromId is not null),
        new(OrderAction.Rate, Orderer | Dispatcher, (o, _) => o.State is OrderState.Served),
        new(OrderAction.Timeout, Worker, (o, _) => o.State is OrderState.Served),
        new(OrderAction.CallBack, Dispatcher, (_, s) => s is Assignment { State: AssignmentState.Served, CallBackConfirmed: not true }),
        new(OrderAction.Resolve, Manager, (o, _) => o.State is OrderState.Disputed),
        new(OrderAction.CloseCase, Dispatcher, (_, s) => s is Case { Kind: CaseKind.Complaint, State: not CaseState.Closed }),
        new(OrderAction.Report, Orderer | Assigned | Dispatcher, (_, s) => s is Assignment),
        new(OrderAction.FindNobody, Worker, (o, _) => o.IsWaiting),
        new(OrderAction.Reopen, Orderer | Dispatcher, (o, _) => o.State is OrderState.Rated),
    ];

    /// <summary>The refusal of table and right, or null when the step may be looked at in detail.</summary>
    public static Refusal? Check(Order order, OrderFacts facts, OrderCommand command)
    {
        if (facts.Relation is None) { return OrderRefusals.NotFound; }
        var rule = _rules.Single(r => r.Action == command.Action);
        if (!facts.Has(rule.Who)) { return OrderRefusals.Forbidden; }
        var subject = SubjectOf(order, command.SubjectId);
        if (command.SubjectId is not null && subject is null) { return OrderRefusals.NotFound; }
        if (!IsOwn(rule.Action, subject, facts)) { return OrderRefusals.Forbidden; }
        if (command.SeenVersion is { } seen && seen != order.Version) { return OrderRefusals.Moved.With("version", order.Version); }
        return rule.When(order, subject) ? null : NotNow(order, facts, command, subject);
    }

    public static IReadOnlyList<AllowedMove> Allowed(Order order, OrderFacts facts)
    {
        object?[] subjects = [null, .. order.Offers, .. order.Assignments, .. order.Cases];
        return [.. from rule in _rules
                   where facts.Has(rule.Who)
                   from subject in subjects
                   where IsAbout(rule.Action, subject) && IsOwn(rule.Action, subject, facts) && rule.When(order, subject)
                   select new AllowedMove(rule.Action, IdOf(subject))];
    }

    /// <summary>Who may read need and address, and see the photos.</summary>
    public static bool SeesNeed(Order order, OrderFacts facts) => facts.Has(Orderer | Dispatcher) || order.Assignments.Any(a => a.PersonId == facts.CallerId && a.IsLive);

    /// <summary>A volunteer's own offer, a pool offer or own assignment; staff and the worker may touch everybody's, and whoever ordered may report anybody who was to come.</summary>
    private static bool IsOwn(OrderAction action, object? subject, OrderFacts facts) => facts.Has(Dispatcher | Worker) || subject switch
    {
        Offer offer => offer.PersonId is null || offer.PersonId == facts.CallerId,
        Assignment when action is OrderAction.Report && facts.Has(Orderer) => true,
        Assignment assignment => assignment.PersonId == facts.CallerId,
        _ => true,
    };

    private static bool IsAbout(OrderAction action, object? subject) => action switch
    {
        OrderAction.Recall or OrderAction.Lapse or OrderAction.Decline or OrderAction.Accept => subject is Offer,
        OrderAction.GiveBack or OrderAction.Late or OrderAction.CheckIn or OrderAction.CheckOut or OrderAction.NoShow
            or OrderAction.MissedCheckOut or OrderAction.Settle or OrderAction.CallBack or OrderAction.Report => subject is Assignment,
        OrderAction.Approve or OrderAction.CloseCase => subject is Case,
        _ => subject is null,
    };

    private static object? SubjectOf(Order order, Guid? id) =>
        (object?)order.Offers.FirstOrDefault(o => o.Id == id) ?? (object?)order.AssignmentOf(id) ?? order.CaseOf(id);

    private static Guid? IdOf(object? subject) => subject switch
    {
        Offer offer => offer.Id,
        Assignment assignment => assignment.Id,
        Case settled => settled.Id,
        _ => null,
    };

    private static Refusal NotNow(Order order, OrderFacts facts, OrderCommand command, object? subject)
    {
        var why = (command.Action, subject) switch
        {
            // "Taken" is for who was late: somebody else has the place. Otherwise the offer ended for another reason.
            (OrderAction.Accept, Offer { State: not (OfferState.Declined or OfferState.Lapsed) })
                when order.Assignments.Any(a => a.HoldsPlace && a.PersonId != facts.CallerId) => OrderRefusals.Taken,
            (OrderAction.Accept or OrderAction.Decline or OrderAction.Recall, Offer) => OrderRefusals.OfferEnded,
            (OrderAction.CheckOut, Assignment { State: AssignmentState.Accepted }) => OrderRefusals.EndCodeTooEarly,
            (OrderAction.Rate, _) when order.State is OrderState.Rated or OrderState.Disputed => OrderRefusals.AlreadyRated,
            _ => OrderRefusals.NotNow,
        };
        return why.With("state", order.State).With("allowed", Allowed(order, facts).Select(m => m.Action).Distinct().ToArray());
    }
}
