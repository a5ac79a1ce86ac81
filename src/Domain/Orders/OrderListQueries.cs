using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Orders;

/// <summary>What a list of orders is a list of.</summary>
public enum OrderList
{
    /// <summary>Ordered by me or for me.</summary>
    Ordered,

    /// <summary>Offered to me and still open.</summary>
    Offered,

    /// <summary>My visits, past and to come.</summary>
    Assigned,

    /// <summary>Of a site and all below it; needs a right there.</summary>
    Site,

    /// <summary>Open to every volunteer of my county.</summary>
    Pool,
}

/// <param name="Before">Cursor: orders older than this id.</param>
public sealed record OrderListing(OrderList List, Guid? SiteId, OrderState? State, bool OpenCases, Guid? Before, int Size);

/// <summary>Lists, newest first, a page at a time.</summary>
public sealed class OrderListQueries(TimeBankDb db, TimeProvider clock)
{
    private const string Select =
        """
        select o.id, o.number, o.state, o.urgency, o.site_id as SiteId, s.name as SiteName, o.item_id as ItemId, i.name as ItemName, i.name_en as ItemNameEn, o.places,
            (select count(*)::int from assignments a where a.order_id = o.id and a.state in ('Accepted', 'InService', 'Served', 'Unfinished')) as taken,
            o.wanted_from as WantedFrom, o.wanted_until as WantedUntil, o.placed_at as PlacedAt, dispatch_due(o) as DispatchDueAt,
            (select count(*)::int from cases c where c.order_id = o.id and c.state <> 'Closed') as OpenCases
        from orders o join sites s on s.id = o.site_id join service_items i on i.id = o.item_id
        """;

    /// <summary>Two who are kept apart do not find each other in any list.</summary>
    private const string NotApart = "not are_apart({0}, o.orderer_id) and not are_apart({0}, o.served_id)";

    /// <summary>Of a station or an office the newest of each site and state are looked up in the index; of a larger subtree PostgreSQL, told which sites they are,
    /// decides by its statistics whether to go through all orders from the newest, or through theirs.</summary>
    private const int FewSites = 64;

    private const string NewestOfEach =
        """
        o.id in (select newest.id from unnest({3}::uuid[]) as s(id)
            cross join unnest({6}::text[]) as t(state)
            cross join lateral (select id from orders where site_id = s.id and state = t.state and id < {1} order by id desc limit {2}) newest)
        """;

    public async Task<Outcome<Page<OrderLine>>> ListAsync(Guid callerId, OrderListing listing, CancellationToken ct)
    {
        if (listing.List is OrderList.Site && !await MayReadAsync(callerId, listing.SiteId, ct)) { return Sites.SiteRefusals.NotFound; }
        var sites = listing.List is OrderList.Site ? await SitesBelowAsync(listing.SiteId!.Value, ct) : [];
        var (me, before, size) = (callerId, listing.Before ?? Guid.AllBitsSet, listing.Size + 1);
        var where = listing.List switch
        {
            OrderList.Ordered => "o.id in (select id from orders where orderer_id = {0} union select id from orders where served_id = {0} and served_id <> orderer_id)",
            OrderList.Offered => "o.id in (select order_id from offers where person_id = {0} and state = 'Live' and deadline_at > {5}) and " + NotApart,
            OrderList.Assigned => "o.id in (select order_id from assignments where person_id = {0})",
            OrderList.Site when sites.Length <= FewSites && !listing.OpenCases => NewestOfEach,
            OrderList.Site => "o.site_id = any({3})",
            OrderList.Pool => """
                o.id in (select f.order_id from offers f where f.state = 'Live' and f.person_id is null and f.deadline_at > {5}
                    and not exists (select from pool_hides h where h.offer_id = f.id and h.person_id = {0}))
                and in_reach({0}, o.site_id) and 
                """ + NotApart,
            _ => throw new ArgumentOutOfRangeException(nameof(listing)),
        };
        var sql = $"{Select} where {where} and o.id < {{1}} and ({{4}}::text is null or o.state = {{4}})"
            + (listing.OpenCases ? " and o.id in (select c.order_id from cases c where c.state <> 'Closed')" : "")
            + " order by o.id desc limit {2}";
        string[] states = listing.State is { } only ? [only.ToString()] : Enum.GetNames<OrderState>();
        var rows = await db.Database.SqlQueryRaw<Row>(sql, me, before, size, sites, (object?)listing.State?.ToString() ?? DBNull.Value, clock.GetUtcNow(), states).ToListAsync(ct);
        return Page.Of([.. rows.Select(r => r.ToLine())], listing.Size, line => line.Id);
    }

    private async Task<Guid[]> SitesBelowAsync(Guid siteId, CancellationToken ct) =>
        [.. await db.RowsAsync<Guid>($"select site_id from site_paths where ancestor_id = {siteId}", ct)];

    private async Task<bool> MayReadAsync(Guid callerId, Guid? siteId, CancellationToken ct) =>
        siteId is { } site && await db.MayReadAsync(callerId, site, clock.GetUtcNow(), ct);

    private sealed record Row(
        Guid Id, long Number, string State, string Urgency, Guid SiteId, string SiteName, Guid ItemId, string ItemName, string ItemNameEn, int Places, int Taken,
        DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, DateTimeOffset PlacedAt, DateTimeOffset DispatchDueAt, int OpenCases)
    {
        public OrderLine ToLine() => new(
            Id, Number, Enum.Parse<OrderState>(State), Enum.Parse<Urgency>(Urgency), SiteId, SiteName, ItemId, ItemName, ItemNameEn, Places, Taken,
            WantedFrom, WantedUntil, PlacedAt, DispatchDueAt, OpenCases);
    }
}
