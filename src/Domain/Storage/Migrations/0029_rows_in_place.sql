-- Rows that change all day change in place (HOT): a new version then needs no new entry in any index. What an index asks of such a row is a column that stays the same
-- from the first change until the row is folded; asked of the value itself, every step of an order wrote both indexes of each of its site's figures anew.
alter table site_days add column is_unfolded boolean not null generated always as (value <> folded) stored;
drop index site_days_unfolded;
create index site_days_unfolded on site_days (site_id, day) where is_unfolded;

alter table site_waits add column is_unfolded boolean not null generated always as (orders <> folded) stored;
drop index site_waits_unfolded;
create index site_waits_unfolded on site_waits (site_id, day) where is_unfolded;

-- What is not folded yet is few; its index needs no more than these are put in order by.
drop index site_day_people_unfolded;
create index site_day_people_unfolded on site_day_people (site_id, day) where not folded;

-- A school's passbooks are opened together, lie on one page and are credited in one batch: every second row of it, for the others are Held.
alter table time_accounts set (fillfactor = 65);

-- As in 0020, by these columns.
create or replace function fold_figures(batch int) returns int language plpgsql as $$
declare
    lines figure_line[];
    taken int;
    all_taken int := 0;
begin
    if not pg_try_advisory_xact_lock(7303) then return 0; end if;

    with picked as (
        select site_id, day, measure, value, value - folded as amount from site_days where is_unfolded
        order by site_id, day, measure limit batch for update skip locked
    ), marked as (
        update site_days d set folded = p.value from picked p where d.site_id = p.site_id and d.day = p.day and d.measure = p.measure
    )
    select array_agg((site_id, 'Count', 'Day', day, measure_number(measure), amount)::figure_line), count(*) into lines, taken from picked;
    if taken > 0 then perform merge_figures(array(select l from spread_figures(lines) l)); end if;
    all_taken := all_taken + taken;

    with picked as (
        select site_id, day, step, minutes, orders, orders - folded as amount from site_waits where is_unfolded
        order by site_id, day, step, minutes limit batch for update skip locked
    ), marked as (
        update site_waits w set folded = p.orders from picked p where w.site_id = p.site_id and w.day = p.day and w.step = p.step and w.minutes = p.minutes
    )
    select array_agg((site_id, step, 'Day', day, minutes, amount)::figure_line), count(*) into lines, taken from picked;
    if taken > 0 then perform merge_figures(array(select l from spread_figures(lines) l)); end if;
    all_taken := all_taken + taken;

    return all_taken + fold_people(batch);
end $$;

-- As in 0020. What has just been folded is not in the statistics yet: the planner would expect no row and compare each with every site (ten million rows: half an hour).
create or replace function recount_figures() returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock(7303);
    perform measure_number(measure) from (select distinct measure from site_days) d;
    update site_days set folded = value where folded <> value;
    update site_waits set folded = orders where folded <> orders;
    update site_day_people set folded = true where not folded;
    analyze site_days, site_waits, site_day_people;
    perform recount_area(id) from sites;
end $$;
