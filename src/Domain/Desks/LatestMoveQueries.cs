using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Desks;

/// <summary>What somebody else did to an order that a dispatcher had before their eyes: 王芳刚刚派给了李师傅.</summary>
/// <param name="Actor">Null: the worker.</param>
/// <param name="Event">The wire name of the first thing that happened since.</param>
/// <param name="Offered">To whom it was offered, where it was.</param>
public sealed record LatestMove(string? Actor, string Event, IReadOnlyList<string> Offered, bool ToPool, DateTimeOffset At);

public sealed class LatestMoveQueries(TimeBankDb db, PersonNames names, TimeProvider clock)
{
    private const string Offer = "order.offered.v1";

    /// <param name="seen">The version the caller saw.</param>
    /// <returns>Null: nothing of others has happened since, or the caller is not staff of the order's site.</returns>
    public async Task<LatestMove?> SinceAsync(Guid callerId, Guid orderId, int seen, CancellationToken ct)
    {
        var rows = await db.RowsAsync<Row>(
            $"""
            select e.name, e.at, e.actor_id as ActorId, e.command_id as CommandId,
                e.name = {Offer} as offers, (e.data ->> 'personId')::uuid as PersonId
            from orders o join order_events e on e.order_id = o.id and e.version > {seen}
            where o.id = {orderId} and rights_at({callerId}, o.site_id, {clock.GetUtcNow()}) && array[{nameof(Right.Dispatcher)}, {nameof(Right.Manager)}]
                and e.actor_id is distinct from {callerId}
            order by e.version limit 60
            """, ct);
        if (rows.Count == 0) { return null; }
        var first = rows[0];
        var offers = rows.Where(r => r.Offers && r.CommandId == first.CommandId).ToList();
        var known = await names.OfAsync([first.ActorId, .. offers.Select(o => o.PersonId)], ct);
        return new(
            first.ActorId is { } actor ? known.GetValueOrDefault(actor) : null, first.Name,
            [.. offers.Select(o => o.PersonId).OfType<Guid>().Select(id => known[id])], offers.Any(o => o.PersonId is null), first.At);
    }

    private sealed record Row(string Name, DateTimeOffset At, Guid? ActorId, Guid CommandId, bool Offers, Guid? PersonId);
}
