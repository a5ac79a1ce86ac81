using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Menu;

/// <summary>What the verbs of the menu must know, read and locked inside their transaction.</summary>
internal static class ItemRows
{
    /// <summary>The item, locked, and the caller's: their site's or one below, or of the file while no site that is not theirs offers it. An item of the file then becomes the site's own.</summary>
    /// <param name="siteId">Where the caller is administrator, and whose own an item of the file becomes.</param>
    public static async Task<Outcome<ServiceItem>> LockOwnItemAsync(this TimeBankDb db, Guid callerId, Guid itemId, Guid siteId, DateTimeOffset now, CancellationToken ct)
    {
        // The import holds this lock too: it would bring back what was taken over meanwhile.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared({ImportMenu.LockNumber})", ct);
        // Not against choices that name it: whoever offers holds the site, for which this one is about to wait.
        var found = await db.ServiceItems.FromSql($"select * from service_items where id = {itemId} for no key update").ToListAsync(ct);
        if (found is not [var item]) { return MenuRefusals.NotFound; }
        if (!await db.Sites.AnyAsync(s => s.Id == siteId, ct)) { return SiteRefusals.NotFound; }
        if (!await db.HasRightAsync(callerId, item.SiteId ?? siteId, now, [Right.Administrator], ct)) { return MenuRefusals.Forbidden; }
        await db.LockSiteAsync(item.SiteId ?? siteId, ct);   // as whoever adds or offers does: two at once would give the same name
        if (item.SiteId is not null) { return item; }

        var isOfferedElsewhere = await db.MenuEntries.AnyAsync(e => e.ItemId == itemId && !db.SitePaths.Any(p => p.AncestorId == siteId && p.SiteId == e.SiteId), ct);
        if (isOfferedElsewhere || !await db.MenuEntries.AnyAsync(e => e.ItemId == itemId, ct)) { return MenuRefusals.OfTheFile; }
        item.SiteId = siteId;
        return item;
    }

    /// <summary>Whether something of this name can be ordered at the site: two that read alike leave people to guess. Asked under the site's lock.</summary>
    public static async Task<bool> IsOnMenuAsync(this TimeBankDb db, string name, Guid siteId, CancellationToken ct) =>
        (await db.RowsAsync<int>($"select 1 as \"Value\" from menu_at({siteId}) where name = {name}", ct)).Count > 0;

    /// <summary>Whether the item is offered at the site, and another of its name too, of which the nearer would hide the other. Asked likewise.</summary>
    public static async Task<bool> HasNamesakeAsync(this TimeBankDb db, Guid itemId, Guid siteId, CancellationToken ct) =>
        (await db.RowsAsync<int>(
            $"""
            select 1 as "Value" from offered_at({siteId}) o join service_items i on i.id = o.item_id
            where i.id <> {itemId} and i.name = (select name from service_items where id = {itemId}) and exists (select from offered_at({siteId}) mine where mine.item_id = {itemId})
            """, ct)).Count > 0;
}
