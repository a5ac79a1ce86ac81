using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TimeBank.Events;
using TimeBank.Passbooks;
using TimeBank.Reports;

namespace TimeBank.Storage;

/// <summary>One command, one transaction: seen before gives the same answer; a refusal leaves nothing behind unless it has events of its own.</summary>
public sealed class Once(TimeBankDb db, TimeProvider clock, Bell bell)
{
    public static readonly Refusal InFlight = new("command.in_flight", RefusalKind.Conflict, "The same request is being handled right now. Ask again in a moment.", "同一个请求正在处理，请稍后再试。");
    public static readonly Refusal Reused = new("command.key_reused", RefusalKind.Invalid, "This key was used for another request.", "这个请求编号已用于另一项操作。");

    /// <summary>Runs <paramref name="work"/> and commits what it changed together with its answer.</summary>
    /// <param name="work">Returns the answer, and whether a refusal's changes are to be kept.</param>
    public async Task<Outcome<T>> DoAsync<T>(CommandKey key, Func<Task<(Outcome<T> Answer, bool Keep)>> work, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        db.Counted.Clear();
        db.Acting = new(key.CallerId == Guid.Empty ? null : key.CallerId, clock.GetUtcNow());
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(ct);
            if (await SeenAsync<T>(key, ct) is { } before) { return before; }
            var (answer, keep) = await work();
            if (answer is Outcome<T>.Refused && !keep) { return answer; }
            await db.SaveChangesAsync(ct);
            await RememberAsync(key, answer, ct);
            await transaction.CommitAsync(ct);
            RingForWhatWasWritten();
            return answer;
        }
        catch (Exception broken) when (ConstraintRefusals.For(broken) is { } refusal) { return refusal; }
        finally { db.Acting = null; }
    }

    private void RingForWhatWasWritten()
    {
        if (db.ChangeTracker.Entries<OutboxRow>().Any()) { bell.Ring(Bell.Outbox); }
        if (db.ChangeTracker.Entries<CreditDue>().Any()) { bell.Ring(Bell.CreditsDue); }
    }

    /// <summary>The same for work whose refusals never keep anything.</summary>
    public Task<Outcome<T>> DoAsync<T>(CommandKey key, Func<Task<Outcome<T>>> work, CancellationToken ct) =>
        DoAsync(key, async () => (await work(), false), ct);

    /// <summary>What the same request was answered, for whoever must know before doing it again. Null: it has not been done.</summary>
    public async Task<Outcome<T>?> AnsweredAsync<T>(CommandKey key, CancellationToken ct)
    {
        var stored = await db.RowsAsync<string>($"select answer::text as \"Value\" from commands where caller_id = {key.CallerId} and key = {key.Key} and hash = {key.Hash}", ct);
        return stored is [var answer] ? StoredAnswer.Read<T>(answer) : null;
    }

    private async Task<Outcome<T>?> SeenAsync<T>(CommandKey key, CancellationToken ct)
    {
        var began = await BeginAsync(key, ct);
        if (began is { Hash: null, IsFree: false })
        {
            if (!await WaitAsync(key, ct)) { return InFlight; }
            began = await BeginAsync(key, ct);
        }

        if (began.Hash is null) { return null; }
        return began.Hash.AsSpan().SequenceEqual(key.Hash) ? StoredAnswer.Read<T>(began.Answer!) : Reused;
    }

    /// <summary>Tries the key's lock and looks; how the command's statements are planned from here on is said there.</summary>
    private Task<BeganRow> BeginAsync(CommandKey key, CancellationToken ct) =>
        db.RowAsync<BeganRow>($"select is_free as IsFree, hash, answer from begin_command({key.LockNumber}, {key.CallerId}, {key.Key})", ct);

    /// <summary>A second tap waits a moment for the first, and hears its answer.</summary>
    /// <returns>Whether the other has ended.</returns>
    private async Task<bool> WaitAsync(CommandKey key, CancellationToken ct)
    {
        try
        {
            await db.Database.ExecuteSqlAsync($"set local lock_timeout = '3s'; select pg_advisory_xact_lock({key.LockNumber}); set local lock_timeout to default", ct);
            return true;
        }
        catch (PostgresException late) when (late.SqlState is PostgresErrorCodes.LockNotAvailable) { return false; }
    }

    /// <summary>The answer, and the roll-ups: they come last, as their rows are shared by everybody at a site and held until the commit, and in key order. Whatever takes the rows
    /// of both tables is this one statement, so that two transactions never wait for each other in a circle; crediting takes one of them alone.</summary>
    private async Task RememberAsync<T>(CommandKey key, Outcome<T> answer, CancellationToken ct)
    {
        var (isRemembered, sums) = (key.Hash.Length > 0, DayRolls.Sum(db.Counted));
        if (!isRemembered && sums.Count == 0) { return; }
        var json = StoredAnswer.Write(answer);
        var (sites, days, measures, values, minutes) = (sums.Select(c => c.SiteId).ToArray(), sums.Select(c => c.Day).ToArray(),
            sums.Select(c => c.Measure).ToArray(), sums.Select(c => c.Value).ToArray(), sums.Select(c => c.Minutes).ToArray());
        await db.Database.ExecuteSqlAsync(
            $"""
            with counts as (
                select * from unnest({sites}, {days}, {measures}, {values}, {minutes}) as c(site, day, measure, value, minutes)
            ), waits as (
                insert into site_waits (site_id, day, step, minutes, orders)
                    select site, day, measure, minutes, value from counts where minutes is not null order by site, day, measure, minutes
                    on conflict (site_id, day, step, minutes) do update set orders = site_waits.orders + excluded.orders
            ), days as (
                insert into site_days (site_id, day, measure, value)
                    select site, day, measure, value from counts where minutes is null order by site, day, measure
                    on conflict (site_id, day, measure) do update set value = site_days.value + excluded.value
            )
            insert into commands (caller_id, key, hash, answer, at) select {key.CallerId}, {key.Key}, {key.Hash}, {json}::jsonb, {clock.GetUtcNow()} where {isRemembered}
            """, ct);
    }

    private sealed record BeganRow(bool IsFree, byte[]? Hash, string? Answer);

    /// <summary>How an answer is kept: the value, or the refusal whose events were committed.</summary>
    private sealed record StoredAnswer(JsonElement? Value, Refusal? Refusal)
    {
        public static string Write<T>(Outcome<T> answer) => JsonSerializer.Serialize(
            answer switch
            {
                Outcome<T>.Done(var value) => new StoredAnswer(JsonSerializer.SerializeToElement(value, WireJson.Options), null),
                Outcome<T>.Refused(var why) => new StoredAnswer(null, why),
                _ => throw new System.Diagnostics.UnreachableException(),
            },
            WireJson.Options);

        public static Outcome<T> Read<T>(string json)
        {
            var stored = JsonSerializer.Deserialize<StoredAnswer>(json, WireJson.Options)!;
            return stored.Refusal is { } refusal ? refusal : stored.Value!.Value.Deserialize<T>(WireJson.Options)!;
        }
    }
}
