using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.Worker.Storage;

/// <summary>Takes away what has served its time: answers kept for retries, marks of handled events, codes nobody can use any more.</summary>
public sealed class Cleaning(TimeBankDb db, TimeProvider clock)
{
    private static readonly TimeSpan _commandsKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan _handledKept = TimeSpan.FromDays(30);
    private const int PerTransaction = 10_000;

    public async Task RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await EmptyAsync($"delete from commands where ctid = any(array(select ctid from commands where at < {now - _commandsKept} limit {PerTransaction}))", ct);
        await EmptyAsync($"delete from handled_events where ctid = any(array(select ctid from handled_events where handled_at < {now - _handledKept} limit {PerTransaction}))", ct);
        await EmptyAsync($"delete from activations where ctid = any(array(select ctid from activations where used_at is null and expires_at < {now} limit {PerTransaction}))", ct);
        await EmptyAsync($"delete from outgoing_texts where ctid = any(array(select ctid from outgoing_texts where expires_at < {now} limit {PerTransaction}))", ct);
    }

    private async Task EmptyAsync(FormattableString delete, CancellationToken ct)
    {
        while (await db.Database.ExecuteSqlAsync(delete, ct) == PerTransaction) { }
    }
}
