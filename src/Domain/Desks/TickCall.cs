using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Desks;

/// <summary>Somebody at the desk has said it by telephone. The messages stay unread: whoever signs in later still finds them.</summary>
public sealed class TickCall(TimeBankDb db, Once once, TimeProvider clock)
{
    /// <param name="throughId">The newest message that was said; what has come since is another call.</param>
    public Task<Outcome<Guid>> TickAsync(CommandKey key, Guid callerId, Guid orderId, Guid personId, Guid throughId, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        var now = clock.GetUtcNow();
        var known = await db.RowsAsync<Row>($"select rights_at({callerId}, o.site_id, {now}) as rights from orders o where o.id = {orderId}", ct);
        if (known is not [{ Rights: { Length: > 0 } rights }]) { return OrderRefusals.NotFound; }
        if (!rights.Any(r => r is nameof(Right.Dispatcher) or nameof(Right.Manager))) { return OrderRefusals.Forbidden; }
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into calls_done (message_id, done_by_id, done_at)
            select m.id, {callerId}, {now} from messages m where m.order_id = {orderId} and m.person_id = {personId} and m.read_at is null and m.id <= {throughId}
            on conflict (message_id) do nothing
            """, ct);
        return orderId;
    }, ct);

    private sealed record Row(string[] Rights);
}
