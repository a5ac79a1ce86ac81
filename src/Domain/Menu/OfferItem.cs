using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Menu;

/// <param name="Offered">Null: as the site above has it, whatever that is.</param>
public sealed record ItemOffer(Guid ItemId, Guid SiteId, bool? Offered);

/// <summary>An administrator decides whether a service can be ordered at the site and all below it; the nearest site that has decided wins.</summary>
public sealed class OfferItem(TimeBankDb db, Once once, TimeProvider clock)
{
    public Task<Outcome<Guid>> OfferAsync(CommandKey key, Guid callerId, ItemOffer asked, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        if (await db.LockSiteAsync(asked.SiteId, ct) is not { VanishedAt: null } site) { return SiteRefusals.NotFound; }
        if (!await db.HasRightAsync(callerId, site.Id, now, [Right.Administrator], ct)) { return SiteRefusals.Forbidden; }
        if (await db.ServiceItems.AsNoTracking().SingleOrDefaultAsync(i => i.Id == asked.ItemId, ct) is not { } item) { return MenuRefusals.NotFound; }
        if (item.SiteId is { } owner && !await db.SitePaths.AnyAsync(p => p.AncestorId == owner && p.SiteId == site.Id, ct)) { return MenuRefusals.OfOthers; }
        if (item.RetiredAt is not null) { return MenuRefusals.Retired; }

        var choice = await db.MenuChoices.FindAsync([item.Id, site.Id], ct);
        // Its own site is where an own item begins: without a word there it would be nowhere.
        var offered = asked.Offered ?? (item.SiteId == site.Id ? true : null);
        if (choice is not null && offered is null) { db.MenuChoices.Remove(choice); }
        else if (choice is null && offered is { } first) { db.MenuChoices.Add(new() { ItemId = item.Id, SiteId = site.Id, Offered = first, ChosenById = callerId, ChosenAt = now }); }
        else if (choice is not null && offered is { } next && choice.Offered != next) { (choice.Offered, choice.ChosenById, choice.ChosenAt) = (next, callerId, now); }
        // Asked when it is said: "as above" may offer it again.
        await db.SaveChangesAsync(ct);
        return await db.HasNamesakeAsync(item.Id, site.Id, ct) ? MenuRefusals.SameName : item.Id;
    }, ct);
}
