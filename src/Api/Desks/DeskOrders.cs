using TimeBank.Desks;
using TimeBank.Orders;
using TimeBank.Sites;

namespace TimeBank.Api.Desks;

/// <summary>An order as the desk's pages draw it: read in one go, since parts that ask for themselves would ask at the same time.</summary>
/// <param name="Candidates">Null where it cannot be dispatched now.</param>
/// <param name="Near">Where it could be forwarded: the parent and its other children.</param>
public sealed record DeskOrder(OrderView Order, SiteView Site, CandidateList? Candidates, IReadOnlyList<SiteView> Near, IReadOnlyList<CaseFile> Cases, IReadOnlyDictionary<Guid, string> Names)
{
    public bool May(OrderAction action, Guid? subject = null) => Order.Allowed.Any(m => m.Action == action && (subject is null || m.SubjectId == subject));
}

public sealed class DeskOrders(OrderQueries orders, CandidateQueries candidates, CaseFileQueries cases, SiteQueries sites, PersonNames names)
{
    private const int CandidatesShown = 8;
    private const int CasesShown = 20;

    /// <summary>For whoever works at, or watches over, the order's site: to the one who ordered it shows codes, and this is the other side of the desk.</summary>
    public async Task<Outcome<DeskOrder>> GetAsync(Guid callerId, Guid orderId, CancellationToken ct)
    {
        if (!(await orders.GetAsync(orderId, callerId, ct)).IsDone(out var order, out var why)) { return why; }
        if (!(await cases.ListAsync(callerId, order.SiteId, null, orderId, CasesShown, ct)).IsDone(out var open, out _)) { return OrderRefusals.NotFound; }
        if (!(await sites.FindAsync(order.SiteId, ct)).IsDone(out var site, out why)) { return why; }

        var may = order.Allowed.Select(m => m.Action).ToHashSet();
        var ranked = may.Contains(OrderAction.Dispatch) && (await candidates.ForAsync(callerId, orderId, CandidatesShown, ct)).IsDone(out var list, out _) ? list : null;
        var near = may.Contains(OrderAction.Forward) && site.Path is [.., var parent]
            ? [parent, .. (await sites.ChildrenAsync(parent.Id, null, Page.GreatestSize, ct)).Items.Where(s => s.Id != order.SiteId)]
            : (IReadOnlyList<SiteView>)[];
        // A supervisor reads what was done, not for whom: whose name stands in the order itself is theirs to know.
        var staff = order.Served is null ? [] : order.History.Select(h => h.ActorId);
        return new DeskOrder(order, site.Site, ranked, near, open.Items, await names.OfAsync([.. order.Offers.Select(o => o.PersonId), .. staff], ct));
    }
}
