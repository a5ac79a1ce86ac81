-- Crediting, caps and claims: the only place where minutes enter or leave a passbook.
-- Balances are read after the accounts are locked: in a statement older than its locks, a cap of 100 was seen to let 160 through.

create type credit_line as (
    cause_id uuid, account_id uuid, passbook_id uuid, site_id uuid, occurred_at timestamptz,
    credit int, excess int, repaid int, returned int, reversed int, claimed int);

-- What the records of one visit put into the site's fund and no correction has returned, as far as the fund still has it.
-- (When funds can be spent, two corrections of one round must share what is left.)
create function excess_left(record uuid, site uuid) returns bigint language sql stable as $$
    select least(
        coalesce((select balance_minutes from time_accounts where site_id = site), 0),
        coalesce((
            select sum(case t.reason when 'Excess' then t.amount_minutes else -t.amount_minutes end)
            from time_transfers t
            where t.reason in ('Excess', 'Return') and t.cause_id in (
                select r.id from service_records r where r.assignment_id = (select assignment_id from service_records where id = record)
                union all
                select c.id from corrections c join service_records r on r.id = c.record_id
                where r.assignment_id = (select assignment_id from service_records where id = record))), 0))
$$;

-- What becomes of one due row per account, given the balances of this moment.
--   credit   issuance -> available, as far as the cap allows
--   excess   issuance -> the site's fund, what the cap does not allow
--   repaid   available -> issuance, open claims first
--   returned the site's fund -> issuance: a correction first takes back what the record had put there in excess
--   reversed available -> issuance, then what is in the passbook; claimed: what is no longer there
create function credit_lines(due uuid[]) returns setof credit_line language sql stable as $$
    with line as (
        select d.*, a.passbook_id, a.balance_minutes as available,
            greatest(0, d.cap_minutes - a.balance_minutes - h.balance_minutes) as room,
            coalesce((select sum(c.amount_minutes - c.repaid_minutes) from time_claims c
                where c.passbook_id = a.passbook_id and c.repaid_minutes < c.amount_minutes), 0) as owed
        from credits_due d
            join time_accounts a on a.id = d.account_id
            join time_accounts h on h.passbook_id = a.passbook_id and h.kind = 'Held'
        where d.cause_id = any(due)
    ), given as (
        select *, greatest(credit_minutes, 0) as coming, greatest(-credit_minutes, 0) as leaving,
            case when credit_minutes < 0 then least(-credit_minutes, excess_left(record_id, site_id)) else 0 end as returned
        from line
    ), moved as (
        select *, least(coming, owed) as repaid, least(coming, room + least(coming, owed)) as credit, least(leaving - returned, available) as reversed from given
    )
    select cause_id, account_id, passbook_id, site_id, occurred_at,
        credit::int, (coming - credit)::int, repaid::int, returned::int, reversed::int, (leaving - returned - reversed)::int
    from moved
$$;

-- One round: at most one line per account, so that each line sees the balance the one before it left.
create function credit_round(due uuid[]) returns void language plpgsql as $$
declare
    issuance constant uuid := '00000000-0000-7000-8000-000000000000';
    lines credit_line[] := array(select l from credit_lines(due) l);
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

-- Takes a batch of the queue and credits it; several workers share the queue. Answers how many rows left it.
-- Every join goes from some thousand due rows to tables of a million by their keys; other plans read the whole table.
create function credit_due(batch int) returns int language plpgsql set enable_mergejoin = off set enable_hashjoin = off as $$
declare
    causes uuid[];
    round_causes uuid[];
begin
    select array_agg(cause_id) into causes
        from (select cause_id from credits_due order by queued_at, cause_id limit batch for update skip locked) taken;
    if causes is null then return 0; end if;

    -- Accounts in id order, then funds in id order: nobody waits in a circle. No key changes, so that whoever queues several rows at once,
    -- in whatever order, does not wait for these locks: the rating of an order of two places met the crediting in a deadlock.
    perform 1 from time_accounts where id in (select account_id from credits_due where cause_id = any(causes)) order by id for no key update;
    perform lock_funds(causes);

    for round_causes in
        select array_agg(cause_id) from (
            select cause_id, row_number() over (partition by account_id order by queued_at, cause_id) as round
            from credits_due where cause_id = any(causes)) ranked
        group by round order by round
    loop
        perform credit_round(round_causes);
    end loop;

    perform roll_up_credits(causes);
    delete from credits_due where cause_id = any(causes);
    return cardinality(causes);
end $$;

-- Funds that could receive an excess in this batch or give one back, opened where the site has none yet.
create function lock_funds(causes uuid[]) returns void language plpgsql as $$
declare
    near uuid[] := array(
        select distinct d.site_id
        from (select *, sum(greatest(credit_minutes, 0)) over (partition by account_id) as coming from credits_due where cause_id = any(causes)) d
            join time_accounts a on a.id = d.account_id
            join time_accounts h on h.passbook_id = a.passbook_id and h.kind = 'Held'
        where a.balance_minutes + h.balance_minutes + d.coming > d.cap_minutes or d.credit_minutes < 0);
begin
    if cardinality(near) = 0 then return; end if;
    insert into time_accounts (id, kind, site_id, balance_minutes)
        select gen_random_uuid(), 'Fund', s.id, 0 from unnest(near) as s(id)
        where not exists (select from time_accounts f where f.site_id = s.id) order by s.id
        on conflict (site_id) do nothing;
    perform 1 from time_accounts where site_id = any(near) order by id for no key update;
end $$;

-- Minutes, participations (人次) and persons (人) per site and day; rows in key order.
create function roll_up_credits(causes uuid[]) returns void language plpgsql as $$
begin
    insert into site_days (site_id, day, measure, value)
        select site_id, served_on, measure, sum(value) from (
            select site_id, served_on, case standing when 'Verified' then 'minutes_verified' else 'minutes_declared' end as measure, minutes::bigint as value
                from credits_due where cause_id = any(causes)
            union all
            select site_id, served_on, 'participations', 1 from credits_due where cause_id = any(causes) and counted) m
        group by site_id, served_on, measure order by site_id, served_on, measure
        on conflict (site_id, day, measure) do update set value = site_days.value + excluded.value;
    insert into site_day_people (site_id, day, person_id)
        select distinct site_id, served_on, person_id from credits_due where cause_id = any(causes) and counted order by 1, 2, 3
        on conflict do nothing;
end $$;
