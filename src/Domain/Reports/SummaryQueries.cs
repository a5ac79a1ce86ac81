using TimeBank.Orders;
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
        var sites = await db.RowsAsync<SiteRow>(
            $"select s.name, cardinality(rights_at({callerId}, s.id, {now})) > 0 as MayRead from sites s where s.id = {siteId}", ct);
        if (sites is not [{ MayRead: true } site]) { return Sites.SiteRefusals.NotFound; }
        if (until < from || until.DayNumber - from.DayNumber > 3660) { return SummaryRefusals.Range; }

        var sums = (await db.RowsAsync<Sum>($"select measure, value from tree_sums({siteId}, {from}, {until})", ct)).ToDictionary(s => s.Measure, s => s.Value);
        var persons = await db.RowAsync<long>($"select tree_persons({siteId}, {from}, {until}, {local.DayOf(now)})", ct);
        var dispatched = sums.GetValueOrDefault(DayRolls.Dispatched);
        return new SiteSummary(
            siteId, site.Name, from, until, Enum.GetValues<OrderState>().ToDictionary(s => s, s => sums.GetValueOrDefault(DayRolls.Of(s))),
            sums.GetValueOrDefault(DayRolls.Of(Standing.Verified)), sums.GetValueOrDefault(DayRolls.Of(Standing.Declared)), sums.GetValueOrDefault(DayRolls.Participations), persons,
            sums.GetValueOrDefault(DayRolls.Passbooks), dispatched, dispatched == 0 ? null : Math.Round((double)sums.GetValueOrDefault(DayRolls.DispatchWaitMinutes) / dispatched, 1), now);
    }

    private sealed record SiteRow(string Name, bool MayRead);

    private sealed record Sum(string Measure, long Value);
}
