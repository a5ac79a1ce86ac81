using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>Keeps that a member of staff saw somebody's phone or address. Called before it is shown: no look without its trace. The first of a day
/// is written, the others find it there.</summary>
public sealed class PersonLooks(TimeBankDb db, LocalTime local, TimeProvider clock)
{
    public async Task KeepAsync(Guid viewerId, IReadOnlyCollection<Guid> personIds, LookWay way, Guid? orderId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var others = personIds.Where(id => id != viewerId).ToArray();
        if (others.Length == 0) { return; }
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into person_looks (id, person_id, viewer_id, day, seen_at, way, order_id, site_id)
            select f.id, p.id, {viewerId}, {local.DayOf(now)}, {now}, {way.ToString()}, {orderId}::uuid, p.home_site_id
            from unnest({others.Select(_ => Guid.CreateVersion7(now)).ToArray()}, {others}) as f(id, person_id) join persons p on p.id = f.person_id
            on conflict do nothing
            """, ct);
    }
}
