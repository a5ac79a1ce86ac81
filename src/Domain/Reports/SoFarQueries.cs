using TimeBank.Storage;

namespace TimeBank.Reports;

/// <param name="Minutes">Verified and declared, of the site and all below it, since the beginning.</param>
/// <param name="AsOf">截至: UTC.</param>
public sealed record SoFar(long Minutes, DateTimeOffset AsOf);

/// <summary>The one figure that anybody may read of any site: what has been given there so far.</summary>
public sealed class SoFarQueries(TimeBankDb db, TimeProvider clock)
{
    public async Task<SoFar> OfSiteAsync(Guid siteId, CancellationToken ct) => new(
        await db.RowAsync<long>(
            $"""
            select coalesce(sum(d.value), 0)::bigint from site_paths p join site_days d on d.site_id = p.site_id and d.measure in ('minutes_verified', 'minutes_declared')
            where p.ancestor_id = {siteId}
            """, ct),
        clock.GetUtcNow());
}
