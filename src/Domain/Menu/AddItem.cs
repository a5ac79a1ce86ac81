using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Menu;

public sealed record ItemToAdd(Guid SiteId, ServiceField Field, ItemFacts Facts);

/// <summary>An administrator adds a service of the site's own, offered there and at all below.</summary>
public sealed class AddItem(TimeBankDb db, Once once, TimeProvider clock)
{
    /// <returns>The item's id.</returns>
    public Task<Outcome<Guid>> AddAsync(CommandKey key, Guid callerId, ItemToAdd asked, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        // Locked: two at once would give the same number.
        if (await db.LockSiteAsync(asked.SiteId, ct) is not { VanishedAt: null } site) { return SiteRefusals.NotFound; }
        if (!await db.HasRightAsync(callerId, site.Id, now, [Right.Administrator], ct)) { return SiteRefusals.Forbidden; }
        var facts = asked.Facts.Tidied();
        if (ItemRules.WrongWith(facts) is { } refusal) { return refusal; }
        if (await db.IsOnMenuAsync(facts.Name, site.Id, ct)) { return MenuRefusals.SameName; }

        ServiceItem item = new()
        {
            Id = Guid.CreateVersion7(now),
            Code = await FreeCodeAsync(site.Code, ct),
            SiteId = site.Id,
            Field = asked.Field,
            Name = facts.Name,
            NameEn = facts.NameEn,
            Description = facts.Description,
            DescriptionEn = facts.DescriptionEn,
            MayServe = facts.MayServe,
            UsualMinutes = facts.UsualMinutes,
            GreatestMinutes = facts.GreatestMinutes,
            Qualification = facts.Qualification,
        };
        db.ServiceItems.Add(item);
        db.MenuChoices.Add(new() { ItemId = item.Id, SiteId = site.Id, Offered = true, ChosenById = callerId, ChosenAt = now });
        return item.Id;
    }, ct);

    private async Task<string> FreeCodeAsync(string siteCode, CancellationToken ct)
    {
        var beginning = ItemRules.CodeOf(siteCode, 0)[..^1];
        var taken = await db.ServiceItems.Where(i => i.Code.StartsWith(beginning)).Select(i => i.Code).ToListAsync(ct);
        return Enumerable.Range(1, taken.Count + 1).Select(serial => ItemRules.CodeOf(siteCode, serial)).First(code => !taken.Contains(code));
    }
}
