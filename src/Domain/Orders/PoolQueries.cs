using TimeBank.Desks;
using TimeBank.Menu;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Orders;

public enum PoolSort { Nearest, Soonest }

/// <summary>What a volunteer looks for in the pool.</summary>
/// <param name="From">The first day, in the deployment's time zone.</param>
/// <param name="Until">The last day.</param>
/// <param name="Part">By when it begins; the evening lasts until the morning.</param>
/// <param name="Free">Only where I have said to be free.</param>
/// <param name="All">Also what I may not take as things are: another visit at that time, a qualification, my age.</param>
/// <param name="After">Cursor: the order after which to go on.</param>
public sealed record PoolSearch(ServiceField? Field, DateOnly? From, DateOnly? Until, DayPart? Part, bool Free, bool All, PoolSort Sort, Guid? After, int Size);

/// <summary>What may be known before one has taken it: what, where about, when; never for whom, the address or the words (RULES P6).</summary>
/// <param name="Near">How far it is from my home site to the order's, as far as it is known.</param>
/// <param name="Fitness">Fit, or what stands in the way.</param>
/// <param name="SaidFree">Whether I have said to be free then; null: I have never said when I am.</param>
public sealed record PoolLine(
    Guid Id, Guid OfferId, long Number, int Version, Urgency Urgency, Guid SiteId, string SiteName, Guid ItemId, string ItemName, string ItemNameEn, ServiceField Field, int Places, int Taken,
    DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, DateTimeOffset DeadlineAt, Reason Near, Fitness Fitness, bool? SaidFree);

/// <summary>抢单: what I may take in my county, the nearest or the soonest first.</summary>
public sealed class PoolQueries(TimeBankDb db, PoolSights views, LocalTime local, TimeProvider clock)
{
    private static readonly int _earliest = new DateOnly(2000, 1, 1).DayNumber;
    private static readonly int _latest = new DateOnly(2200, 1, 1).DayNumber;

