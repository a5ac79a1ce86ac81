using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TimeBank.Events;
using TimeBank.Passbooks;
using TimeBank.Storage;

namespace TimeBank.Worker.Events;

/// <summary>Something the relay reads from, below the snapshot's xmin: sequence order is not commit order, and what an open transaction
/// may still put in between must not be overtaken.</summary>
internal interface IFeed
{
    /// <summary>The next events of this pass, in the order in which they became visible.</summary>
    Task<IReadOnlyList<RecordedEvent>> ReadAsync(int atMost, CancellationToken ct);

    /// <summary>They were handed over: they never come again. In the transaction of the reading.</summary>
    Task LetGoAsync(CancellationToken ct);

    /// <summary>The one event just read could not be handled: it is put aside, and the pass goes on behind it.</summary>
    Task PutAsideAsync(RecordedEvent failed, string why, CancellationToken ct);
}

/// <summary>The outbox: rows leave when they were handed over. One that failed comes again in a later pass, and waits for a person after the fifth time.</summary>
/// <param name="again">Also those that failed before: only the schedule asks for them, so that five failures take some time.</param>
internal sealed class OutboxFeed(TimeBankDb db, TimeProvider clock, bool again) : IFeed
{
    public const int GreatestFailures = 5;
    private IReadOnlyList<OutboxRow> _read = [];
    private (string Xid, long Seq) _passed = ("0", 0);

    public async Task<IReadOnlyList<RecordedEvent>> ReadAsync(int atMost, CancellationToken ct)
    {
        _read = await db.Outbox.FromSql(
            $"""
            select * from outbox
            where parked_at is null and (failures = 0 or {again}) and (xid, seq) > ({_passed.Xid}::xid8, {_passed.Seq}) and xid < pg_snapshot_xmin(pg_current_snapshot())
            order by xid, seq limit {atMost}
            """).AsNoTracking().ToListAsync(ct);
        return [.. _read.Select(r => new RecordedEvent(r.Id, r.Type, r.Subject, r.Version, r.At, JsonSerializer.Deserialize<JsonElement>(r.Data)))];
    }

    public async Task LetGoAsync(CancellationToken ct)
    {
        var (xids, seqs) = (_read.Select(r => r.Xid.ToString(CultureInfo.InvariantCulture)).ToArray(), _read.Select(r => r.Seq).ToArray());
        await db.Database.ExecuteSqlAsync($"delete from outbox where (xid, seq) in (select xid::xid8, seq from unnest({xids}, {seqs}) as u(xid, seq))", ct);
    }

    public async Task PutAsideAsync(RecordedEvent failed, string why, CancellationToken ct)
    {
        var row = _read.Single(r => r.Id == failed.Id);
        _passed = (row.Xid.ToString(CultureInfo.InvariantCulture), row.Seq);
        await db.Database.ExecuteSqlAsync(
            $"""
            update outbox set failures = failures + 1, failure = {why}, parked_at = case when failures + 1 >= {GreatestFailures} then {clock.GetUtcNow()}::timestamptz end
            where xid = {_passed.Xid}::xid8 and seq = {_passed.Seq}
            """,
            ct);
    }
}

/// <summary>The ledger is its own outbox: a cursor follows it, and nothing is written per transfer.</summary>
internal sealed class TransferFeed(TimeBankDb db) : IFeed
{
    private IReadOnlyList<TimeTransfer> _read = [];

    public async Task<IReadOnlyList<RecordedEvent>> ReadAsync(int atMost, CancellationToken ct)
    {
        var cursor = await db.RowAsync<Cursor>($"select xid::text as xid, seq from relay_cursors where name = 'transfers'", ct);
        _read = await db.TimeTransfers.FromSql(
            $"""
            select * from time_transfers
            where (xid, seq) > ({cursor.Xid}::xid8, {cursor.Seq}) and xid < pg_snapshot_xmin(pg_current_snapshot())
            order by xid, seq limit {atMost}
            """).AsNoTracking().ToListAsync(ct);
        var sides = _read.SelectMany(t => new[] { t.DebitAccountId, t.CreditAccountId }).Distinct().ToArray();
        var owners = await db.TimeAccounts.AsNoTracking().Where(a => sides.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.PassbookId ?? a.SiteId, ct);
        return [.. _read.Select(t => PassbookEvents.Of(t, owners[t.CreditAccountId] ?? owners[t.DebitAccountId]!.Value))];
    }

    public async Task LetGoAsync(CancellationToken ct)
    {
        var last = _read[^1];
        await db.Database.ExecuteSqlAsync(
            $"update relay_cursors set xid = {last.Xid.ToString(CultureInfo.InvariantCulture)}::xid8, seq = {last.Seq} where name = 'transfers'", ct);
    }

    /// <summary>It goes on as a row of the outbox, where failures are counted.</summary>
    public async Task PutAsideAsync(RecordedEvent failed, string why, CancellationToken ct)
    {
        db.Outbox.Add(new()
        {
            Id = failed.Id,
            Type = failed.Type,
            Subject = failed.Subject,
            Version = failed.Version,
            At = failed.At,
            Data = failed.Data.GetRawText(),
            Failures = 1,
            Failure = why,
        });
        await db.SaveChangesAsync(ct);
        await LetGoAsync(ct);
    }

    private sealed record Cursor(string Xid, long Seq);
}
