using TimeBank.Storage;

namespace TimeBank.Reports;

/// <summary>Sums of areas (a site with all below it) over ranges of days: what is folded, and beside it what is not folded yet. To be asked inside one snapshot.</summary>
internal sealed class AreaQueries(TimeBankDb db)
{
    /// <returns>By area and first day of the range.</returns>
    public async Task<Dictionary<(Guid, DateOnly), Counts>> CountsAsync(Guid[] areas, IReadOnlyCollection<Slice> slices, CancellationToken ct)
    {
        var (buckets, grains, firsts, lasts) = Columns(slices);
        var rows = await db.RowsAsync<CountRow>(
            $"""
            with slice as (select * from unnest({buckets}, {grains}, {firsts}, {lasts}) as s(bucket, grain, first, last))
            select site_id as SiteId, bucket, m.name as measure, amount from (
                select f.site_id, s.bucket, u.key, sum(u.amount)::bigint as amount
                from slice s join area_figures f on f.site_id = any({areas}) and f.kind = 'Count' and f.grain = s.grain and f.day between s.first and s.last
                    cross join unnest(f.keys, f.amounts) as u(key, amount)
                group by f.site_id, s.bucket, u.key) folded join measures m on m.number = folded.key
            union all
            select p.ancestor_id, s.bucket, d.measure, sum(d.value - d.folded)::bigint
            from site_days d join slice s on d.day between s.first and s.last join site_paths p on p.site_id = d.site_id and p.ancestor_id = any({areas})
            where d.is_unfolded
            group by p.ancestor_id, s.bucket, d.measure
            """, ct);
        var sums = areas.Distinct().SelectMany(a => slices.Select(s => (a, s.Bucket))).Distinct().ToDictionary(key => key, _ => new Counts());
        foreach (var row in rows) { sums[(row.SiteId, row.Bucket)].Add(row.Measure, row.Amount); }
        return sums;
    }

    /// <returns>By area and first day of the range; one histogram for each <see cref="WaitStep"/>.</returns>
    public async Task<Dictionary<(Guid, DateOnly), WaitTimes[]>> WaitsAsync(Guid[] areas, IReadOnlyCollection<Slice> slices, CancellationToken ct)
    {
        var (buckets, grains, firsts, lasts) = Columns(slices);
        var steps = Enum.GetNames<WaitStep>();
        var rows = await db.RowsAsync<WaitRow>(
            $"""
            with slice as (select * from unnest({buckets}, {grains}, {firsts}, {lasts}) as s(bucket, grain, first, last))
            select f.site_id as SiteId, s.bucket, f.kind as step, f.keys as minutes, f.amounts as orders
            from slice s join area_figures f on f.site_id = any({areas}) and f.kind = any({steps}) and f.grain = s.grain and f.day between s.first and s.last
            union all
            select p.ancestor_id, s.bucket, w.step, array_agg(w.minutes), array_agg(w.orders - w.folded)
            from site_waits w join slice s on w.day between s.first and s.last join site_paths p on p.site_id = w.site_id and p.ancestor_id = any({areas})
            where w.is_unfolded
            group by p.ancestor_id, s.bucket, w.step
            """, ct);
        var sums = areas.Distinct().SelectMany(a => slices.Select(s => (a, s.Bucket))).Distinct().ToDictionary(key => key, _ => steps.Select(_ => new WaitTimes()).ToArray());
        foreach (var row in rows)
        {
            var times = sums[(row.SiteId, row.Bucket)][(int)Enum.Parse<WaitStep>(row.Step)];
            foreach (var (minutes, orders) in row.Minutes.Zip(row.Orders)) { times.Add(minutes, orders); }
        }

        return sums;
    }

    /// <summary>人: how many persons served in each area within the range.</summary>
    public async Task<Dictionary<Guid, long>> PersonsAsync(Guid[] areas, DayRange range, DateOnly today, CancellationToken ct)
    {
        var (_, grains, firsts, lasts) = Columns([.. range.Slices(today)]);
        var rows = await db.RowsAsync<PersonsRow>(
            $"""
            select f.site_id as SiteId, sum(u.persons)::bigint as persons
            from unnest({grains}, {firsts}, {lasts}) as s(grain, first, last)
                join area_figures f on f.site_id = any({areas}) and f.kind = 'People' and f.grain = s.grain and f.day between s.first and s.last
                cross join unnest(f.keys, f.amounts) as u(since, persons)
            where u.since < {range.From.DayNumber}
            group by f.site_id
            union all
            select p.ancestor_id, count(distinct d.person_id)
            from site_day_people d join site_paths p on p.site_id = d.site_id and p.ancestor_id = any({areas})
            where not d.folded and d.day between {range.From} and {range.Until} and not exists (
                select from site_day_people k join site_paths kp on kp.site_id = k.site_id and kp.ancestor_id = p.ancestor_id
                where k.person_id = d.person_id and k.folded and k.day between {range.From} and {range.Until})
            group by p.ancestor_id
            """, ct);
        return areas.Distinct().ToDictionary(area => area, area => rows.Where(r => r.SiteId == area).Sum(r => r.Persons));
    }

    /// <summary>人 of one site without those below it.</summary>
    public Task<long> OwnPersonsAsync(Guid siteId, DayRange range, CancellationToken ct) => db.RowAsync<long>(
        $"select count(distinct person_id) from site_day_people where site_id = {siteId} and day between {range.From} and {range.Until}", ct);

    /// <summary>Orders placed within the range that nobody has dispatched though they were due, by the child of <paramref name="siteId"/> they lie under; its own under its own id.</summary>
    public async Task<Dictionary<Guid, long>> WaitingPastDueAsync(Guid siteId, DayRange range, DateTimeOffset now, CancellationToken ct)
    {
        var rows = await db.RowsAsync<WaitingRow>(
            $"""
            select coalesce(c.ancestor_id, {siteId}) as SiteId, count(*) as orders
            from orders o join site_paths p on p.site_id = o.site_id and p.ancestor_id = {siteId}
                left join site_paths c on c.site_id = o.site_id and c.depth = p.depth - 1
            where o.dispatched_at is null and o.closed_at is null and o.dispatch_due_at < {now} and o.placed_on between {range.From} and {range.Until}
            group by 1
            """, ct);
        return rows.ToDictionary(r => r.SiteId, r => r.Orders);
    }

    private static (DateOnly[] Buckets, string[] Grains, DateOnly[] Firsts, DateOnly[] Lasts) Columns(IReadOnlyCollection<Slice> slices) =>
        ([.. slices.Select(s => s.Bucket)], [.. slices.Select(s => s.Grain.ToString())], [.. slices.Select(s => s.First)], [.. slices.Select(s => s.Last)]);

    private sealed record CountRow(Guid SiteId, DateOnly Bucket, string Measure, long Amount);

    private sealed record WaitRow(Guid SiteId, DateOnly Bucket, string Step, int[] Minutes, long[] Orders);

    private sealed record PersonsRow(Guid SiteId, long Persons);

    private sealed record WaitingRow(Guid SiteId, long Orders);
}
