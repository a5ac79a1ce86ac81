using Microsoft.EntityFrameworkCore;
using TimeBank.Orders;
using TimeBank.Records;
using TimeBank.Storage;

namespace TimeBank.Passbooks;

/// <param name="VerifiedMinutes">信用时 given; with <paramref name="DeclaredMinutes"/> 荣誉时 the whole of the service record, which spending never lowers.</param>
/// <param name="OwedMinutes">What corrections still claim; later credits repay it first.</param>
public sealed record PassbookView(
    string Number, Guid SiteId, string SiteName, DateTimeOffset IssuedAt, long AvailableMinutes, long HeldMinutes, long VerifiedMinutes, long DeclaredMinutes, long OwedMinutes);

/// <summary>One dated line: what, minutes with sign, and the balance after it.</summary>
/// <param name="Activity">As the record names it, in the words of its day.</param>
/// <param name="ActivityEn">The service as it is called in English today; a record is written in Chinese alone.</param>
/// <param name="Standing">Of the service it comes from; null for lines that come from none.</param>
public sealed record PassbookLine(
    long Seq, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, TransferReason Reason, int Minutes, long BalanceMinutes, Guid CauseId,
    Guid? OrderId, string? Activity, string? ActivityEn, string? SiteName, Standing? Standing);

/// <summary>A line as it is read: SQL knows enumerations by name.</summary>
internal sealed record PassbookLineRow(
    long Seq, DateTimeOffset OccurredAt, DateTimeOffset RecordedAt, string Reason, int Minutes, long BalanceMinutes, Guid CauseId,
    Guid? OrderId, string? Activity, string? ActivityEn, string? SiteName, string? Standing)
{
    public PassbookLine ToLine() => new(
        Seq, OccurredAt, RecordedAt, Enum.Parse<TransferReason>(Reason), Minutes, BalanceMinutes, CauseId, OrderId, Activity, ActivityEn, SiteName,
        Standing is null ? null : Enum.Parse<Standing>(Standing));
}

public sealed record RecordLine(
    Guid Id, Guid OrderId, long OrderNumber, string Activity, string ActivityEn, string Content, DateOnly ServedOn, DateTimeOffset StartedAt, DateTimeOffset EndedAt, int Minutes, VisitOutcome Outcome,
    Standing Standing, Standing FirstStanding, bool Counts, Guid SiteId, string SiteName, Guid? InChargeId, Answer? Answer, int? Stars, DateTimeOffset? RatedAt, string? SitePhone);

public static class PassbookRefusals
{
    public static readonly Refusal None = new("passbook.none", RefusalKind.NotFound, "There is no time passbook yet: it is issued when you become a volunteer.", "还没有时间存折，注册成为志愿者时发放。");
}

/// <summary>A volunteer's own passbook and records.</summary>
public sealed class PassbookQueries(TimeBankDb db)
{
    public async Task<Outcome<PassbookView>> GetAsync(Guid personId, CancellationToken ct)
    {
        var found = await db.RowsAsync<PassbookView>(
            $"""
            select b.number, b.site_id as SiteId, s.name as SiteName, b.issued_at as IssuedAt, a.balance_minutes as AvailableMinutes, h.balance_minutes as HeldMinutes,
                coalesce((select sum(r.minutes) from service_records r where r.person_id = b.person_id and not r.superseded and r.standing = 'Verified'), 0) as VerifiedMinutes,
                coalesce((select sum(r.minutes) from service_records r where r.person_id = b.person_id and not r.superseded and r.standing = 'Declared'
                    and r.approved_by_id is not null), 0) as DeclaredMinutes,
                coalesce((select sum(c.amount_minutes - c.repaid_minutes) from time_claims c where c.passbook_id = b.id and c.repaid_minutes < c.amount_minutes), 0) as OwedMinutes
            from passbooks b join sites s on s.id = b.site_id
                join time_accounts a on a.passbook_id = b.id and a.kind = 'Available' join time_accounts h on h.passbook_id = b.id and h.kind = 'Held'
            where b.person_id = {personId}
            """, ct);
        return found is [var passbook] ? passbook : PassbookRefusals.None;
    }

    /// <summary>Newest first. The balance after a line is the balance now less what came after it, so no page reads what is older than itself.</summary>
    /// <param name="before">Cursor: lines written before this number.</param>
    public async Task<Outcome<Page<PassbookLine>>> LinesAsync(Guid personId, long? before, int size, CancellationToken ct)
    {
        var cursor = before ?? long.MaxValue;
        var rows = await db.RowsAsync<PassbookLineRow>(
            $"""
            with mine as (
                select a.id, a.balance_minutes from passbooks b join time_accounts a on a.passbook_id = b.id and a.kind = 'Available' where b.person_id = {personId}
            ), entry as (
                select seq, occurred_at, recorded_at, reason, minutes, cause_id from account_entries
                where account_id = (select id from mine) and seq < {cursor} order by seq desc limit {size + 1}
            ), later as (
                select coalesce(sum(minutes), 0) as minutes from account_entries where account_id = (select id from mine) and seq >= {cursor}
            )
            select e.seq, e.occurred_at as OccurredAt, e.recorded_at as RecordedAt, e.reason, e.minutes, e.cause_id as CauseId,
                (m.balance_minutes - l.minutes - coalesce(sum(e.minutes) over (order by e.seq desc rows between unbounded preceding and 1 preceding), 0))::bigint as BalanceMinutes,
                r.order_id as OrderId, r.activity, i.name_en as ActivityEn, s.name as SiteName, r.standing
            from entry e cross join mine m cross join later l
                left join corrections c on c.id = e.cause_id
                left join service_records r on r.id = coalesce(c.new_record_id, e.cause_id)
                left join sites s on s.id = r.site_id
                left join service_items i on i.id = r.item_id
            order by e.seq desc limit {size + 1}
            """, ct);
        return Page.Of([.. rows.Select(r => r.ToLine())], size, line => line.Seq);
    }

    /// <summary>The legal records that stand, newest first (MCA order 67, art. 7 and 10).</summary>
    public async Task<Page<RecordLine>> RecordsAsync(Guid personId, Guid? before, int size, CancellationToken ct)
    {
        var cursor = before ?? Guid.AllBitsSet;
        var rows = await (
            from r in db.ServiceRecords.AsNoTracking()
            join s in db.Sites on r.SiteId equals s.Id
            join o in db.Orders on r.OrderId equals o.Id
            join i in db.ServiceItems on r.ItemId equals i.Id
            join g in db.Ratings on r.OrderId equals g.OrderId into ratings
            from rating in ratings.DefaultIfEmpty()
            where r.PersonId == personId && !r.Superseded && r.Id < cursor
            orderby r.Id descending
            select new RecordLine(
                r.Id, r.OrderId, o.Number, r.Activity, i.NameEn, r.Content, r.ServedOn, r.StartedAt, r.EndedAt, r.Minutes, r.Outcome, r.Standing, r.FirstStanding,
                r.Standing == Standing.Verified || r.ApprovedById != null, r.SiteId, s.Name, r.InChargeId,
                rating == null ? null : rating.Answer, rating == null ? null : rating.Stars, rating == null ? null : rating.RatedAt, s.Phone)).Take(size + 1).ToListAsync(ct);
        return Page.Of(rows, size, line => line.Id);
    }
}
