using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Menu;

/// <summary>Who said whether an item is offered at a site.</summary>
public enum OfferedBy
{
    /// <summary>Nobody on the way up: it cannot be ordered.</summary>
    Nobody,

    /// <summary>The menu file.</summary>
    File,

    /// <summary>The site's administrator.</summary>
    Here,

    /// <summary>An administrator of a site above.</summary>
    Above,
}

/// <summary>An item as the administration of a site sees it.</summary>
/// <param name="OwnerId">Whose own it is; null: the menu file's.</param>
/// <param name="Offered">Whether it can be ordered at the site now.</param>
/// <param name="SaidAt">The site that decided so.</param>
/// <param name="IsHidden">Whether it would be offered, were there not another of its name that is nearer.</param>
/// <param name="MayOffer">Whether the site can decide about it: not of what belongs to a site below or beside it.</param>
/// <param name="MayChange">Whether the caller may change or retire it.</param>
public sealed record SiteMenuLine(
    ServiceItemView Item, Guid? OwnerId, string? Owner, bool Offered, OfferedBy By, string? SaidAt, bool IsHidden, bool MayOffer, bool MayChange);

/// <summary>All items that concern a site: the file's, its own, those of sites above and below, also the retired.</summary>
public sealed class SiteMenuQueries(TimeBankDb db, TimeProvider clock)
{
    /// <summary>For whoever holds a right at the site, in the order of the fields.</summary>
    public async Task<Outcome<SiteMenuLine[]>> AtAsync(Guid callerId, Guid siteId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rights = await db.RightsAtAsync(callerId, siteId, now, ct);
        if (rights.Count == 0) { return SiteRefusals.NotFound; }
        var isAdministrator = rights.Contains(Right.Administrator);
        var rows = await db.RowsAsync<Row>(
            $"""
            with above as (select ancestor_id, depth from site_paths where site_id = {siteId}),
                below as (select site_id from site_paths where ancestor_id = {siteId})
            select i.id, i.site_id as OwnerId, own.name as owner, said.offered, said.by_file = 1 as ByFile, said.depth = 0 as Here, sayer.name as SaidAt,
                i.id in (select id from menu_at({siteId})) as OnMenu,
                i.site_id is null or i.site_id in (select ancestor_id from above) as MayOffer,
                case when i.site_id is not null then 'Administrator' = any(rights_at({callerId}, i.site_id, {now}))
                    else {isAdministrator} and exists (select from menu_entries e where e.item_id = i.id)
                        and not exists (select from menu_entries e where e.item_id = i.id and e.site_id not in (select site_id from below)) end as MayChange
            from service_items i left join sites own on own.id = i.site_id left join said_at({siteId}) said on said.item_id = i.id left join sites sayer on sayer.id = said.said_by_id
            where i.site_id is null or i.site_id in (select ancestor_id from above) or i.site_id in (select site_id from below)
            """, ct);
        var ids = rows.Select(r => r.Id).ToArray();
        var items = await db.ServiceItems.Where(i => ids.Contains(i.Id)).Select(MenuQueries.View).ToDictionaryAsync(i => i.Id, ct);
        var lines = from r in rows
                    let item = items[r.Id]
                    orderby item.Field, item.RetiredAt is not null, r.OwnerId is not null, item.Code
                    let isHidden = r.Offered == true && item.RetiredAt is null && !r.OnMenu
                    select new SiteMenuLine(item, r.OwnerId, r.Owner, r.OnMenu, ByOf(r), r.SaidAt, isHidden, r.MayOffer && isAdministrator, r.MayChange);
        return lines.ToArray();
    }

    private static OfferedBy ByOf(Row r) => r.Offered is null ? OfferedBy.Nobody : r.ByFile == true ? OfferedBy.File : r.Here == true ? OfferedBy.Here : OfferedBy.Above;

    private sealed record Row(Guid Id, Guid? OwnerId, string? Owner, bool? Offered, bool? ByFile, bool? Here, string? SaidAt, bool OnMenu, bool MayOffer, bool MayChange);
}
