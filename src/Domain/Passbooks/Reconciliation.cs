using System.Data;
using Microsoft.EntityFrameworkCore;
using TimeBank.Storage;

namespace TimeBank.Passbooks;

/// <summary>Two numbers that should be one.</summary>
/// <param name="Kind">What was recounted: balance, issuance, record, claim, cause or horizon.</param>
/// <param name="Subject">The passbook's number, the record's or the transfer's id.</param>
/// <param name="Stored">As the books say.</param>
/// <param name="Counted">As the transfers say.</param>
public sealed record Difference(string Kind, string Subject, long Stored, long Counted)
{
    public override string ToString() => $"{Kind}: {Subject}: the books say {Stored}, the transfers say {Counted}";
}

/// <summary>Recounts everything that is kept beside the transfers, from the transfers, in one snapshot.</summary>
public sealed class Reconciliation(TimeBankDb db)
{
    private const int GreatestPerKind = 1000;

    public async Task<IReadOnlyList<Difference>> FindAsync(CancellationToken ct)
    {
        await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));   // every transfer of a city is read
        return [
            .. await db.RowsAsync<Difference>(Balances, ct),
            .. await db.RowsAsync<Difference>(Issuance, ct),
            .. await db.RowsAsync<Difference>(Records, ct),
            .. await db.RowsAsync<Difference>(Claims, ct),
            .. await db.RowsAsync<Difference>(Causes, ct),
            .. await db.RowsAsync<Difference>(Horizon, ct),
        ];
    }

    private static FormattableString Balances =>
        $"""
        select 'balance' as kind, coalesce(p.number || ' ' || lower(a.kind), 'fund of ' || s.code) as subject,
            a.balance_minutes as stored, coalesce(e.minutes, 0) as counted
        from time_accounts a
            left join (select account_id, sum(minutes) as minutes from time_entries group by account_id) e on e.account_id = a.id
            left join passbooks p on p.id = a.passbook_id
            left join sites s on s.id = a.site_id
        where a.kind <> 'Issuance' and a.balance_minutes <> coalesce(e.minutes, 0)
        order by 2 limit {GreatestPerKind}
        """;

    private static FormattableString Issuance =>
        $"""
        select 'issuance' as kind, 'minus the sum of all balances' as subject, stored, counted
        from (select coalesce(-sum(balance_minutes), 0)::bigint as stored from time_accounts) b
            cross join (select coalesce(sum(minutes), 0)::bigint as counted from time_entries where account_id = {TimeAccount.IssuanceId}) e
        where stored <> counted
        """;

    /// <summary>What a visit's newest record is worth, against what its records and their corrections have moved, claimed or still have in the queue.
    /// More counted than stored: credited more than once. Less: neither credited nor due.</summary>
    private static FormattableString Records =>
        $"""
        with cause as (
            select id, assignment_id, false as lowers from service_records
            union all
            select c.id, o.assignment_id, n.credit_minutes < o.credit_minutes
            from corrections c join service_records o on o.id = c.record_id join service_records n on n.id = c.new_record_id
        ), moved as (
            select c.assignment_id, case when t.reason in ('Reversal', 'Return') then -t.amount_minutes else t.amount_minutes end as minutes
            from time_transfers t join cause c on c.id = t.cause_id
            where t.reason in ('Credit', 'Excess', 'Return') or (t.reason = 'Reversal' and c.lowers)
            union all
            select c.assignment_id, -m.amount_minutes from time_claims m join cause c on c.id = m.id
            union all
            select c.assignment_id, d.credit_minutes from credits_due d join cause c on c.id = d.cause_id
        ), paid as (
            select assignment_id, sum(minutes) as minutes from moved group by assignment_id
        ), owed as (
            select r.assignment_id, r.id, case when o.closed_at is not null and (r.standing = 'Verified' or r.approved_by_id is not null) then r.credit_minutes else 0 end as minutes
            from service_records r join orders o on o.id = r.order_id where not r.superseded
        )
        select 'record' as kind, coalesce(o.id::text, 'none left of assignment ' || assignment_id) as subject,
            coalesce(o.minutes, 0)::bigint as stored, coalesce(p.minutes, 0) as counted
        from owed o full join paid p using (assignment_id)
        where coalesce(o.minutes, 0) <> coalesce(p.minutes, 0)
        order by 2 limit {GreatestPerKind}
        """;

    /// <summary>Claims are repaid by what is reversed for any other reason than a correction that lowers.</summary>
    private static FormattableString Claims =>
        $"""
        with lowering as (
            select c.id from corrections c join service_records o on o.id = c.record_id join service_records n on n.id = c.new_record_id
            where n.credit_minutes < o.credit_minutes
        ), taken as (
            select a.passbook_id, sum(t.amount_minutes) as minutes
            from time_transfers t join time_accounts a on a.id = t.debit_account_id
            where t.reason = 'Reversal' and t.cause_id not in (select id from lowering)
            group by a.passbook_id
        ), repaid as (
            select passbook_id, sum(repaid_minutes) as minutes from time_claims group by passbook_id
        )
        select 'claim' as kind, p.number as subject, coalesce(r.minutes, 0) as stored, coalesce(t.minutes, 0) as counted
        from repaid r full join taken t using (passbook_id) join passbooks p on p.id = passbook_id
        where coalesce(r.minutes, 0) <> coalesce(t.minutes, 0)
        order by 2 limit {GreatestPerKind}
        """;

    /// <summary>Minutes that no record and no correction accounts for, or that went to or came from another account than theirs.
    /// A reason that nothing uses yet accounts for nothing.</summary>
    private static FormattableString Causes =>
        $"""
        with cause as (
            select id, passbook_id, site_id from service_records
            union all
            select c.id, r.passbook_id, r.site_id from corrections c join service_records r on r.id = c.record_id
        ), moved as (
            select xid, seq, cause_id, reason, amount_minutes, case
                when reason in ('Credit', 'Excess') and debit_account_id = {TimeAccount.IssuanceId} then credit_account_id
                when reason in ('Return', 'Reversal') and credit_account_id = {TimeAccount.IssuanceId} then debit_account_id end as account_id
            from time_transfers
        )
        select 'cause' as kind, 'transfer ' || t.xid || '/' || t.seq as subject, 0::bigint as stored, t.amount_minutes::bigint as counted
        from moved t left join cause c on c.id = t.cause_id left join time_accounts a on a.id = t.account_id
        where case
            when t.reason in ('Credit', 'Reversal') then a.kind = 'Available' and a.passbook_id = c.passbook_id
            when t.reason in ('Excess', 'Return') then a.kind = 'Fund' and a.site_id = c.site_id end is not true
        order by t.xid, t.seq limit {GreatestPerKind}
        """;

    /// <summary>Transaction ids of another server (a restored dump): new transfers would sort before old ones, and relay and seal would wait for years.</summary>
    private static FormattableString Horizon =>
        $"""
        select 'horizon' as kind, 'newest transaction id' as subject, pg_snapshot_xmax(pg_current_snapshot())::text::bigint as stored, t.xid::text::bigint as counted
        from (select xid from time_transfers order by xid desc, seq desc limit 1) t
        where t.xid >= pg_snapshot_xmax(pg_current_snapshot())
        """;
}
