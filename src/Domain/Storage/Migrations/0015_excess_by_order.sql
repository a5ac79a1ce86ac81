-- As in 0012, by the order's index: by the assignment alone, every correction read all service records there are, twice, while it held its accounts.
create or replace function excess_left(record uuid, site uuid) returns bigint language sql stable as $$
    with visit as (
        select r.id from service_records here join service_records r on r.order_id = here.order_id and r.assignment_id = here.assignment_id
        where here.id = record
    )
    select least(
        coalesce((select balance_minutes from time_accounts where site_id = site), 0),
        coalesce((
            select sum(case t.reason when 'Excess' then t.amount_minutes else -t.amount_minutes end)
            from time_transfers t
            where t.reason in ('Excess', 'Return')
                and t.cause_id in (select id from visit union all select c.id from corrections c join visit on c.record_id = visit.id)), 0))
$$;
