using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Photos;

/// <summary>Photos go to whoever may read the need: whoever ordered, staff, and volunteers while they are assigned.</summary>
public sealed class PhotoQueries(TimeBankDb db, OrderFactsQueries facts, PersonLooks looks, DeploymentKeys keys)
{
    public async Task<Outcome<PhotoView[]>> OfOrderAsync(Guid callerId, Guid orderId, CancellationToken ct) =>
        !(await SeenAsync(callerId, orderId, ct)).IsDone(out _, out var no)
            ? no
            : await db.Photos.Where(p => p.OrderId == orderId).OrderBy(p => p.Id).Select(p => new PhotoView(p.Id, p.Format, p.Width, p.Height, p.AddedAt)).ToArrayAsync(ct);

    public async Task<Outcome<PhotoContent>> OpenAsync(Guid callerId, Guid orderId, Guid photoId, CancellationToken ct)
    {
        if (!(await SeenAsync(callerId, orderId, ct)).IsDone(out var seen, out var no)) { return no; }
        if (await db.Photos.AsNoTracking().SingleOrDefaultAsync(p => p.Id == photoId && p.OrderId == orderId, ct) is not { } photo) { return PhotoRefusals.NotFound; }
        // A room, a face, a letter: as much of a person as their phone.
        if (seen.ByStaff) { await looks.KeepAsync(callerId, [seen.ServedId], LookWay.Order, orderId, ct); }
        return new PhotoContent(keys.OpenBytes(photo.Sealed), photo.Format switch
        {
            PhotoFormat.Jpeg => "image/jpeg",
            PhotoFormat.Png => "image/png",
            _ => throw new UnreachableException(),
        });
    }

    private async Task<Outcome<Seen>> SeenAsync(Guid callerId, Guid orderId, CancellationToken ct)
    {
        var order = await db.Orders.AsNoTracking().Include(o => o.Offers).Include(o => o.Assignments).AsSingleQuery().SingleOrDefaultAsync(o => o.Id == orderId, ct);
        if (order is null) { return OrderRefusals.NotFound; }
        var known = await facts.ForAsync(order, callerId, null, ct);
        if (!OrderRules.SeesNeed(order, known)) { return known.Relation is Orders.Relation.None ? OrderRefusals.NotFound : OrderRefusals.Forbidden; }
        return new Seen(order.ServedId, known.Has(Orders.Relation.Dispatcher));
    }

    private sealed record Seen(Guid ServedId, bool ByStaff);
}
