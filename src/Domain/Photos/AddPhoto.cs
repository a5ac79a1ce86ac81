using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.Storage;

namespace TimeBank.Photos;

/// <summary>Whoever ordered, or staff for them, shows what is needed. The file is read whole and stripped before anything of it is stored.</summary>
public sealed class AddPhoto(TimeBankDb db, Once once, OrderFactsQueries facts, DeploymentKeys keys, TimeProvider clock)
{
    /// <returns>The photo's id.</returns>
    public Task<Outcome<Guid>> AddAsync(CommandKey key, Guid callerId, Guid orderId, byte[] file, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        if (await db.LockOrderAsync(orderId, ct) is not { } order) { return OrderRefusals.NotFound; }
        if (PhotoRules.WhyNotShow(await facts.ForAsync(order, callerId, null, ct)) is { } no) { return no; }
        if (order.State is not (OrderState.Placed or OrderState.Offered or OrderState.Accepted or OrderState.InService)) { return PhotoRefusals.Late; }
        if (await db.Photos.CountAsync(p => p.OrderId == orderId, ct) >= Photo.MostPerOrder) { return PhotoRefusals.TooMany; }
        if (!CleanPhoto.From(file).IsDone(out var clean, out var why)) { return why; }

        Photo photo = new()
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            OrderId = orderId,
            Format = clean.Format,
            Width = clean.Width,
            Height = clean.Height,
            Sealed = keys.SealBytes(clean.Bytes),
            AddedById = callerId,
            AddedAt = clock.GetUtcNow(),
        };
        db.Photos.Add(photo);
        return photo.Id;
    }, ct);
}
