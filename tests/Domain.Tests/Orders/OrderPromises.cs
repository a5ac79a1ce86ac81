using TimeBank.Orders;
using static TimeBank.Orders.AssignmentState;

namespace TimeBank.Domain.Tests.Orders;

/// <summary>What of an order can change, as it is now.</summary>
internal sealed record OrderSnapshot(
    OrderState State, int Version, int Places, DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, Guid SiteId, DateTimeOffset? ClosedAt,
    IReadOnlyDictionary<Guid, OfferState> Offers, IReadOnlyDictionary<Guid, AssignmentState> Visits, IReadOnlyDictionary<Guid, CaseState> Cases, string Misses)
{
    public static OrderSnapshot Of(Order order) => new(
        order.State, order.Version, order.Places, order.WantedFrom, order.WantedUntil, order.SiteId, order.ClosedAt,
        order.Offers.ToDictionary(o => o.Id, o => o.State), order.Assignments.ToDictionary(a => a.Id, a => a.State), order.Cases.ToDictionary(c => c.Id, c => c.State),
        string.Join(',', order.Assignments.Select(a => $"{a.StartMisses}/{a.EndMisses}/{a.LateMinutes}")));

    public bool Equals(OrderSnapshot? other) => other is not null && ToString() == other.ToString();

    public override int GetHashCode() => Version;

    public override string ToString() => $"{State} v{Version} {Places} {WantedFrom:O} {WantedUntil:O} {SiteId} {ClosedAt:O} {Said(Offers)} {Said(Visits)} {Said(Cases)} {Misses}";

    private static string Said<T>(IReadOnlyDictionary<Guid, T> states) => string.Join(',', states.OrderBy(s => s.Key).Select(s => $"{s.Key}={s.Value}"));
}

/// <summary>DESIGN §3, said a second time and otherwise than the code does: what must hold of every order after every step. Null: it holds.</summary>
internal static class OrderPromises
{
    private static readonly HashSet<(AssignmentState, AssignmentState)> _visitMoves =
    [
        (Accepted, InService), (Accepted, GivenBack), (Accepted, NoShow), (Accepted, Released),
        (InService, Served), (InService, Unfinished),
        (Unfinished, Served), (Unfinished, AssignmentState.Void), (NoShow, Served),
        (Served, AssignmentState.Void),   // a dispute that finds that nobody came
    ];

    private static readonly HashSet<(CaseState, CaseState)> _caseMoves = [(CaseState.Open, CaseState.Proposed), (CaseState.Open, CaseState.Closed), (CaseState.Proposed, CaseState.Closed)];

    /// <param name="names">The wire names of all events of this order, oldest first.</param>
    /// <param name="visitsThatDidHappen">No-shows that two people found to have come: nobody took an open place for them.</param>
    public static string? Broken(Order order, IReadOnlyList<string> names, IReadOnlySet<Guid> visitsThatDidHappen)
    {
        var expected = StateOf(order, names);
        var held = order.Assignments.Where(a => a.HoldsPlace).ToList();
        var full = order.Places - held.Count <= 0;
        return order.State != expected ? $"The order is {order.State}; from what is true of it follows {expected}."
            : order.Version != names.Count ? $"Version {order.Version} after {names.Count} events."
            : held.Count(a => !visitsThatDidHappen.Contains(a.Id)) > order.Places ? $"{held.Count} volunteers have one of {order.Places} places."
            : held.GroupBy(a => a.PersonId).Any(own => own.Count() > 1) ? "One volunteer has two places."
            : held.Any(a => a.PersonId == order.OrdererId || a.PersonId == order.ServedId) ? "Somebody serves their own order."
            : order.Assignments.Any(a => a.CheckedOutAt is not null && (a.CheckedInAt is null || a.CheckedOutAt < a.CheckedInAt)) ? "A visit ended before it began."
            : order.Assignments.Any(a => a.StartMisses > 5 || a.EndMisses > 5) ? "A code was tried more than five times."
            : order.Assignments.Any(a => a.ApprovedById == a.PersonId) ? "A volunteer approved their own minutes."
            : (full || expected is not (OrderState.Offered or OrderState.Accepted or OrderState.InService)) && order.Offers.Any(o => o.State is OfferState.Live) ? "An offer is live and no place is open."
            : order.Offers.Where(o => o.State is OfferState.Live).GroupBy(o => o.PersonId).Any(same => same.Count() > 1) ? "Somebody is asked twice at once."
            : order.Cases.Any(c => c.ProposedById is not null && c.ProposedById == c.ClosedById) ? "A proposal was closed by whoever made it."
            : order.Cases.Where(c => c.State is not CaseState.Closed).GroupBy(c => (c.Kind, c.AssignmentId, c.ReporterId)).Any(same => same.Count() > 1) ? "Two cases are open about one thing."
            : (order.ClosedAt is not null) != order.IsClosed ? "It is closed without an instant, or the other way round."
            : (order.ServedAt is null) != (order.RateDueAt is null) ? "It was served and need not be rated, or the other way round."
            : null;
    }

