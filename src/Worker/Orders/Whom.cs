using TimeBank.Orders;

namespace TimeBank.Worker.Orders;

/// <param name="PersonId">Null: there is nobody to tell.</param>
internal readonly record struct Letter(string Kind, Guid? PersonId);

/// <summary>Which event concerns whom.</summary>
internal static class Whom
{
    public const string PleaseRate = "order.served";
    public const string FindSomebody = "order.nobody_found_staff";

    /// <summary>Events of one step carry one instant, and the table keeps microseconds of it.</summary>
    private static readonly TimeSpan _sameStep = TimeSpan.FromMilliseconds(1);

    /// <param name="order">As it is now: closed states and the instants of a step no longer change.</param>
    public static IEnumerable<Letter> ToTell(OrderEvent happened, Order order) =>
    [
        .. OfStep(happened, order),
        .. EndsAVisit(happened) && IsStepOf(happened, order.ServedAt) ? [new(PleaseRate, order.OrdererId)] : Array.Empty<Letter>(),
    ];

    private static Letter[] OfStep(OrderEvent happened, Order order) => happened switch
    {
        OfferMade e => [new("offer.made", e.PersonId)],
        OfferRecalled e => [new("offer.recalled", e.PersonId)],
        OfferTaken => [new("order.accepted", order.OrdererId), new("order.accepted", order.ServedId)],
        AssignmentGivenBack e =>
            [new("order.given_back", order.DispatchedById), new("order.given_back", e.PersonId), new("order.searching", order.OrdererId), new("order.searching", order.ServedId)],
        VolunteerLate => [new("visit.late", order.OrdererId), new("visit.late", order.ServedId), new("visit.late", order.DispatchedById)],
        // A withdrawn order lets its volunteers go: they hear why, once.
        AssignmentReleased e => [new(order.State is OrderState.Withdrawn && IsStepOf(e, order.ClosedAt) ? "order.withdrawn" : "order.released", e.PersonId)],
        OrderWithdrawn => [new("order.withdrawn", order.OrdererId), new("order.withdrawn", order.ServedId)],
        OrderRejected => [new("order.rejected", order.OrdererId), new("order.rejected", order.ServedId)],
        NobodyFound => [new("order.nobody_found", order.OrdererId), new("order.nobody_found", order.ServedId), new(FindSomebody, order.DispatchedById)],
        NoShowMarked e => [new("no_show.marked", e.PersonId), new("order.nobody_came", order.OrdererId), new("order.nobody_came", order.ServedId)],
        CheckOutMissed e => [new("check_out.missed", e.PersonId), new("check_out.missed", order.DispatchedById)],
        // Of a missing check-out the dispatcher has just heard.
        CaseOpened { Kind: not CaseKind.MissedCheckOut } => [new("case.opened", order.DispatchedById)],
        DisputeResolved => [new("order.dispute_resolved", order.OrdererId), .. Served(order).Select(v => new Letter("order.dispute_resolved", v))],
        OrderRated { Answer: Answer.NoAnswer } => [new("order.timed_out", order.OrdererId)],
        _ => [],
    };

    private static IEnumerable<Guid> Served(Order order) =>
        order.Assignments.Where(a => a.State is AssignmentState.Served or AssignmentState.Void).Select(a => a.PersonId);

    /// <summary>The last of these makes the order served.</summary>
    private static bool EndsAVisit(OrderEvent happened) =>
        happened is CheckedOut or CheckOutMissed or AssignmentGivenBack or NoShowMarked or AssignmentRuled or AssignmentVoided;

    private static bool IsStepOf(OrderEvent happened, DateTimeOffset? instant) => instant is { } at && (happened.At - at).Duration() < _sameStep;
}
