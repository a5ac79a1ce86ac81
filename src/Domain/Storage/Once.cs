using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TimeBank.Events;
using TimeBank.Passbooks;

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
        db.Acting = new(key.CallerId == Guid.Empty ? null : key.CallerId, clock.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var isFree = await LockAsync(key, ct);
        if (key.Hash.Length > 0 && await SeenAsync<T>(key, isFree, ct) is { } before) { return before; }

        try
        {
            var (answer, keep) = await work();
            if (answer is Outcome<T>.Refused && !keep) { return answer; }
            await db.SaveChangesAsync(ct);
            if (key.Hash.Length > 0) { await RememberAsync(key, answer, ct); }
            await transaction.CommitAsync(ct);
            RingForWhatWasWritten();
            return answer;
        }
        catch (Exception broken) when (ConstraintRefusals.For(broken) is { } refusal) { return refusal; }
        finally { db.Acting = null; }
    }

    /// <summary>Tries the key's lock, in a statement before the one that looks: what the holder before has committed is seen by the next. A command finds
    /// what it needs by keys, so a connection plans each of its statements once: planned for the values of each step, those that ask the rules' questions
    /// took longer to plan than to run (facts about an order: 2.6 ms and 0.8).</summary>
    /// <returns>Whether no other holds it.</returns>
    private async Task<bool> LockAsync(CommandKey key, CancellationToken ct) => (await db.RowAsync<LockRow>(
        $"select set_config('plan_cache_mode', 'force_generic_plan', true) as plan, pg_try_advisory_xact_lock({key.LockNumber}) as free", ct)).Free;

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

    private async Task<Outcome<T>?> SeenAsync<T>(CommandKey key, bool isFree, CancellationToken ct)
    {
        var seen = await LookAsync(key, ct);
        if (seen is null && !isFree)
        {
            if (!await WaitAsync(key, ct)) { return InFlight; }
            seen = await LookAsync(key, ct);
        }

        if (seen is null) { return null; }
        return seen.Hash.AsSpan().SequenceEqual(key.Hash) ? StoredAnswer.Read<T>(seen.Answer) : Reused;
    }

    private async Task<SeenRow?> LookAsync(CommandKey key, CancellationToken ct) =>
        (await db.RowsAsync<SeenRow>($"select hash, answer::text as answer from commands where caller_id = {key.CallerId} and key = {key.Key}", ct)).SingleOrDefault();

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

    private Task RememberAsync<T>(CommandKey key, Outcome<T> answer, CancellationToken ct)
    {
        var json = StoredAnswer.Write(answer);
        return db.Database.ExecuteSqlAsync(
            $"insert into commands (caller_id, key, hash, answer, at) values ({key.CallerId}, {key.Key}, {key.Hash}, {json}::jsonb, {clock.GetUtcNow()})", ct);
    }

    private sealed record LockRow(string Plan, bool Free);

    private sealed record SeenRow(byte[] Hash, string Answer);

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
