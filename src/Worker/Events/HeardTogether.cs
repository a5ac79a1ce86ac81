using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using TimeBank.Events;
using TimeBank.Storage;

namespace TimeBank.Worker.Events;

/// <summary>A broker brings events one by one; whatever has come while one transaction ran shares the next. Each caller hears what became of its own event alone.</summary>
public sealed class HeardTogether<TListener>(IServiceScopeFactory scopes, TimeProvider clock) : IDisposable
    where TListener : IListener
{
    public const int AtMost = 100;
    private readonly ConcurrentQueue<Waiting> _waiting = new();
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Returns when what the listener did is committed.</summary>
    public async Task HearAsync(RecordedEvent told, CancellationToken ct)
    {
        Waiting mine = new(told, new(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiting.Enqueue(mine);
        await _turn.WaitAsync(ct);
        try
        {
            while (!mine.Heard.Task.IsCompleted) { await HearBatchAsync(ct); }
        }
        finally { _turn.Release(); }

        await mine.Heard.Task;
    }

    public void Dispose() => _turn.Dispose();

    private async Task HearBatchAsync(CancellationToken ct)
    {
        List<Waiting> batch = [];
        while (batch.Count < AtMost && _waiting.TryDequeue(out var next)) { batch.Add(next); }
        try { await CommitAsync(batch, ct); }
        catch (Exception failure) when (batch.Count > 1 && !Outage.IsSeenIn(failure))
        {
            // One event fails all of them, so each gets a transaction of its own.
            foreach (var alone in batch)
            {
                try { await CommitAsync([alone], ct); }
                catch (Exception its) { alone.Heard.TrySetException(its); }
            }
        }
        catch (Exception failure) { batch.ForEach(each => each.Heard.TrySetException(failure)); }
    }

    private async Task CommitAsync(List<Waiting> batch, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TimeBankDb>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await scope.ServiceProvider.GetRequiredService<TListener>().HearOnceAsync([.. batch.Select(each => each.Told)], db, clock, ct);
        await transaction.CommitAsync(ct);
        batch.ForEach(each => each.Heard.TrySetResult());
    }

    private sealed record Waiting(RecordedEvent Told, TaskCompletionSource Heard);
}
