using Microsoft.EntityFrameworkCore;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Policies;

/// <param name="InForce">Whose terms hold at the site now: its own, those of a site above, or the deployment's.</param>
/// <param name="InForceOf">The site that set them; null: the deployment's.</param>
/// <param name="Upcoming">What will hold here, the next first: the site's own, or of a site above while nearer ones have set none.</param>
/// <param name="Own">All that this site ever set, the newest first, also those that begin later and those that were withdrawn.</param>
public sealed record SitePolicies(Policy InForce, string? InForceOf, IReadOnlyList<Policy> Upcoming, IReadOnlyList<Policy> Own);

/// <summary>Terms are public: everybody may know by which rules minutes are counted.</summary>
public sealed class PolicyQueries(TimeBankDb db, TimeProvider clock)
{
    public async Task<Outcome<SitePolicies>> OfSiteAsync(Guid siteId, CancellationToken ct)
    {
        if (!await db.Sites.AnyAsync(s => s.Id == siteId, ct)) { return SiteRefusals.NotFound; }
        var now = clock.GetUtcNow();
        var inForce = await db.Policies.FromSql($"select * from policy_at({siteId}, {now})").AsNoTracking().SingleAsync(ct);
        var upcoming = await db.Policies.FromSql(
            $"""
            select p.* from policies p
            where p.valid_from > {now} and p.withdrawn_at is null and (p.site_id is null or p.site_id in (select ancestor_id from site_paths where site_id = {siteId}))
                and p.id = (select h.id from policy_at({siteId}, p.valid_from) h)
            """).AsNoTracking().OrderBy(p => p.ValidFrom).ToListAsync(ct);
        return new SitePolicies(
            inForce, await db.Sites.Where(s => s.Id == inForce.SiteId).Select(s => s.Name).SingleOrDefaultAsync(ct), upcoming,
            await db.Policies.AsNoTracking().Where(p => p.SiteId == siteId).OrderByDescending(p => p.ValidFrom).ThenByDescending(p => p.RecordedAt).ToListAsync(ct));
    }
}
