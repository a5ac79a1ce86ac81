using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.Passbooks;
using TimeBank.People;
using TimeBank.Storage;

namespace TimeBank.Records;

/// <param name="Minutes">What the record should have said; 0 to the item's greatest.</param>
public sealed record ProposeCorrection(Guid RecordId, int Minutes, CorrectionReason Reason);

public sealed record CorrectionReceipt(Guid Id, Guid RecordId, int Minutes, Guid? NewRecordId);

/// <summary>A record of a closed order was wrong: one manager says so, another approves. The record changes in full at once; the ledger follows by a
/// further transfer that takes back what is available and claims the rest.</summary>
public sealed class CorrectRecord(TimeBankDb db, Once once, TimeProvider clock)
{
    public Task<Outcome<CorrectionReceipt>> ProposeAsync(CommandKey key, Guid callerId, ProposeCorrection command, CancellationToken ct) =>
        once.DoAsync<CorrectionReceipt>(key, async () =>
        {
            var now = clock.GetUtcNow();
            if (await LockAsync(command.RecordId, ct) is not { } record) { return RecordRefusals.NotFound; }
            if (await MayCorrectAsync(record, callerId, now, ct) is { } no) { return no; }
            var greatest = await db.ServiceItems.Where(i => i.Id == record.ItemId).Select(i => i.GreatestMinutes).SingleAsync(ct);
            if (command.Minutes < 0 || command.Minutes > greatest || command.Minutes == record.Minutes || record.StartedAt.AddMinutes(command.Minutes) > now) { return RecordRefusals.NotCorrectable; }
            Correction correction = new()
            {
                Id = Guid.CreateVersion7(now),
                RecordId = record.Id,
                Minutes = command.Minutes,
                Reason = command.Reason,
                ProposedById = callerId,
                ProposedAt = now,
            };
            db.Corrections.Add(correction);
            return new CorrectionReceipt(correction.Id, record.Id, correction.Minutes, null);
        }, ct);

    public Task<Outcome<CorrectionReceipt>> ApproveAsync(CommandKey key, Guid callerId, Guid correctionId, CancellationToken ct) =>
        once.DoAsync<CorrectionReceipt>(key, async () =>
        {
            var now = clock.GetUtcNow();
            if (await LockWaitingAsync(correctionId, ct) is not ({ } correction, { } record)) { return RecordRefusals.CorrectionNotFound; }
            if (await MayCorrectAsync(record, callerId, now, ct) is { } no) { return no; }
            if (correction.ProposedById == callerId) { return RecordRefusals.SecondPerson; }

            var corrected = await ReplaceAsync(record, correction, callerId, now, ct);
            (correction.NewRecordId, correction.ApprovedById, correction.ApprovedAt) = (corrected.Id, callerId, now);
            return new CorrectionReceipt(correction.Id, record.Id, correction.Minutes, corrected.Id);
        }, ct);

    /// <summary>Whoever proposed it takes it back, another manager refuses it: the record stays as it is and is open to another proposal.</summary>
    public Task<Outcome<CorrectionReceipt>> EndAsync(CommandKey key, Guid callerId, Guid correctionId, CancellationToken ct) =>
        once.DoAsync<CorrectionReceipt>(key, async () =>
        {
            var now = clock.GetUtcNow();
            if (await LockWaitingAsync(correctionId, ct) is not ({ } correction, { } record)) { return RecordRefusals.CorrectionNotFound; }
            if (correction.ProposedById != callerId && await MayCorrectAsync(record, callerId, now, ct) is { } no) { return no; }
            (correction.EndedById, correction.EndedAt) = (callerId, now);
            return new CorrectionReceipt(correction.Id, record.Id, correction.Minutes, null);
        }, ct);

    private async Task<(Correction?, ServiceRecord?)> LockWaitingAsync(Guid correctionId, CancellationToken ct)
    {
        var recordId = await db.Corrections.Where(c => c.Id == correctionId).Select(c => (Guid?)c.RecordId).SingleOrDefaultAsync(ct);
        if (recordId is null || await LockAsync(recordId.Value, ct) is not { } record) { return (null, null); }
        return (await db.Corrections.SingleOrDefaultAsync(c => c.Id == correctionId && c.ApprovedAt == null && c.EndedAt == null, ct), record);
    }

    /// <summary>Locks the record's order, as every step of it does first: neither another correction nor a step comes between, and nobody waits in a circle.</summary>
    private async Task<ServiceRecord?> LockAsync(Guid recordId, CancellationToken ct)
    {
        await db.RowsAsync<int>($"select 1 from orders where id = (select order_id from service_records where id = {recordId}) for update", ct);
        return await db.ServiceRecords.AsNoTracking().SingleOrDefaultAsync(r => r.Id == recordId, ct);
    }

    private async Task<Refusal?> MayCorrectAsync(ServiceRecord record, Guid callerId, DateTimeOffset now, CancellationToken ct)
    {
        var known = await db.RowAsync<Known>(
            $"""
            select rights_at({callerId}, {record.SiteId}, {now}) as rights, may_judge({callerId}, {record.PersonId}, {record.StartedAt}) as MayJudge,
                (select closed_at is not null from orders where id = {record.OrderId}) as closed
            """, ct);
        if (known.Rights.Length == 0 && callerId != record.PersonId) { return RecordRefusals.NotFound; }
        if (!known.MayJudge) { return RecordRefusals.OwnInterest; }
        if (!known.Rights.Contains(nameof(Right.Manager))) { return RecordRefusals.Forbidden; }
        return record.Superseded || !record.Counts || !known.Closed ? RecordRefusals.NotCorrectable : null;
    }

    private async Task<ServiceRecord> ReplaceAsync(ServiceRecord old, Correction correction, Guid approverId, DateTimeOffset now, CancellationToken ct)
    {
        var policy = await db.Policies.AsNoTracking().SingleAsync(p => p.Id == old.PolicyId, ct);
        var today = await db.Policies.FromSql($"select * from policy_at({old.SiteId}, {now})").AsNoTracking().SingleAsync(ct);
        var until = old.StartedAt.AddMinutes(correction.Minutes);
        var corrected = old.CorrectedBy(Guid.CreateVersion7(now), until, correction.Minutes, CreditRule.Credited(new Minutes(correction.Minutes), policy), approverId, now);
        await db.SupersedeAsync(old.Id, ct);
        db.ServiceRecords.Add(corrected);
        if (until > old.StartedAt)
        {
            db.ServiceIntervals.Add(new() { RecordId = corrected.Id, PersonId = old.PersonId, During = Assignment.Span(old.StartedAt, until), Live = true });
        }

        var account = await db.TimeAccounts.Where(a => a.PassbookId == old.PassbookId && a.Kind == TimeAccountKind.Available).Select(a => a.Id).SingleAsync(ct);
        db.CreditsDue.Add(corrected.ToDue(correction.Id, account, corrected.Minutes - old.Minutes, corrected.CreditMinutes - old.CreditMinutes, today.BalanceCapMinutes, counted: false, now));
        return corrected;
    }

    private sealed record Known(string[] Rights, bool MayJudge, bool Closed);
}
