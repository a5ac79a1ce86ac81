namespace TimeBank.Domain.Tests.Passbooks;

/// <summary>DESIGN §4, said a second time in plain SQL: what must hold of records and ledger after every step.</summary>
internal static class TownPromises
{
    /// <returns>One line for each promise that does not hold.</returns>
    public static FormattableString Broken(Guid[] volunteers, long cap) =>
        $"""
        with mine as (
            select r.*, o.closed_at is not null as closed, r.standing = 'Verified' or r.approved_by_id is not null as counts
            from service_records r join orders o on o.id = r.order_id where r.person_id = any({volunteers})
        )
        select 'Assignment ' || assignment_id || ' has two records that stand.' as "Value" from mine where not superseded group by assignment_id having count(*) > 1
        union all
        select 'Assignment ' || a.id || ' is ' || a.state || ' and has ' || count(m.id) || ' records that stand.'
            from assignments a left join mine m on m.assignment_id = a.id and not m.superseded where a.person_id = any({volunteers})
            group by a.id having count(m.id) <> case a.state when 'Served' then 1 else 0 end
        union all
        select 'A volunteer was at two places at ' || one.during * other.during || '.'
            from service_intervals one join service_intervals other on other.person_id = one.person_id and other.record_id > one.record_id and other.during && one.during
            where one.live and other.live and one.person_id = any({volunteers})
        union all
        select 'The interval of record ' || m.id || case when m.superseded then ' is live, and it was replaced.' else ' is not live, and it stands.' end
            from mine m join service_intervals i on i.record_id = m.id where i.live = m.superseded
        union all
        select 'Record ' || m.id || ' is credited ' || count(t.cause_id) || ' times and due ' || count(d.cause_id) || ' times.'
            from mine m left join credits_due d on d.cause_id = m.id
                left join lateral (select cause_id from time_transfers where cause_id = m.id and reason in ('Credit', 'Excess') limit 1) t on true
            where m.corrects_id is null and not m.superseded and m.credit_minutes > 0
            group by m.id, m.closed, m.counts having count(t.cause_id) + count(d.cause_id) <> case when m.closed and m.counts then 1 else 0 end
        union all
        select 'A passbook stands at ' || a.balance_minutes || ' of at most ' || {cap} || '.'
            from time_accounts a join passbooks b on b.id = a.passbook_id
            where b.person_id = any({volunteers}) and a.balance_minutes not between 0 and {cap}
        union all
        select 'A balance is ' || a.balance_minutes || ' and its transfers say ' || coalesce(sum(e.minutes), 0) || '.'
            from time_accounts a join passbooks b on b.id = a.passbook_id left join time_entries e on e.account_id = a.id
            where b.person_id = any({volunteers}) group by a.id having a.balance_minutes <> coalesce(sum(e.minutes), 0)
        """;
}
