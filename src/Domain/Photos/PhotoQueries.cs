using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.Storage;

namespace TimeBank.Photos;

/// <summary>Photos go to whoever may read the need: whoever ordered, staff, and volunteers while they are assigned.</summary>
public sealed class PhotoQueries(TimeBankDb db, OrderFactsQueries facts, DeploymentKeys keys)
{
    public async Task<Outcome<PhotoView[]>> OfOrderAsync(Guid callerId, Guid orderId, CancellationToken ct) =>
        await SeesAsync(callerId, orderId, ct) is { } no
            ? no
            : await db.Photos.Where(p => p.OrderId == orderId).OrderBy(p => p.Id).Select(p => new PhotoView(p.Id, p.Format, p.Width, p.Height, p.AddedAt)).ToArrayAsync(ct);

    public async Task<Outcome<PhotoContent>> OpenAsync(Guid callerId, Guid orderId, Guid photoId, CancellationToken ct)
    {
        if (await SeesAsync(callerId, orderId, ct) is { } no) { return no; }
        if (await db.Photos.AsNoTracking().SingleOrDefaultAsync(p => p.Id == photoId && p.OrderId == orderId, ct) is not { } photo) { return PhotoRefusals.NotFound; }
        return new PhotoContent(keys.OpenBytes(photo.Sealed), photo.Format switch
        {
            PhotoFormat.Jpeg => "image/jpeg",
            PhotoFormat.Png => "image/png",
            _ => throw new UnreachableException(),
        });
    }

    private async Task<Refusal?> SeesAsync(Guid callerId, Guid orderId, CancellationToken ct)
    {
        var order = await db.Orders.AsNoTracking().Include(o => o.Offers).Include(o => o.Assignments).AsSingleQuery().SingleOrDefaultAsync(o => o.Id == orderId, ct);
        if (order is null) { return OrderRefusals.NotFound; }
        var known = await facts.ForAsync(order, callerId, null, ct);
        return OrderRules.SeesNeed(order, known) ? null : known.Relation is Relation.None ? OrderRefusals.NotFound : OrderRefusals.Forbidden;
    }
}
