using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.Records;
using TimeBank.Storage;

namespace TimeBank.Reports;

/// <summary>Roll-ups per site and day, kept in the transaction of what they count. Orders count on the day they were placed, minutes on the day they were given.</summary>
public sealed class DayRolls(TimeBankDb db)
{
    public const string Dispatched = "dispatched";
    public const string DispatchWaitMinutes = "dispatch_wait_minutes";
    public const string Passbooks = "passbooks";

    /// <summary>人次: written by crediting, in SQL.</summary>
    public const string Participations = "participations";

    public static string Of(OrderState state) => $"orders_{SnakeCase.Of(state.ToString())}";

    public static string Of(Standing standing) => $"minutes_{SnakeCase.Of(standing.ToString())}";

    public Task CountPlacedAsync(Order order, CancellationToken ct) =>
        AddAsync([(order.SiteId, order.PlacedOn, Of(order.State), 1)], ct);

    /// <summary>Moves the order from one state's count to another's, and to another site's when it was forwarded; with what became verified, in one statement.</summary>
    /// <param name="restood">Records whose minutes are counted already and have become verified.</param>
    public Task CountOrderAsync(
        Order order, OrderState stateBefore, Guid siteBefore, DateTimeOffset? dispatchedBefore, IReadOnlyList<ServiceRecord> restood, CancellationToken ct)
    {
        List<(Guid, DateOnly, string, long)> counts =
        [
            .. restood.Select(r => (r.SiteId, r.ServedOn, Of(Standing.Declared), -(long)r.Minutes)),
            .. restood.Select(r => (r.SiteId, r.ServedOn, Of(Standing.Verified), (long)r.Minutes)),
        ];
        if (order.State != stateBefore || order.SiteId != siteBefore)
        {
            counts.Add((siteBefore, order.PlacedOn, Of(stateBefore), -1));
            counts.Add((order.SiteId, order.PlacedOn, Of(order.State), 1));
        }

        if (dispatchedBefore is null && order.DispatchedAt is { } dispatched)
        {
            counts.Add((order.SiteId, order.PlacedOn, Dispatched, 1));
            counts.Add((order.SiteId, order.PlacedOn, DispatchWaitMinutes, Minutes.Between(order.PlacedAt, dispatched).Count));
        }

        return AddAsync(counts, ct);
    }

    /// <summary>Rows are taken in key order, so that two transactions never wait for each other in a circle.</summary>
    public Task AddAsync(IReadOnlyCollection<(Guid SiteId, DateOnly Day, string Measure, long Value)> counts, CancellationToken ct)
    {
        if (counts.Count == 0) { return Task.CompletedTask; }
        var (sites, days, measures, values) = (counts.Select(c => c.SiteId).ToArray(), counts.Select(c => c.Day).ToArray(),
            counts.Select(c => c.Measure).ToArray(), counts.Select(c => c.Value).ToArray());
        return db.Database.ExecuteSqlAsync(
            $"""
            insert into site_days (site_id, day, measure, value)
                select site, day, measure, sum(value) from unnest({sites}, {days}, {measures}, {values}) as c(site, day, measure, value)
                group by site, day, measure order by site, day, measure
                on conflict (site_id, day, measure) do update set value = site_days.value + excluded.value
            """,
            ct);
    }
}
