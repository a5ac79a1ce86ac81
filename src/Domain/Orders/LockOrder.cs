using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.Orders;

internal static class LockOrder
{
    /// <summary>The order whole, locked until the transaction ends. The lock comes first, alone: a query that waited for the row would see offers and assignments as they were before.</summary>
    public static async Task<Order?> LockOrderAsync(this TimeBankDb db, Guid id, CancellationToken ct)
    {
        var locked = await db.RowsAsync<int>($"select 1 from orders where id = {id} for update", ct);
        return locked.Count == 0 ? null : await Whole(db.Orders).SingleAsync(o => o.Id == id, ct);
    }

    /// <summary>The same as it stands at this moment; nothing that is read here may be written.</summary>
    public static Task<Order> ReadOrderAsync(this TimeBankDb db, Guid id, CancellationToken ct) => Whole(db.Orders.AsNoTracking()).SingleAsync(o => o.Id == id, ct);

    private static IQueryable<Order> Whole(IQueryable<Order> orders) => orders.Include(o => o.Offers).Include(o => o.Assignments).Include(o => o.Cases).AsSingleQuery();
}
