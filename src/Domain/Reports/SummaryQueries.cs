using System.Data;
using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Records;
using TimeBank.Storage;

namespace TimeBank.Reports;

/// <summary>A site and all below it, over whole local days.</summary>
/// <param name="Orders">By the state they are in now, of the orders placed on those days.</param>
/// <param name="Participations">人次.</param>
/// <param name="Persons">人: distinct volunteers who served.</param>
/// <param name="Dispatched">Of the orders placed on those days, how many have been dispatched: the denominator of the wait.</param>
/// <param name="AverageDispatchWaitMinutes">Null where none was dispatched.</param>
/// <param name="AsOf">截至: UTC.</param>
public sealed record SiteSummary(
    Guid SiteId, string SiteName, DateOnly From, DateOnly Until, IReadOnlyDictionary<OrderState, long> Orders, long VerifiedMinutes, long DeclaredMinutes,
    long Participations, long Persons, long PassbooksIssued, long Dispatched, double? AverageDispatchWaitMinutes, DateTimeOffset AsOf);

public sealed class SummaryQueries(TimeBankDb db, LocalTime local, TimeProvider clock)
{
    /// <param name="until">Inclusive.</param>
    public async Task<Outcome<SiteSummary>> GetAsync(Guid callerId, Guid siteId, DateOnly from, DateOnly until, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        if (!await db.MayReadAsync(callerId, siteId, now, ct)) { return Sites.SiteRefusals.NotFound; }
        var site = await db.Sites.AsNoTracking().SingleAsync(s => s.Id == siteId, ct);
        DayRange range = new(from, until);
        if (!range.IsReadable) { return SummaryRefusals.Range; }

        var (areas, today) = (new AreaQueries(db), local.DayOf(now));
        var sums = (await areas.CountsAsync([siteId], [.. range.Slices(today)], ct))[(siteId, from)];
        var persons = (await areas.PersonsAsync([siteId], range, today, ct))[siteId];
        var dispatched = sums[DayCounts.Dispatched];
        return new SiteSummary(
            siteId, site.Name, from, until, Enum.GetValues<OrderState>().ToDictionary(s => s, s => sums[DayCounts.Of(s)]),
            sums[DayCounts.Of(Standing.Verified)], sums[DayCounts.Of(Standing.Declared)], sums[DayCounts.Participations], persons,
            sums[DayCounts.Passbooks], dispatched, dispatched == 0 ? null : Math.Round((double)sums[DayCounts.DispatchWaitMinutes] / dispatched, 1), now);
    }
}
