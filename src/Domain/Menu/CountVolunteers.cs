using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.Menu;

/// <summary>How many volunteers of each county may serve each item: by age and by the qualifications that staff have confirmed. Counting a city of a million takes a second,
/// so the worker does it once an hour and nobody while a page waits.</summary>
public sealed class CountVolunteers(TimeBankDb db, LocalTime local, TimeProvider clock)
{
    public static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Does nothing when it has been done within the hour.</summary>
    public async Task RunAsync(CancellationToken ct)
    {
        var (now, today) = (clock.GetUtcNow(), local.DayOf(clock.GetUtcNow()));
        if ((await db.RowsAsync<int>($"select 1 from item_volunteers where counted_at > {now - Every} limit 1", ct)).Count > 0) { return; }
        await db.Database.ExecuteSqlAsync(
            $"""
            with volunteers as (
                select p.id, c.id as county, p.adult_on is not null and p.adult_on <= {today} as adult
                from persons p join site_paths up on up.site_id = p.home_site_id join sites c on c.id = up.ancestor_id and c.level = 'Centre'
                where p.volunteer_number is not null and p.left_at is null),
            totals as (select county, count(*) as anyone, count(*) filter (where adult) as adults from volunteers group by county),
            qualified as (
                select v.county, q.name, count(*) as count from qualifications q join volunteers v on v.id = q.person_id and v.adult
                where q.valid_until is null or q.valid_until >= {today} group by v.county, q.name)
            insert into item_volunteers (site_id, item_id, volunteers, counted_at)
            select c.id, i.id, coalesce(case i.may_serve when 'Anyone' then t.anyone when 'Adult' then t.adults else q.count end, 0), {now}
            from sites c cross join service_items i left join totals t on t.county = c.id left join qualified q on q.county = c.id and q.name = i.qualification
            where c.level = 'Centre' and i.retired_at is null
            order by c.id, i.id
            on conflict (site_id, item_id) do update set volunteers = excluded.volunteers, counted_at = excluded.counted_at
            """, ct);
    }
}
