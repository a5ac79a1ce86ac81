-- As in 0012, with the lines given.
drop function credit_round(uuid[]);
create function credit_round(due uuid[], lines credit_line[]) returns void language plpgsql as $$
declare
    issuance constant uuid := '00000000-0000-7000-8000-000000000000';
begin
    -- A due row leaves the queue only with its transfers: whatever does not find its accounts stays, loudly.
    if cardinality(lines) <> cardinality(due)
        or exists (select from unnest(lines) l where l.excess > 0 and not exists (select from time_accounts f where f.site_id = l.site_id)) then
        raise exception 'a due row has no account to be credited to';
    end if;
    insert into time_transfers (debit_account_id, credit_account_id, amount_minutes, reason, cause_id, occurred_at)
        select issuance, account_id, credit, 'Credit', cause_id, occurred_at from unnest(lines) where credit > 0
        union all
        select issuance, f.id, l.excess, 'Excess', l.cause_id, l.occurred_at
            from unnest(lines) l join time_accounts f on f.site_id = l.site_id where l.excess > 0
        union all
        select f.id, issuance, l.returned, 'Return', l.cause_id, l.occurred_at
            from unnest(lines) l join time_accounts f on f.site_id = l.site_id where l.returned > 0
        union all
        select account_id, issuance, repaid + reversed, 'Reversal', cause_id, occurred_at from unnest(lines) where repaid + reversed > 0;

    update time_accounts a set balance_minutes = a.balance_minutes + l.credit - l.repaid - l.reversed
        from unnest(lines) l where a.id = l.account_id and l.credit - l.repaid - l.reversed <> 0;
    update time_accounts a set balance_minutes = a.balance_minutes + l.minutes
        from (select site_id, sum(excess - returned) as minutes from unnest(lines) where excess + returned > 0 group by site_id) l
        where a.site_id = l.site_id;

    insert into time_claims (id, passbook_id, amount_minutes, made_at)
        select cause_id, passbook_id, claimed, occurred_at from unnest(lines) where claimed > 0;
    update time_claims c set repaid_minutes = c.repaid_minutes + p.part
        from (
            select o.id, least(o.open, greatest(0, l.repaid - o.before)) as part
            from unnest(lines) l
                cross join lateral (
                    select id, amount_minutes - repaid_minutes as open,
                        coalesce(sum(amount_minutes - repaid_minutes) over (order by made_at, id rows between unbounded preceding and 1 preceding), 0) as before
                    from time_claims where passbook_id = l.passbook_id and repaid_minutes < amount_minutes) o
            where l.repaid > 0) p
        where c.id = p.id and p.part > 0;
end $$;

-- As in 0012. Most batches reach no fund: no correction takes back, no account has two rows, no cap is met. Only the others look for the funds that they could reach,
-- which reads every account once more.
-- Every join goes from some thousand due rows to tables of a million by their keys; other plans read the whole table.
create or replace function credit_due(batch int) returns int language plpgsql set enable_mergejoin = off set enable_hashjoin = off as $$
declare
    causes uuid[];
    round_causes uuid[];
    lines credit_line[];
    has_funds boolean;
begin
    select array_agg(cause_id) into causes
        from (select cause_id from credits_due order by queued_at, cause_id limit batch for update skip locked) taken;
    if causes is null then return 0; end if;

    -- Accounts in id order, then funds in id order: nobody waits in a circle. No key changes, so that whoever queues several rows at once,
    -- in whatever order, does not wait for these locks: the rating of an order of two places met the crediting in a deadlock.
    perform 1 from time_accounts where id in (select account_id from credits_due where cause_id = any(causes)) order by id for no key update;
    select min(credit_minutes) < 0 or count(distinct account_id) < count(*) into has_funds from credits_due where cause_id = any(causes);
    if has_funds then perform lock_funds(causes); end if;

    for round_causes in
        select array_agg(cause_id) from (
            select cause_id, row_number() over (partition by account_id order by queued_at, cause_id) as round
            from credits_due where cause_id = any(causes)) ranked
        group by round order by round
    loop
        lines := array(select l from credit_lines(round_causes) l);
        if not has_funds and exists (select from unnest(lines) l where l.excess > 0) then
            perform lock_funds(causes);
            has_funds := true;
        end if;
        perform credit_round(round_causes, lines);
    end loop;

    perform roll_up_credits(causes);
    delete from credits_due where cause_id = any(causes);
    return cardinality(causes);
end $$;
