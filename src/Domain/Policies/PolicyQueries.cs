using Microsoft.EntityFrameworkCore;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Policies;

/// <param name="InForce">Whose terms hold at the site now: its own, those of a site above, or the deployment's.</param>
/// <param name="Own">All that this site ever set, the newest first, also those that begin later.</param>
public sealed record SitePolicies(Policy InForce, IReadOnlyList<Policy> Own);

/// <summary>Terms are public: everybody may know by which rules minutes are counted.</summary>
public sealed class PolicyQueries(TimeBankDb db, TimeProvider clock)
{
    public async Task<Outcome<SitePolicies>> OfSiteAsync(Guid siteId, CancellationToken ct)
    {
        if (!await db.Sites.AnyAsync(s => s.Id == siteId, ct)) { return SiteRefusals.NotFound; }
        var inForce = await db.Policies.FromSql($"select * from policy_at({siteId}, {clock.GetUtcNow()})").AsNoTracking().SingleAsync(ct);
        return new SitePolicies(inForce, await db.Policies.AsNoTracking().Where(p => p.SiteId == siteId).OrderByDescending(p => p.ValidFrom).ToListAsync(ct));
    }
}
