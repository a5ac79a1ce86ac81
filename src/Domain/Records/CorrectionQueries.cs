using Microsoft.EntityFrameworkCore;
using TimeBank.People;
using TimeBank.Sites;
using TimeBank.Storage;

namespace TimeBank.Records;

public enum CorrectionState { Waiting, Approved, Ended }

public sealed record CorrectionView
{
    public required Guid Id { get; init; }
    public required CorrectionState State { get; init; }

    /// <summary>What the record should have said.</summary>
    public required int Minutes { get; init; }

    /// <summary>What the record said when the correction was proposed.</summary>
    public required int RecordedMinutes { get; init; }

    public required CorrectionReason Reason { get; init; }
    public required Guid RecordId { get; init; }
    public required Guid? NewRecordId { get; init; }
    public required Guid OrderId { get; init; }
    public required long OrderNumber { get; init; }
    public required Guid SiteId { get; init; }
    public required string SiteName { get; init; }
    public required string Activity { get; init; }
    public required string ActivityEn { get; init; }
    public required DateOnly ServedOn { get; init; }
    public required Guid ProposedById { get; init; }
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>Who approved, refused or took it back.</summary>
    public required Guid? SettledById { get; init; }

    public required DateTimeOffset? SettledAt { get; init; }
}

/// <summary>Corrections for the staff of the record's site and above, and for whose record it is.</summary>
public sealed class CorrectionQueries(TimeBankDb db, TimeProvider clock)
{
    /// <summary>What waits for a second person at a site and below, the oldest first.</summary>
    /// <param name="after">Cursor: proposed after this one.</param>
    public async Task<Outcome<Page<CorrectionView>>> WaitingAsync(Guid callerId, Guid siteId, Guid? after, int size, CancellationToken ct)
    {
        if (!await MayReadAsync(callerId, siteId, ct)) { return SiteRefusals.NotFound; }
        var below = db.Database.SqlQuery<Guid>($"""select site_id as "Value" from site_paths where ancestor_id = {siteId}""");
        var waiting = db.Corrections.Where(c => c.ApprovedAt == null && c.EndedAt == null && c.Id > (after ?? Guid.Empty));
        return Page.Of(await Views(waiting).Where(v => below.Contains(v.SiteId)).OrderBy(v => v.Id).Take(size + 1).ToListAsync(ct), size, view => view.Id);
    }

    public async Task<Outcome<CorrectionView>> GetAsync(Guid callerId, Guid id, CancellationToken ct)
    {
        if (await Views(db.Corrections.Where(c => c.Id == id)).SingleOrDefaultAsync(ct) is not { } view) { return RecordRefusals.CorrectionNotFound; }
        var isTheirs = await db.ServiceRecords.AnyAsync(r => r.Id == view.RecordId && r.PersonId == callerId, ct);
        return isTheirs || await MayReadAsync(callerId, view.SiteId, ct) ? view : RecordRefusals.CorrectionNotFound;
    }

    private IQueryable<CorrectionView> Views(IQueryable<Correction> corrections) =>
        from c in corrections
        join r in db.ServiceRecords on c.RecordId equals r.Id
        join o in db.Orders on r.OrderId equals o.Id
        join s in db.Sites on r.SiteId equals s.Id
        join i in db.ServiceItems on r.ItemId equals i.Id
        select new CorrectionView
        {
            Id = c.Id,
            State = c.ApprovedAt != null ? CorrectionState.Approved : c.EndedAt != null ? CorrectionState.Ended : CorrectionState.Waiting,
            Minutes = c.Minutes,
            RecordedMinutes = r.Minutes,
            Reason = c.Reason,
            RecordId = r.Id,
            NewRecordId = c.NewRecordId,
            OrderId = o.Id,
            OrderNumber = o.Number,
            SiteId = s.Id,
            SiteName = s.Name,
            Activity = r.Activity,
            ActivityEn = i.NameEn,
            ServedOn = r.ServedOn,
            ProposedById = c.ProposedById,
            ProposedAt = c.ProposedAt,
            SettledById = c.ApprovedById ?? c.EndedById,
            SettledAt = c.ApprovedAt ?? c.EndedAt,
        };

    private Task<bool> MayReadAsync(Guid callerId, Guid siteId, CancellationToken ct) => db.MayReadAsync(callerId, siteId, clock.GetUtcNow(), ct);
}
