using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.Desks;

/// <summary>Whoever has an order of the pool before their eyes counts once (8 人看过). It is a number for the desk and ranks nobody.</summary>
public sealed class PoolSights(TimeBankDb db, TimeProvider clock)
{
    public async Task NoteAsync(Guid personId, IReadOnlyCollection<Guid> orderIds, CancellationToken ct)
    {
        if (orderIds.Count == 0) { return; }
        var ids = orderIds.ToArray();
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into pool_views (offer_id, person_id, seen_at)
            select f.id, {personId}, {clock.GetUtcNow()} from offers f where f.order_id = any({ids}) and f.state = 'Live' and f.person_id is null
            on conflict do nothing
            """, ct);
    }
}
