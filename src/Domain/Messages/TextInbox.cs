using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.Messages;

public sealed record TextView(string Phone, string Words, DateTimeOffset WrittenAt, DateTimeOffset ExpiresAt);

/// <summary>What a gateway would have been handed: for demonstrations, where there is none.</summary>
public sealed class TextInbox(TimeBankDb db, DeploymentKeys keys, TextSettings settings, TimeProvider clock)
{
    public bool IsOpen => settings.Kind is TextKind.Inbox;

    /// <summary>The newest first, as long as they are of use to anybody. Empty where texts go to a gateway or nowhere.</summary>
    public async Task<IReadOnlyList<TextView>> NewestAsync(int size, CancellationToken ct)
    {
        if (!IsOpen) { return []; }
        var now = clock.GetUtcNow();
        var rows = await db.OutgoingTexts.AsNoTracking().Where(t => t.ExpiresAt > now).OrderByDescending(t => t.Id).Take(size).ToListAsync(ct);
        return [.. from row in rows
                   let text = keys.Open<TextToSend>(row.Sealed)
                   where text.Phone is not null
                   select new TextView(text.Phone!, text.Words, row.WrittenAt, row.ExpiresAt)];
    }
}
