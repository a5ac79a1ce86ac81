using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using TimeBank.Events;
using TimeBank.Storage;

namespace TimeBank.Worker.Events;

/// <summary>Takes what happened, orders' events and transfers, to whoever listens: at least once, in order, one relay at a time. Only what was handed over leaves.</summary>
public sealed class EventRelay(TimeBankDb db, IHandOver handOver, Heartbeats hearts, TimeProvider clock, ILogger<EventRelay> log) : IWokenWork
{
    public const int BatchSize = 200;
    private const long LockNumber = 7310;

    /// <summary>How soon to look again when something waits behind an open transaction: nobody rings when that ends.</summary>
    private static readonly TimeSpan _soon = TimeSpan.FromSeconds(1);

    private IReadOnlyList<RecordedEvent> _inHand = [];

    public static string Channel => Bell.Outbox;

    public static string Name => Heartbeats.Relay;

    public Task<TimeSpan> WorkAsync(CancellationToken ct) => RelayAsync(again: false, ct);

    /// <param name="again">Also what failed before.</param>
    public async Task<TimeSpan> RelayAsync(bool again, CancellationToken ct)
    {
        try
        {
            var handed = await PassAsync(new OutboxFeed(db, clock, again), ct) + await PassAsync(new TransferFeed(db), ct);
            return await ReportAsync(handed, ct);
        }
        catch (BrokerUnreachableException down)
        {
            log.LogWarning(down.InnerException, "The broker is unreachable; events wait in the database");
            await hearts.BeatAsync(Name, well: false, down.Message, ct);
            return _soon * 10;
        }
    }

    private async Task<int> PassAsync(IFeed feed, CancellationToken ct)
    {
        var handed = 0;
        while (true)
        {
            int batch;
            try { batch = await HandBatchAsync(feed, BatchSize, ct); }
            catch (Exception failure) when (IsOfAnEvent(failure, ct)) { batch = await HandOneByOneAsync(feed, ct); }
            if (batch == 0) { return handed; }
            handed += batch;
        }
    }

    /// <summary>One transaction: read, hand over, let go. In this process the listeners write in it too.</summary>
    private async Task<int> HandBatchAsync(IFeed feed, int size, CancellationToken ct)
    {
        _inHand = [];
        await using var transaction = await BeginAsync(ct);
        _inHand = await feed.ReadAsync(size, ct);
        if (_inHand.Count == 0) { return 0; }
        await handOver.HandOverAsync(_inHand, ct);
        await feed.LetGoAsync(ct);
        await transaction.CommitAsync(ct);
        return _inHand.Count;
    }

    /// <summary>One event of a batch fails all of it, so each gets a transaction of its own; those that fail are put aside.</summary>
    private async Task<int> HandOneByOneAsync(IFeed feed, CancellationToken ct)
    {
        var handed = 0;
        for (; handed < BatchSize; handed++)
        {
            try
            {
                if (await HandBatchAsync(feed, 1, ct) == 0) { break; }
            }
            catch (Exception failure) when (_inHand.Count > 0 && IsOfAnEvent(failure, ct)) { await PutAsideAsync(feed, failure, ct); }
        }

        return handed;
    }

    private async Task PutAsideAsync(IFeed feed, Exception failure, CancellationToken ct)
    {
        var failed = _inHand[0];
        db.ChangeTracker.Clear();
        await using var transaction = await BeginAsync(ct);
        // Between the two transactions another worker may have handled it.
        if (await feed.ReadAsync(1, ct) is not [var next] || next.Id != failed.Id) { return; }
        log.LogError(failure, "{Event} {Id} of {Subject} could not be handled", failed.Type, failed.Id, failed.Subject);
        await feed.PutAsideAsync(failed, failure.GetBaseException().Message, ct);
        await transaction.CommitAsync(ct);
    }

    private async Task<IDbContextTransaction> BeginAsync(CancellationToken ct)
    {
        var transaction = await db.Database.BeginTransactionAsync(ct);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LockNumber})", ct);
        return transaction;
    }

    private async Task<TimeSpan> ReportAsync(int handed, CancellationToken ct)
    {
        var left = await db.RowAsync<Left>(
            $"""
            select (select count(*) from outbox where parked_at is not null) as parked,
                exists (select from outbox where parked_at is null and failures = 0)
                    or exists (select from time_transfers t join relay_cursors c on c.name = 'transfers' where (t.xid, t.seq) > (c.xid, c.seq)) as waiting
            """,
            ct);
        await hearts.BeatAsync(Name, left.Parked == 0, left.Parked == 0 ? $"{handed} handed on" : $"{left.Parked} parked", ct);
        return left.Waiting ? _soon : Timeout.InfiniteTimeSpan;
    }

    private static bool IsOfAnEvent(Exception failure, CancellationToken ct) => !ct.IsCancellationRequested && !Outage.IsSeenIn(failure);

    private sealed record Left(long Parked, bool Waiting);
}
