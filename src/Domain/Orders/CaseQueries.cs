using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Orders;

/// <summary>One line of a site's list of things to settle, oldest first.</summary>
public sealed record CaseLine(Guid Id, CaseKind Kind, CaseState State, DateTimeOffset OpenedAt, Guid OrderId, long OrderNumber, Guid SiteId, string SiteName, string ItemName, Guid? AssignmentId, Guid? ProposedById);

public sealed class CaseQueries(TimeBankDb db, TimeProvider clock)
{
    /// <param name="after">Cursor: cases opened after this one.</param>
    public async Task<Outcome<Page<CaseLine>>> ListAsync(Guid callerId, Guid siteId, Guid? after, int size, CancellationToken ct)
    {
        var cursor = after ?? Guid.Empty;
        if (!await db.MayReadAsync(callerId, siteId, clock.GetUtcNow(), ct)) { return SiteRefusals.NotFound; }
        var rows = await db.RowsAsync<Row>(
            $"""
            select c.id, c.kind, c.state, c.opened_at as OpenedAt, o.id as OrderId, o.number as OrderNumber, s.id as SiteId, s.name as SiteName, i.name as ItemName,
                c.assignment_id as AssignmentId, c.proposed_by_id as ProposedById
            from cases c join orders o on o.id = c.order_id join site_paths p on p.site_id = o.site_id and p.ancestor_id = {siteId}
                join sites s on s.id = o.site_id join service_items i on i.id = o.item_id
            where c.state <> 'Closed' and c.id > {cursor} order by c.id limit {size + 1}
            """, ct);
        return Page.Of([.. rows.Select(r => r.ToLine())], size, line => line.Id);
    }

    private sealed record Row(
        Guid Id, string Kind, string State, DateTimeOffset OpenedAt, Guid OrderId, long OrderNumber, Guid SiteId, string SiteName, string ItemName, Guid? AssignmentId, Guid? ProposedById)
    {
        public CaseLine ToLine() => new(Id, Enum.Parse<CaseKind>(Kind), Enum.Parse<CaseState>(State), OpenedAt, OrderId, OrderNumber, SiteId, SiteName, ItemName, AssignmentId, ProposedById);
    }
}
