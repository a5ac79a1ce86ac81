using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.Records;
using TimeBank.Storage;

namespace TimeBank.Reports;

/// <summary>Roll-ups per site and day, kept in the transaction of what they count; what counts for what is said by <see cref="DayCounts"/>.</summary>
public sealed class DayRolls(TimeBankDb db, LocalTime local)
{
    /// <summary>To be taken before a step, and handed to <see cref="CountStepAsync"/> after it.</summary>
    public IReadOnlyList<DayCount> CountsOf(Order order) => [.. DayCounts.Of(order, local)];

    public Task CountPlacedAsync(Order order, CancellationToken ct) => AddAsync(CountsOf(order), ct);

    /// <param name="before">What the order counted for before the step.</param>
    /// <param name="rated">The rating that the step gave.</param>
    /// <param name="restood">Records whose minutes are counted already and have become verified.</param>
    public Task CountStepAsync(Order order, IReadOnlyList<DayCount> before, Rating? rated, IReadOnlyList<ServiceRecord> restood, CancellationToken ct) =>
        AddAsync(
            [
                .. before.Select(count => count with { Value = -count.Value }), .. CountsOf(order),
                .. rated is null ? [] : DayCounts.Of(rated, order.SiteId, local), .. restood.SelectMany(DayCounts.Restood),
            ],
            ct);

    /// <summary>A volunteer is registered at their home site, or no longer.</summary>
    public Task CountVolunteersAsync(DateTimeOffset now, CancellationToken ct, params IReadOnlyList<(Guid SiteId, string Measure, int Value)> counts) =>
        AddAsync([.. counts.Select(c => new DayCount(c.SiteId, local.DayOf(now), c.Measure, c.Value))], ct);

    /// <summary>Rows are taken in key order, so that two transactions never wait for each other in a circle.</summary>
    public Task AddAsync(IReadOnlyCollection<DayCount> counts, CancellationToken ct)
    {
        var sums = (from count in counts
                    group count.Value by count with { Value = 0 } into same
                    select same.Key with { Value = same.Sum() } into sum
                    where sum.Value != 0
                    select sum).ToList();
        if (sums.Count == 0) { return Task.CompletedTask; }
        var (sites, days, measures, values, minutes) = (sums.Select(c => c.SiteId).ToArray(), sums.Select(c => c.Day).ToArray(),
            sums.Select(c => c.Measure).ToArray(), sums.Select(c => c.Value).ToArray(), sums.Select(c => c.Minutes).ToArray());
        return db.Database.ExecuteSqlAsync(
            $"""
            with counts as (
                select * from unnest({sites}, {days}, {measures}, {values}, {minutes}) as c(site, day, measure, value, minutes)
            ), waits as (
                insert into site_waits (site_id, day, step, minutes, orders)
                    select site, day, measure, minutes, value from counts where minutes is not null order by site, day, measure, minutes
                    on conflict (site_id, day, step, minutes) do update set orders = site_waits.orders + excluded.orders
            )
            insert into site_days (site_id, day, measure, value)
                select site, day, measure, value from counts where minutes is null order by site, day, measure
                on conflict (site_id, day, measure) do update set value = site_days.value + excluded.value
            """,
            ct);
    }
}
