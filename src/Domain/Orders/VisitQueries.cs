using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Orders;

/// <summary>One visit of mine, with whom to go to and where. Only while it is mine to make does anybody stand in it (RULES P6).</summary>
/// <param name="StartMisses">So many wrong start codes so far; five lock it.</param>
/// <param name="Served">Null once the visit is over.</param>
/// <param name="Address">Null once the visit is over.</param>
public sealed record VisitLine(
    Guid OrderId, Guid AssignmentId, long Number, AssignmentState State, DateTimeOffset PlannedFrom, DateTimeOffset PlannedUntil, int? LateMinutes, DateTimeOffset? CheckedInAt, DateTimeOffset? CheckedOutAt,
    string ItemName, string ItemNameEn, Guid SiteId, string SiteName, string? SitePhone, int StartMisses, int EndMisses, Reason Near, ContactView? Served, string? Address)
{
    public bool IsLive => State is AssignmentState.Accepted or AssignmentState.InService;
}

/// <summary>A volunteer's own visits: what is before them, and what of today is behind them.</summary>
public sealed class VisitQueries(TimeBankDb db, DeploymentKeys keys, LocalTime local, TimeProvider clock)
{
    /// <summary>More than anybody has before them; what was planned earlier and never ended comes first.</summary>
    private const int AtMost = 100;

    public async Task<IReadOnlyList<VisitLine>> ComingAsync(Guid personId, CancellationToken ct)
    {
        var today = local.At(local.DayOf(clock.GetUtcNow()), TimeOnly.MinValue);
        return await LinesAsync(personId, null, today, ct);
    }

    /// <summary>My latest place on this order, whatever became of it; null: I never had one.</summary>
    public async Task<VisitLine?> FindAsync(Guid personId, Guid orderId, CancellationToken ct) => await LinesAsync(personId, orderId, default, ct) is [.., var last] ? last : null;

    private async Task<IReadOnlyList<VisitLine>> LinesAsync(Guid personId, Guid? orderId, DateTimeOffset today, CancellationToken ct)
    {
        var rows = await db.RowsAsync<Row>(
            $"""
            with near as (select n.*, n.site_id = p.home_site_id as same from persons p cross join lateral sites_around(p.home_site_id) n where p.id = {personId})
            select o.id as OrderId, a.id as AssignmentId, o.number, a.state, lower(a.planned) as PlannedFrom, upper(a.planned) as PlannedUntil, a.late_minutes as LateMinutes,
                a.checked_in_at as CheckedInAt, a.checked_out_at as CheckedOutAt, i.name as ItemName, i.name_en as ItemNameEn, s.id as SiteId, s.name as SiteName, s.phone as SitePhone, a.start_misses as StartMisses, a.end_misses as EndMisses,
                coalesce(n.same, false) as same, coalesce(n.sister, false) as sister, n.metres,
                p.id as ServedId, case when a.state in ('Accepted', 'InService') then p.details_sealed end as ServedSealed,
                case when a.state in ('Accepted', 'InService') then
                    (select t.sealed from order_texts t where t.order_id = o.id and t.kind = 'Address' order by t.version desc limit 1) end as AddressSealed
            from assignments a join orders o on o.id = a.order_id join service_items i on i.id = o.item_id join sites s on s.id = o.site_id join persons p on p.id = o.served_id
                left join near n on n.site_id = o.site_id
            where a.person_id = {personId} and ({orderId}::uuid is null or a.order_id = {orderId})
                and ({orderId}::uuid is not null or a.state in ('Accepted', 'InService') or a.state in ('Served', 'Unfinished', 'NoShow') and upper(a.planned) >= {today} and a.ended_at >= {today})
            order by case when {orderId}::uuid is null then lower(a.planned) end, a.id limit {AtMost}
            """, ct);
        return [.. rows.Select(ToLine)];
    }

    private VisitLine ToLine(Row r)
    {
        var served = r.ServedSealed is { } sealedDetails ? keys.Open<PersonDetails>(sealedDetails) : null;
        return new(
            r.OrderId, r.AssignmentId, r.Number, Enum.Parse<AssignmentState>(r.State), r.PlannedFrom, r.PlannedUntil, r.LateMinutes, r.CheckedInAt, r.CheckedOutAt,
            r.ItemName, r.ItemNameEn, r.SiteId, r.SiteName, r.SitePhone, r.StartMisses, r.EndMisses, CandidateRules.NearOf(r.Same, r.Sister, r.Metres),
            served is null ? null : new(r.ServedId, served.Name, served.Phone), r.AddressSealed is { } address ? keys.Open<string>(address) : null);
    }

    private sealed record Row(
        Guid OrderId, Guid AssignmentId, long Number, string State, DateTimeOffset PlannedFrom, DateTimeOffset PlannedUntil, int? LateMinutes, DateTimeOffset? CheckedInAt, DateTimeOffset? CheckedOutAt,
        string ItemName, string ItemNameEn, Guid SiteId, string SiteName, string? SitePhone, int StartMisses, int EndMisses, bool Same, bool Sister, int? Metres,
        Guid ServedId, byte[]? ServedSealed, byte[]? AddressSealed);
}
