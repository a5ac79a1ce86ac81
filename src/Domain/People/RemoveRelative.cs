using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.People;

/// <summary>A person no longer orders for a relative. The shared household, if there is one, stays as it is.</summary>
public sealed class RemoveRelative(TimeBankDb db, Once once)
{
    public Task<Outcome<Guid>> RemoveAsync(CommandKey key, Guid callerId, Guid relativeId, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        if (await db.Orders.AnyAsync(o => ((o.OrdererId == callerId && o.ServedId == relativeId) || (o.OrdererId == relativeId && o.ServedId == callerId)) && o.ClosedAt == null, ct)) { return PersonRefusals.RelativeOrderOpen; }
        // Either side may strike it off: nobody is somebody's relative against their will.
        var removed = await db.Relatives
            .Where(r => (r.PersonId == callerId && r.RelativeId == relativeId) || (r.PersonId == relativeId && r.RelativeId == callerId))
            .ExecuteDeleteAsync(ct);
        return removed == 0 ? PersonRefusals.NotFound : relativeId;
    }, ct);
}
