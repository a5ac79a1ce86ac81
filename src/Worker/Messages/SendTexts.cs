using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using TimeBank.Events;
using TimeBank.Messages;
using TimeBank.Storage;
using TimeBank.Worker.Events;

namespace TimeBank.Worker.Messages;

/// <summary>Texts that wait are handed to the gateway, outside any transaction. Whoever tries one first moves its hour on, so of several workers one sends it, and a crash
/// between the gateway and the row's leaving sends it again: twice the same code is better than none.</summary>
public sealed class SendTexts(TimeBankDb db, DeploymentKeys keys, WorkerSettings settings, Heartbeats hearts, TimeProvider clock, ILogger<SendTexts> log) : IWokenWork
{
    private const int AtOnce = 10;
    private static readonly TimeSpan _lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _afterFailure = TimeSpan.FromSeconds(10);   // and as much again for each try before

    public static string Channel => Bell.Texts;

    public static string Name => Heartbeats.Texts;

    /// <summary>What failed waits for the schedule, which comes round every ten seconds.</summary>
    public async Task<TimeSpan> WorkAsync(CancellationToken ct)
    {
        var (sent, failed) = (0, 0);
        while (settings.Texts.Sender is { } sender && await TakeAsync(ct) is { Count: > 0 } due)
        {
            var taken = await Task.WhenAll(due.Select(text => HandOverAsync(sender, text, ct)));
            await SettleAsync(due.Zip(taken).ToLookup(t => t.Second, t => t.First.Id), ct);
            (sent, failed) = (sent + taken.Count(t => t), failed + taken.Count(t => !t));
        }

        await hearts.BeatAsync(Name, well: failed == 0, settings.Texts.Sender is null ? $"{settings.Texts.Kind}: nothing is sent" : $"{sent} sent, {failed} wait", ct);
        return Timeout.InfiniteTimeSpan;
    }

    private async Task<List<OutgoingText>> TakeAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        return await db.OutgoingTexts.FromSql(
            $"""
            update outgoing_texts t
            set tries = t.tries + 1, next_at = {now + _lease}
            from (select id from outgoing_texts where next_at <= {now} and expires_at > {now} order by next_at for update skip locked limit {AtOnce}) due
            where t.id = due.id
            returning t.*
            """).AsNoTracking().ToListAsync(ct);
    }

    private async Task<bool> HandOverAsync(ISendText sender, OutgoingText row, CancellationToken ct)
    {
        var text = keys.Open<TextToSend>(row.Sealed);
        if (text.Phone is null) { return true; }
        try
        {
            await sender.SendAsync(text, ct);
            return true;
        }
        catch (TextNotTakenException refused)
        {
            log.LogWarning("A text was not taken, try {Try}: {Reason}", row.Tries, refused.Message);
            return false;
        }
    }

    private async Task SettleAsync(ILookup<bool, Guid> byTaken, CancellationToken ct)
    {
        var (gone, wait) = (byTaken[true].ToArray(), byTaken[false].ToArray());
        await db.OutgoingTexts.Where(t => gone.Contains(t.Id)).ExecuteDeleteAsync(ct);
        await db.Database.ExecuteSqlAsync($"update outgoing_texts set next_at = {clock.GetUtcNow()} + {_afterFailure} * tries where id = any({wait})", ct);
    }
}
