using TimeBank.Storage;

namespace TimeBank.Passbooks;

/// <summary>A year of a passbook as it is printed: the oldest line first, each with the balance after it.</summary>
/// <param name="Years">Every year that has lines, the newest first.</param>
/// <param name="BroughtForwardMinutes">承前: the balance before the first line of the year.</param>
public sealed record PassbookYear(int Year, IReadOnlyList<int> Years, long BroughtForwardMinutes, IReadOnlyList<PassbookLine> Lines);

/// <summary>The booklet. It stands in the order of days, as a person kept it would; the ledger's own order is that of writing.</summary>
public sealed class PassbookYearQueries(TimeBankDb db, LocalTime local)
{
    public async Task<PassbookYear> OfAsync(Guid personId, int year, CancellationToken ct)
    {
        var rows = await db.RowsAsync<PassbookLineRow>(
            $"""
            with mine as (select a.id from passbooks b join time_accounts a on a.passbook_id = b.id and a.kind = 'Available' where b.person_id = {personId}),
            dated as (
                select e.*, (sum(e.minutes) over (order by e.occurred_at, e.seq))::bigint as balance
                from account_entries e where e.account_id = (select id from mine))
            select d.seq, d.occurred_at as OccurredAt, d.recorded_at as RecordedAt, d.reason, d.minutes, d.balance as BalanceMinutes, d.cause_id as CauseId,
                r.order_id as OrderId, r.activity, i.name_en as ActivityEn, s.name as SiteName, r.standing
            from dated d
                left join corrections c on c.id = d.cause_id
                left join service_records r on r.id = coalesce(c.new_record_id, d.cause_id)
                left join sites s on s.id = r.site_id
                left join service_items i on i.id = r.item_id
            order by d.occurred_at, d.seq
            """, ct);
        var lines = rows.Where(r => YearOf(r) == year).Select(r => r.ToLine()).ToList();
        return new(year, [.. rows.Select(YearOf).Distinct().OrderDescending()], rows.LastOrDefault(r => YearOf(r) < year)?.BalanceMinutes ?? 0, lines);
    }

    private int YearOf(PassbookLineRow row) => local.DayOf(row.OccurredAt).Year;
}
