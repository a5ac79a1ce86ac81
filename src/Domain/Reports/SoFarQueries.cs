using TimeBank.Records;
using TimeBank.Storage;

namespace TimeBank.Reports;

/// <param name="Minutes">Verified and declared, of the site and all below it, since the beginning.</param>
/// <param name="AsOf">截至: UTC.</param>
public sealed record SoFar(long Minutes, DateTimeOffset AsOf);

/// <summary>The one figure that anybody may read of any site: what has been given there so far.</summary>
public sealed class SoFarQueries(TimeBankDb db, TimeProvider clock)
{
    private readonly AreaQueries _areas = new(db);

    public async Task<SoFar> OfSiteAsync(Guid siteId, CancellationToken ct)
    {
        var counts = (await _areas.CountsAsync([siteId], [Slice.Ever], ct))[(siteId, Slice.Ever.Bucket)];
        return new(counts[DayCounts.Of(Standing.Verified)] + counts[DayCounts.Of(Standing.Declared)], clock.GetUtcNow());
    }
}
