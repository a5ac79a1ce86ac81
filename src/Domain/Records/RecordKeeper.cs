using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.Passbooks;
using TimeBank.Storage;

namespace TimeBank.Records;

/// <summary>Keeps the legal records in step with an order, in the order's own transaction: made at check-out, corrected by rulings, due when the order is rated.</summary>
public sealed class RecordKeeper(TimeBankDb db, LocalTime local)
{
    /// <returns>Records that were due before and have become verified now: their minutes move in the roll-ups.</returns>
    public async Task<IReadOnlyList<ServiceRecord>> FollowAsync(Order order, OrderFacts facts, OrderState stateBefore, IReadOnlyList<OrderEvent> events, CancellationToken ct)
    {
        if (!events.Any(e => e is CheckedOut or AssignmentRuled or AssignmentVoided or MinutesApproved or CalledBack or OrderRated or DisputeResolved)) { return []; }

        var records = await db.ServiceRecords.Where(r => r.OrderId == order.Id && !r.Superseded).ToListAsync(ct);
        var wasDue = stateBefore is OrderState.Rated or OrderState.Withdrawn or OrderState.Rejected ? records.Where(r => r.Counts).Select(r => r.Id).ToHashSet() : [];
        foreach (var happened in events)
        {
            switch (happened)
            {
                case CheckedOut e:
                    var minutes = e.Outcome is VisitOutcome.NotHome ? new Minutes(facts.Policy.NotHomeMinutes) : Minutes.Between(e.From, e.Until);
                    records.Add(await MakeAsync(order, facts, e.AssignmentId, (e.From, e.Until), minutes, e.Outcome, null, ct));
                    break;
                case AssignmentRuled e:
                    var replaced = await SupersedeAsync(records, e.AssignmentId, ct);
                    records.Add(await MakeAsync(order, facts, e.AssignmentId, (e.From, e.Until), new Minutes(e.Minutes), VisitOutcome.Done, replaced, ct));
                    break;
                case AssignmentVoided e:
                    await SupersedeAsync(records, e.AssignmentId, ct);
                    break;
                case MinutesApproved e:
                    var approved = records.Single(r => r.AssignmentId == e.AssignmentId);
                    (approved.ApprovedById, approved.ApprovedAt) = (e.ActorId, e.At);
                    break;
            }
        }

        List<ServiceRecord> restood = [];
        if (events.Any(e => e is CheckedOut or CalledBack or AssignmentRuled))
        {
            foreach (var record in records)
            {
                if (await RestandAsync(order, facts, record, ct) && wasDue.Contains(record.Id)) { restood.Add(record); }
            }
        }

        // A no-show that did happen is paid even when the order was withdrawn meanwhile.
        if (order.IsClosed)
        {
            db.CreditsDue.AddRange(await DueAsync(records.Where(r => r.Counts && !wasDue.Contains(r.Id)).ToList(), facts, ct));
        }

        return restood;
    }

    private async Task<ServiceRecord> MakeAsync(
        Order order, OrderFacts facts, Guid assignmentId, (DateTimeOffset From, DateTimeOffset Until) span, Minutes minutes, VisitOutcome outcome, ServiceRecord? replaced, CancellationToken ct)
    {
        var visit = order.AssignmentOf(assignmentId)!;
        var passbook = await db.Passbooks.AsNoTracking().SingleAsync(p => p.PersonId == visit.PersonId, ct);
        var item = await db.ServiceItems.AsNoTracking().SingleAsync(i => i.Id == order.ItemId, ct);
        var standing = Witnesses.StandingOf(order, visit, facts);
        ServiceRecord record = new()
        {
            Id = Guid.CreateVersion7(facts.Now),
            AssignmentId = visit.Id,
            OrderId = order.Id,
            PersonId = visit.PersonId,
            PassbookId = passbook.Id,
            ItemId = item.Id,
            Activity = item.Name,
            Content = item.Description,
            SiteId = order.SiteId,
            InChargeId = order.DispatchedById,
            ServedId = order.ServedId,
            StartedAt = span.From,
            EndedAt = span.Until,
            ServedOn = local.DayOf(span.From),
            Outcome = outcome,
            Minutes = minutes.Count,
            CreditMinutes = CreditRule.Credited(minutes, facts.Policy).Count,
            PolicyId = facts.Policy.Id,
            FirstStanding = replaced?.FirstStanding is Standing.Declared ? Standing.Declared : standing,
            Standing = standing,
            ApprovedById = visit.ApprovedById,
            ApprovedAt = visit.ApprovedById is null ? null : facts.Now,
            RecordedAt = facts.Now,
            CorrectsId = replaced?.Id,
        };
        db.ServiceRecords.Add(record);
        // A visit shorter than any instant has no interval that could overlap.
        if (span.Until > span.From)
        {
            db.ServiceIntervals.Add(new() { RecordId = record.Id, PersonId = visit.PersonId, During = Assignment.Span(span.From, span.Until), Live = true });
        }

        return record;
    }

