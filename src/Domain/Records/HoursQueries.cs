using TimeBank.Menu;
using TimeBank.Storage;

namespace TimeBank.Records;

/// <summary>One month's service in one field.</summary>
/// <param name="VerifiedMinutes">信用时.</param>
/// <param name="DeclaredMinutes">荣誉时 that a second person has approved.</param>
/// <param name="WaitingMinutes">Declared, and not yet approved: they count nowhere.</param>
/// <param name="Times">次: visits whose minutes count.</param>
public sealed record HoursLine(int Year, int Month, ServiceField Field, long VerifiedMinutes, long DeclaredMinutes, long WaitingMinutes, int Times);

/// <summary>A volunteer's own hours, from the legal records that stand. Sums of one person are a few thousand rows of one index at most.</summary>
public sealed class HoursQueries(TimeBankDb db)
{
    /// <summary>The newest month first, the fields of a month in their own order.</summary>
    public async Task<IReadOnlyList<HoursLine>> OfAsync(Guid personId, CancellationToken ct)
    {
        var rows = await db.RowsAsync<Row>(
            $"""
            select extract(year from r.served_on)::int as year, extract(month from r.served_on)::int as month, i.field,
                coalesce(sum(r.minutes) filter (where r.standing = 'Verified'), 0) as VerifiedMinutes,
                coalesce(sum(r.minutes) filter (where r.standing = 'Declared' and r.approved_by_id is not null), 0) as DeclaredMinutes,
                coalesce(sum(r.minutes) filter (where r.standing = 'Declared' and r.approved_by_id is null), 0) as WaitingMinutes,
                (count(*) filter (where r.minutes > 0 and (r.standing = 'Verified' or r.approved_by_id is not null)))::int as times
            from service_records r join service_items i on i.id = r.item_id
            where r.person_id = {personId} and not r.superseded
            group by 1, 2, 3
            """, ct);
        return [.. rows.Select(r => new HoursLine(r.Year, r.Month, Enum.Parse<ServiceField>(r.Field), r.VerifiedMinutes, r.DeclaredMinutes, r.WaitingMinutes, r.Times))
            .OrderByDescending(r => r.Year).ThenByDescending(r => r.Month).ThenBy(r => r.Field)];
    }

    private sealed record Row(int Year, int Month, string Field, long VerifiedMinutes, long DeclaredMinutes, long WaitingMinutes, int Times);
}