    /// <summary>All open pool offers of a county are put in order, which is cheap; whether I may take one is asked only until the page is full.</summary>
    /// <remarks>An order of mine, of my family or of somebody I am kept apart from is not there at all, whatever is asked: that it is would tell whose it is.</remarks>
    public async Task<Page<PoolLine>> NearAsync(Guid callerId, PoolSearch asked, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (from, until) = (Midnight(asked.From, 0), Midnight(asked.Until, 1));
        var (partFrom, partUntil) = PartOf(asked.Part);
        string[] shown = asked.All ? [nameof(Fitness.Fit), nameof(Fitness.Busy), nameof(Fitness.Minor), nameof(Fitness.Unqualified)] : [nameof(Fitness.Fit)];
        var rows = await db.RowsAsync<Row>(
            $"""
            with near as (
                select n.site_id, n.site_id = p.home_site_id as same, n.sister, n.metres, coalesce(n.metres, n.steps * {CandidateRules.MetresPerStep}) as away
                from persons p cross join lateral sites_around(p.home_site_id) n where p.id = {callerId} and in_reach(p.id, p.home_site_id)),
            cursor as (
                select case {asked.Sort.ToString()} when 'Nearest' then n.away else 0 end as away, o.wanted_from, o.id
                from orders o join near n on n.site_id = o.site_id where o.id = {asked.After}::uuid),
            open as (
                select o.*, f.id as offer_id, f.deadline_at, n.same, n.sister, n.metres, case {asked.Sort.ToString()} when 'Nearest' then n.away else 0 end as away
                from offers f join orders o on o.id = f.order_id join near n on n.site_id = o.site_id
                where f.state = 'Live' and f.person_id is null and f.deadline_at > {now} and o.wanted_until > {now} and o.state in ('Offered', 'Accepted', 'InService')
                    and not exists (select from pool_hides h where h.offer_id = f.id and h.person_id = {callerId})
                    and ({from}::timestamptz is null or o.wanted_from >= {from}) and ({until}::timestamptz is null or o.wanted_from < {until})),
            wanted as (
                select o.*, s.name as site_name, i.name as item_name, i.name_en as item_name_en, i.field
                from open o join sites s on s.id = o.site_id join service_items i on i.id = o.item_id
                where ({asked.Field?.ToString()}::text is null or i.field = {asked.Field?.ToString()})
                    and ({partFrom}::time is null or case when {partFrom}::time < {partUntil}::time
                        then (o.wanted_from at time zone {local.Zone.Id})::time >= {partFrom} and (o.wanted_from at time zone {local.Zone.Id})::time < {partUntil}
                        else (o.wanted_from at time zone {local.Zone.Id})::time >= {partFrom} or (o.wanted_from at time zone {local.Zone.Id})::time < {partUntil} end)
                    and ({asked.After}::uuid is null or (o.away, o.wanted_from, o.id) > (select c.away, c.wanted_from, c.id from cursor c))
                order by o.away, o.wanted_from, o.id)
            select o.id, o.offer_id as OfferId, o.number, o.version, o.urgency, o.site_id as SiteId, o.site_name as SiteName, o.item_id as ItemId, o.item_name as ItemName,
                o.item_name_en as ItemNameEn, o.field, o.places,
                (select count(*)::int from assignments a where a.order_id = o.id and a.state in ('Accepted', 'InService', 'Served', 'Unfinished')) as taken,
                o.wanted_from as WantedFrom, o.wanted_until as WantedUntil, o.deadline_at as DeadlineAt, o.same, o.sister, o.metres, f.answer as fitness, free.said as SaidFree
            from wanted o
                cross join lateral fitness(array[{callerId}]::uuid[], o.orderer_id, o.served_id, o.item_id, tstzrange(o.wanted_from, o.wanted_until), {local.DayOf(now)}) f
                cross join lateral (select said_free({callerId}, tstzrange(o.wanted_from, o.wanted_until), {local.Zone.Id}) as said) free
            where f.answer = any({shown}) and (not {asked.Free} or free.said)
            order by o.away, o.wanted_from, o.id limit {asked.Size + 1}
            """, ct);
        var page = Page.Of([.. rows.Select(r => r.ToLine())], asked.Size, line => line.Id);
        await views.NoteAsync(callerId, [.. page.Items.Select(line => line.Id)], ct);
        return page;
    }

    /// <summary>No order is wanted in another century; the calendar's own ends have no day beyond them.</summary>
    private DateTimeOffset? Midnight(DateOnly? day, int later) =>
        day is { } known ? local.At(DateOnly.FromDayNumber(Math.Clamp(known.DayNumber, _earliest, _latest) + later), TimeOnly.MinValue) : null;

    private static (TimeOnly? From, TimeOnly? Until) PartOf(DayPart? part) => part switch
    {
        null => (null, null),
        DayPart.Evening => (At(FreeHours.SpanOf(DayPart.Evening).From), At(FreeHours.SpanOf(DayPart.Morning).From)),
        { } other => (At(FreeHours.SpanOf(other).From), At(FreeHours.SpanOf(other).Until)),
    };

    private static TimeOnly At(int minute) => TimeOnly.MinValue.AddMinutes(minute);

    private sealed record Row(
        Guid Id, Guid OfferId, long Number, int Version, string Urgency, Guid SiteId, string SiteName, Guid ItemId, string ItemName, string ItemNameEn, string Field, int Places, int Taken,
        DateTimeOffset WantedFrom, DateTimeOffset WantedUntil, DateTimeOffset DeadlineAt, bool Same, bool Sister, int? Metres, string Fitness, bool? SaidFree)
    {
        public PoolLine ToLine() => new(
            Id, OfferId, Number, Version, Enum.Parse<Urgency>(Urgency), SiteId, SiteName, ItemId, ItemName, ItemNameEn, Enum.Parse<ServiceField>(Field), Places, Taken,
            WantedFrom, WantedUntil, DeadlineAt, CandidateRules.NearOf(Same, Sister, Metres), Enum.Parse<Fitness>(Fitness), SaidFree);
    }
}