    /// <summary>Written at once: the table allows one live record per assignment and no overlap at any moment.</summary>
    private async Task<ServiceRecord?> SupersedeAsync(List<ServiceRecord> records, Guid assignmentId, CancellationToken ct)
    {
        if (records.SingleOrDefault(r => r.AssignmentId == assignmentId) is not { } old) { return null; }
        await db.SupersedeAsync(old.Id, ct);
        records.Remove(old);
        return old;
    }

    /// <summary>New witnesses are written down; two of them make declared minutes verified. The first mark stays in the record.</summary>
    /// <returns>Whether the record has become verified.</returns>
    private async Task<bool> RestandAsync(Order order, OrderFacts facts, ServiceRecord record, CancellationToken ct)
    {
        var visit = order.AssignmentOf(record.AssignmentId)!;
        var known = await db.Witnesses.AsNoTracking().Where(w => w.AssignmentId == visit.Id).Select(w => new { w.How, w.PersonId }).ToListAsync(ct);
        db.Witnesses.AddRange(from w in Witnesses.Of(order, visit)
                              where !known.Contains(new { w.How, w.PersonId })
                              select new WitnessRow
                              {
                                  Id = Guid.CreateVersion7(facts.Now),
                                  AssignmentId = visit.Id,
                                  Side = w.Side,
                                  How = w.How,
                                  PersonId = w.PersonId,
                                  LoginId = w.LoginId,
                                  StoodAt = w.StoodAt,
                              });
        if (record.Standing is Standing.Verified || Witnesses.StandingOf(order, visit, facts) is Standing.Declared) { return false; }
        record.Standing = Standing.Verified;
        return true;
    }

    private async Task<List<CreditDue>> DueAsync(List<ServiceRecord> records, OrderFacts facts, CancellationToken ct)
    {
        var passbooks = records.Select(r => r.PassbookId).ToArray();
        var accounts = await db.TimeAccounts.AsNoTracking()
            .Where(a => a.Kind == TimeAccountKind.Available && passbooks.Contains(a.PassbookId!.Value))
            .ToDictionaryAsync(a => a.PassbookId!.Value, a => a.Id, ct);
        return [.. records.Select(r => r.ToDue(r.Id, accounts[r.PassbookId], r.Minutes, r.CreditMinutes, facts.Policy.BalanceCapMinutes, counted: true, facts.Now))];
    }
}

internal static class RecordRows
{
    public static async Task SupersedeAsync(this TimeBankDb db, Guid recordId, CancellationToken ct)
    {
        await db.ServiceRecords.Where(r => r.Id == recordId).ExecuteUpdateAsync(set => set.SetProperty(r => r.Superseded, true), ct);
        await db.ServiceIntervals.Where(i => i.RecordId == recordId).ExecuteUpdateAsync(set => set.SetProperty(i => i.Live, false), ct);
        foreach (var entry in db.ChangeTracker.Entries<ServiceRecord>().Where(e => e.Entity.Id == recordId).ToList()) { entry.State = EntityState.Detached; }
    }

    /// <param name="creditMinutes">Below zero when a correction takes back.</param>
    /// <param name="counted">False: a correction. It stands in the passbook on the day it was approved, after what it corrects.</param>
    public static CreditDue ToDue(this ServiceRecord record, Guid causeId, Guid accountId, int minutes, int creditMinutes, long capMinutes, bool counted, DateTimeOffset now) => new()
    {
        CauseId = causeId,
        RecordId = record.Id,
        AccountId = accountId,
        PersonId = record.PersonId,
        SiteId = record.SiteId,
        ServedOn = record.ServedOn,
        Standing = record.Standing,
        Minutes = minutes,
        CreditMinutes = creditMinutes,
        CapMinutes = capMinutes,
        OccurredAt = counted ? record.EndedAt : now,
        Counted = counted,
        QueuedAt = now,
    };
}