    /// <summary>What one step may have changed.</summary>
    public static string? Broken(OrderSnapshot before, OrderSnapshot after) =>
        before.State is OrderState.Rated or OrderState.Rejected or OrderState.Withdrawn && (before.State, before.ClosedAt) != (after.State, after.ClosedAt) ? $"{before.State} is for ever, and it became {after.State}."
        : before.State is OrderState.Disputed && after.State is not (OrderState.Disputed or OrderState.Rated) ? $"A disputed order became {after.State}."
        : Unlike(before.Offers, after.Offers).FirstOrDefault(o => o.Was is not OfferState.Live) is { Id: not null } offer ? $"An offer that was {offer.Was} became {offer.Is}."
        : Unlike(before.Visits, after.Visits).FirstOrDefault(v => !_visitMoves.Contains((v.Was, v.Is))) is { Id: not null } visit ? $"A visit that was {visit.Was} became {visit.Is}."
        : Unlike(before.Cases, after.Cases).FirstOrDefault(c => !_caseMoves.Contains((c.Was, c.Is))) is { Id: not null } settled ? $"A case that was {settled.Was} became {settled.Is}."
        : before.Offers.Keys.Except(after.Offers.Keys).Any() || before.Visits.Keys.Except(after.Visits.Keys).Any() || before.Cases.Keys.Except(after.Cases.Keys).Any() ? "An offer, visit or case has gone."
        : null;

    /// <summary>The six lines: the first that holds wins.</summary>
    private static OrderState StateOf(Order order, IReadOnlyList<string> names)
    {
        var closing = names.LastOrDefault(n => n is "order.withdrawn.v1" or "order.rejected.v1" or "order.rated.v1" or "order.resolved.v1" or "order.disputed.v1");
        var visits = order.Assignments.Select(a => a.State).ToHashSet();
        return closing switch
        {
            "order.withdrawn.v1" => OrderState.Withdrawn,
            "order.rejected.v1" => OrderState.Rejected,
            "order.rated.v1" or "order.resolved.v1" => OrderState.Rated,
            "order.disputed.v1" => OrderState.Disputed,
            _ when visits.Contains(InService) => OrderState.InService,
            _ when visits.Contains(Accepted) => OrderState.Accepted,
            _ when visits.Overlaps([Served, Unfinished, AssignmentState.Void]) => OrderState.Served,
            _ when order.Offers.Any(o => o.State is OfferState.Live) => OrderState.Offered,
            _ => OrderState.Placed,
        };
    }

    private static IEnumerable<(Guid? Id, T Was, T Is)> Unlike<T>(IReadOnlyDictionary<Guid, T> before, IReadOnlyDictionary<Guid, T> after) where T : struct, Enum =>
        from old in before where after.TryGetValue(old.Key, out var now) && !now.Equals(old.Value) select ((Guid?)old.Key, old.Value, after[old.Key]);
}
