using System.Data;
using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Records;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Reports;

/// <summary>For those who may read the site's statistics; what it shows may stand in a hall for everybody.</summary>
public sealed class WallQueries(TimeBankDb db, LocalTime local, TimeProvider clock)
{
    private const int LinesShown = 7;
    private const int StationsShown = 8;
    private static readonly TimeSpan _lately = TimeSpan.FromHours(12);
    private static readonly OrderState[] _running = [OrderState.Placed, OrderState.Offered, OrderState.Accepted, OrderState.InService, OrderState.Served, OrderState.Disputed];
    private static readonly string[] _given = [DayCounts.Of(Standing.Verified), DayCounts.Of(Standing.Declared)];

    public async Task<Outcome<Wall>> GetAsync(Guid callerId, Guid siteId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        if (!await db.MayReadAsync(callerId, siteId, now, ct)) { return SiteRefusals.NotFound; }
        var site = await db.Sites.AsNoTracking().Where(s => s.Id == siteId).Select(s => new StatisticsSite(s.Id, s.Code, s.Level, s.Name, s.VanishedAt)).SingleAsync(ct);

        AreaQueries areas = new(db);
        var (today, month) = (DayRange.Of(RangeName.Today, local.DayOf(now)), DayRange.Of(RangeName.Month, local.DayOf(now)));
        var daily = (await areas.CountsAsync([siteId], [.. today.Slices(today.Until)], ct))[(siteId, today.From)];
        var counts = await areas.CountsAsync([siteId], [.. month.Slices(today.Until), Slice.Ever], ct);
        var (monthly, ever) = (counts[(siteId, month.From)], counts[(siteId, Slice.Ever.Bucket)]);
        return new Wall
        {
            Site = site,
            AsOf = now,
            TodayMinutes = _given.Sum(m => daily[m]),
            MonthMinutes = _given.Sum(m => monthly[m]),
            MonthVerifiedMinutes = monthly[DayCounts.Of(Standing.Verified)],
            MonthParticipations = monthly[DayCounts.Participations],
            MonthPersons = (await areas.PersonsAsync([siteId], month, today.Until, ct))[siteId],
            TodayOrders = Enum.GetValues<OrderState>().Sum(s => daily[DayCounts.Of(s)]),
            Running = _running.ToDictionary(s => s, s => ever[DayCounts.Of(s)]),
            Late = await LateAsync(siteId, now, ct),
            Lines = await LinesAsync(siteId, now, ct),
            Stations = await StationsAsync(siteId, month, ct),
        };
    }

    private Task<long> LateAsync(Guid siteId, DateTimeOffset now, CancellationToken ct) => db.RowAsync<long>(
        $"""
        select count(*) from orders o join site_paths p on p.site_id = o.site_id and p.ancestor_id = {siteId}
        where o.state = 'Placed' and dispatch_due(o) <= {now}
        """, ct);

    private async Task<IReadOnlyList<WallLine>> LinesAsync(Guid siteId, DateTimeOffset now, CancellationToken ct) => [.. from row in await db.RowsAsync<LineRow>(
        $"""
        select e.name as event, i.name as ItemName, i.name_en as ItemNameEn, s.name as SiteName, e.at
        from order_events e join orders o on o.id = e.order_id join site_paths p on p.site_id = o.site_id and p.ancestor_id = {siteId}
            join sites s on s.id = o.site_id join service_items i on i.id = o.item_id
        where e.at between {now - _lately} and {now} and e.name in ('order.placed.v1', 'order.accepted.v1', 'order.checked_in.v1', 'order.checked_out.v1', 'order.rated.v1')
        order by e.at desc, e.order_id desc, e.version desc limit {LinesShown}
        """, ct) select row.ToLine()];

    private async Task<IReadOnlyList<WallStation>> StationsAsync(Guid siteId, DayRange month, CancellationToken ct) => await db.RowsAsync<WallStation>(
        $"""
        with given as (
            select f.site_id, u.amount
            from site_paths p join sites s on s.id = p.site_id and s.level = 'Station'
                join area_figures f on f.site_id = s.id and f.kind = 'Count' and f.grain = 'Month' and f.day = {month.From}
                cross join unnest(f.keys, f.amounts) as u(key, amount)
            where p.ancestor_id = {siteId} and u.key in (select number from measures where name = any({_given}))
            union all
            select s.id, d.value - d.folded
            from site_days d join site_paths up on up.site_id = d.site_id join sites s on s.id = up.ancestor_id and s.level = 'Station'
                join site_paths p on p.site_id = s.id and p.ancestor_id = {siteId}
            where d.is_unfolded and d.measure = any({_given}) and d.day between {month.From} and {month.Until}
        )
        select s.name, sum(g.amount)::bigint as minutes from given g join sites s on s.id = g.site_id
        group by s.id having sum(g.amount) > 0 order by 2 desc, s.code limit {StationsShown}
        """, ct);

    private sealed record LineRow(string Event, string ItemName, string ItemNameEn, string SiteName, DateTimeOffset At)
    {
        public WallLine ToLine() => new(
            Event switch
            {
                "order.placed.v1" => WallEvent.Placed,
                "order.accepted.v1" => WallEvent.Accepted,
                "order.checked_in.v1" => WallEvent.Began,
                "order.checked_out.v1" => WallEvent.Served,
                _ => WallEvent.Rated,
            },
            ItemName, ItemNameEn, SiteName, At);
    }
}
