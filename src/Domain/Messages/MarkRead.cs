using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.Messages;

/// <summary>The reader has seen it; the first time counts.</summary>
public sealed class MarkRead(TimeBankDb db, Once once, TimeProvider clock)
{
    public Task<Outcome<Guid>> MarkAsync(CommandKey key, Guid callerId, Guid messageId, CancellationToken ct) => once.DoAsync<Guid>(key, async () =>
    {
        if (await db.Messages.SingleOrDefaultAsync(m => m.Id == messageId && m.PersonId == callerId, ct) is not { } message) { return MessageRefusals.NotFound; }
        message.ReadAt ??= clock.GetUtcNow();
        return message.Id;
    }, ct);

    /// <returns>How many were unread.</returns>
    public Task<Outcome<int>> MarkAllAsync(CommandKey key, Guid callerId, CancellationToken ct) => once.DoAsync<int>(key, async () =>
        await db.Messages.Where(m => m.PersonId == callerId && m.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(m => m.ReadAt, clock.GetUtcNow()), ct), ct);
}
