using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.Storage;

namespace TimeBank.Photos;

/// <summary>Taken away for good, at any time, by whoever ordered or staff for them.</summary>
public sealed class RemovePhoto(TimeBankDb db, Once once, OrderFactsQueries facts)
{
    public Task<Outcome<Guid>> RemoveAsync(CommandKey key, Guid callerId, Guid orderId, Guid photoId, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        if (await db.LockOrderAsync(orderId, ct) is not { } order) { return OrderRefusals.NotFound; }
        if (PhotoRules.WhyNotShow(await facts.ForAsync(order, callerId, null, ct)) is { } no) { return no; }
        return await db.Photos.Where(p => p.Id == photoId && p.OrderId == orderId).ExecuteDeleteAsync(ct) == 1 ? photoId : PhotoRefusals.NotFound;
    }, ct);
}
