using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.Orders;

internal static class LockOrder
{
    /// <summary>The order whole, locked until the transaction ends. The lock comes first, alone: a query that waited for the row would see offers and assignments as they were before.</summary>
    public static async Task<Order?> LockOrderAsync(this TimeBankDb db, Guid id, CancellationToken ct)
    {
        var locked = await db.RowsAsync<int>($"select 1 from orders where id = {id} for update", ct);
        return locked.Count == 0
            ? null
            : await db.Orders.Include(o => o.Offers).Include(o => o.Assignments).Include(o => o.Cases).AsSingleQuery().SingleAsync(o => o.Id == id, ct);
    }
}
