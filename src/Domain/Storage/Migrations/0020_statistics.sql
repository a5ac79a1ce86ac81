-- Figures that a centre quotes (Reports/README.md). Rows per site are written as things happen; the worker folds them into sums per area: a site with all
-- that is below it. A row stands in the sums as far as `folded` says, so that the sums and what is not folded yet are exact together, however late the worker is.
alter table site_days add column folded bigint not null default 0;
create index site_days_unfolded on site_days (site_id, day, measure) where value <> folded;

alter table site_day_people add column folded boolean not null default false;
create index site_day_people_unfolded on site_day_people (site_id, day, person_id) where not folded;
create index site_day_people_folded on site_day_people (person_id, day, site_id) where folded;

-- How many orders waited how many whole minutes for a step; by the day they were placed.
create table site_waits (
    site_id uuid not null,
    day     date not null,
    step    text not null check (step in ('Dispatch', 'Accept', 'Finish')),
    minutes int not null check (minutes >= 0),
    orders  bigint not null,
    folded  bigint not null default 0,
    primary key (site_id, day, step, minutes)
) with (fillfactor = 80);
create index site_waits_unfolded on site_waits (site_id, day, step, minutes) where orders <> folded;

create table measures (
    number int generated always as identity primary key,
    name   text not null,
    constraint measures_name unique (name)
);

-- One row per area, kind and day, month or "ever": amounts by key, so that a year of a city is some dozens of rows.
create table area_figures (
    site_id uuid not null,
    kind    text not null check (kind in ('Count', 'Dispatch', 'Accept', 'Finish', 'People')),
    grain   text not null check (grain in ('Day', 'Month', 'Ever')),
    day     date not null,
    keys    int[] not null,
    amounts bigint[] not null,
    primary key (site_id, kind, grain, day),
    constraint area_figures_pairs check (cardinality(keys) = cardinality(amounts))
) with (fillfactor = 70);
comment on column area_figures.day is 'the day, the first of the month, or 0001-01-01 for ever';
comment on column area_figures.keys is 'Count: measures.number. A wait: whole minutes. People: the day on which the person last served in the area before this day or month,
    as days since 0001-01-01, -1 for never: whoever last served before a range began is met in it for the first time, which makes distinct persons a sum';

create type figure_line as (site_id uuid, kind text, grain text, day date, key int, amount bigint);

create function measure_number(measure text) returns int language plpgsql as $$
declare known int;
begin
    select number into known from measures where name = measure;
    if known is null then insert into measures (name) values (measure) returning number into known; end if;
    return known;
end $$;

create function grain_day(grain text, day date) returns date language sql immutable as $$
    select case grain when 'Day' then day when 'Month' then date_trunc('month', day::timestamp)::date else date '0001-01-01' end
$$;

create function merge_figures(lines figure_line[]) returns void language sql as $$
    with line as (
        select * from unnest(lines)
    ), part as (
        select * from line
        union all
        select f.site_id, f.kind, f.grain, f.day, u.key, u.amount
        from (select distinct site_id, kind, grain, day from line) met
            join area_figures f using (site_id, kind, grain, day) cross join unnest(f.keys, f.amounts) as u(key, amount)
    ), summed as (
        select site_id, kind, grain, day, key, sum(amount)::bigint as amount from part group by site_id, kind, grain, day, key
    )
    insert into area_figures (site_id, kind, grain, day, keys, amounts)
        select site_id, kind, grain, day, coalesce(array_agg(key order by key) filter (where amount <> 0), '{}'), coalesce(array_agg(amount order by key) filter (where amount <> 0), '{}')
        from summed group by site_id, kind, grain, day
        on conflict (site_id, kind, grain, day) do update set keys = excluded.keys, amounts = excluded.amounts
$$;

-- Lines of single sites, by day, for every area they lie in and every grain.
create function spread_figures(lines figure_line[]) returns setof figure_line language sql stable as $$
    select p.ancestor_id, l.kind, g.grain, grain_day(g.grain, l.day), l.key, sum(l.amount)::bigint
    from unnest(lines) l join site_paths p on p.site_id = l.site_id cross join (values ('Day'), ('Month'), ('Ever')) g(grain)
    where g.grain <> 'Ever' or l.kind = 'Count'
    group by p.ancestor_id, l.kind, g.grain, grain_day(g.grain, l.day), l.key
$$;

-- Takes up to `batch` rows of each kind into the sums; rows that somebody is writing wait for the next time. One at a time, whoever calls.
create function fold_figures(batch int) returns int language plpgsql as $$
declare
    lines figure_line[];
    taken int;
    all_taken int := 0;
begin
    if not pg_try_advisory_xact_lock(7303) then return 0; end if;

    with picked as (
        select site_id, day, measure, value, value - folded as amount from site_days where value <> folded
        order by site_id, day, measure limit batch for update skip locked
    ), marked as (
        update site_days d set folded = p.value from picked p where d.site_id = p.site_id and d.day = p.day and d.measure = p.measure
    )
    select array_agg((site_id, 'Count', 'Day', day, measure_number(measure), amount)::figure_line), count(*) into lines, taken from picked;
    if taken > 0 then perform merge_figures(array(select l from spread_figures(lines) l)); end if;
    all_taken := all_taken + taken;

    with picked as (
        select site_id, day, step, minutes, orders, orders - folded as amount from site_waits where orders <> folded
        order by site_id, day, step, minutes limit batch for update skip locked
    ), marked as (
        update site_waits w set folded = p.orders from picked p where w.site_id = p.site_id and w.day = p.day and w.step = p.step and w.minutes = p.minutes
    )
    select array_agg((site_id, step, 'Day', day, minutes, amount)::figure_line), count(*) into lines, taken from picked;
    if taken > 0 then perform merge_figures(array(select l from spread_figures(lines) l)); end if;
    all_taken := all_taken + taken;

    return all_taken + fold_people(batch);
end $$;

-- A new day of a person changes what the days around it say of them: each day counts under the one before it. What was said without the new days is taken back.
create function fold_people(batch int) returns int language plpgsql as $$
declare
    lines figure_line[];
    taken int;
begin
    with picked as (
        select site_id, day, person_id from site_day_people where not folded
        order by site_id, day, person_id limit batch for update skip locked
    ), marked as (
        update site_day_people d set folded = true from picked p where d.site_id = p.site_id and d.day = p.day and d.person_id = p.person_id
    ), served as (
        select p.ancestor_id as site_id, d.person_id, d.day, bool_or(d.known) as known
        from (
            select site_id, person_id, day, false as known from picked
            union all
            select f.site_id, f.person_id, f.day, true
            from (select distinct person_id from picked) who join site_day_people f on f.person_id = who.person_id and f.folded) d
            join site_paths p on p.site_id = d.site_id
        group by p.ancestor_id, d.person_id, d.day
    ), said as (
        select site_id, day, known, lag(day) over w as now_since, max(day) filter (where known) over (w rows between unbounded preceding and 1 preceding) as then_since
        from served window w as (partition by site_id, person_id order by day)
    ), change as (
        select site_id, day, now_since as since, 1 as amount from said
        union all
        select site_id, day, then_since, -1 from said where known
    ), line as (
        select c.site_id, g.grain, grain_day(g.grain, c.day) as day, coalesce(c.since - date '0001-01-01', -1) as key, sum(c.amount)::bigint as amount
        from change c cross join (values ('Day'), ('Month')) g(grain)
        where c.since is null or c.since < grain_day(g.grain, c.day)
        group by c.site_id, g.grain, grain_day(g.grain, c.day), c.since having sum(c.amount) <> 0
    )
    select array(select (site_id, 'People', grain, day, key, amount)::figure_line from line), (select count(*) from picked) into lines, taken;
    if taken > 0 then perform merge_figures(lines); end if;
    return taken;
end $$;

-- An area's sums, counted again from the rows of its sites.
create function area_lines(area uuid) returns setof figure_line language sql stable as $$
    with below as (
        select site_id from site_paths where ancestor_id = area
    ), counted as (
        select 'Count' as kind, d.day, m.number as key, d.folded as amount from below join site_days d using (site_id) join measures m on m.name = d.measure where d.folded <> 0
        union all
        select w.step, w.day, w.minutes, w.folded from below join site_waits w using (site_id) where w.folded <> 0
    ), said as (
        select day, lag(day) over (partition by person_id order by day) as since
        from (select distinct d.person_id, d.day from below join site_day_people d using (site_id) where d.folded) served
    )
    select area, kind, g.grain, grain_day(g.grain, day), key, sum(amount)::bigint
    from counted cross join (values ('Day'), ('Month'), ('Ever')) g(grain) where g.grain <> 'Ever' or kind = 'Count'
    group by kind, g.grain, grain_day(g.grain, day), key
    union all
    select area, 'People', g.grain, grain_day(g.grain, day), coalesce(since - date '0001-01-01', -1), count(*)
    from said cross join (values ('Day'), ('Month')) g(grain) where since is null or since < grain_day(g.grain, day)
    group by g.grain, grain_day(g.grain, day), since
$$;

create function recount_area(area uuid) returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock(7303);
    delete from area_figures where site_id = area;
    insert into area_figures (site_id, kind, grain, day, keys, amounts)
        select site_id, kind, grain, day, array_agg(key order by key), array_agg(amount order by key) from area_lines(area) where amount <> 0 group by site_id, kind, grain, day;
end $$;

-- Everything at once: after rows were loaded in bulk, or when somebody doubts the sums.
create function recount_figures() returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock(7303);
    perform measure_number(measure) from (select distinct measure from site_days) d;
    update site_days set folded = value where folded <> value;
    update site_waits set folded = orders where folded <> orders;
    update site_day_people set folded = true where not folded;
    perform recount_area(id) from sites;
end $$;

-- As in 0001; when a site moves, the areas that lose or gain it are counted again.
create or replace function keep_site_paths() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
    above uuid[] := array(select ancestor_id from site_paths where site_id = new.id and ancestor_id <> new.id);
begin
    if tg_op = 'UPDATE' then
        if exists (select from site_paths where ancestor_id = new.id and site_id = new.parent_id) then
            raise exception 'site % would stand above itself', new.code using errcode = 'check_violation', constraint = 'sites_no_circle';
        end if;
        delete from site_paths where site_id in (select site_id from site_paths where ancestor_id = new.id)
            and ancestor_id not in (select site_id from site_paths where ancestor_id = new.id);
        insert into site_paths (ancestor_id, site_id, depth)
            select up.ancestor_id, down.site_id, up.depth + down.depth + 1
            from site_paths up cross join site_paths down
            where up.site_id = new.parent_id and down.ancestor_id = new.id;
        perform recount_area(coalesce(a.id, b.id))
            from unnest(above) a(id) full join (select ancestor_id as id from site_paths where site_id = new.id and ancestor_id <> new.id) b on b.id = a.id
            where a.id is null or b.id is null;
    else
        insert into site_paths (ancestor_id, site_id, depth)
            select ancestor_id, new.id, depth + 1 from site_paths where site_id = new.parent_id
            union all select new.id, new.id, 0;
    end if;
    return null;
end $$;

-- Orders that nobody has dispatched yet: few, and late ones must be found without reading the others.
create index orders_undispatched on orders (dispatch_due_at, site_id, placed_on) where dispatched_at is null and closed_at is null;

-- What happened lately, in the order it was written: a range of blocks is enough to find it.
create index order_events_lately on order_events using brin (at) with (pages_per_range = 16, autosummarize = on);

-- What had happened before these rows were kept. Days of closing, answering, joining and leaving are those of the default time zone.
insert into site_waits (site_id, day, step, minutes, orders)
    select o.site_id, o.placed_on, w.step, greatest(0, floor(extract(epoch from w.at - o.placed_at) / 60))::int, count(*)
    from orders o cross join lateral (values ('Dispatch', o.dispatched_at), ('Accept', o.accepted_at), ('Finish', o.served_at)) w(step, at)
    where w.at is not null group by 1, 2, 3, 4;
insert into site_days (site_id, day, measure, value)
    select site_id, placed_on, 'late', count(*) from orders where least(dispatched_at, closed_at) > dispatch_due_at group by 1, 2
    union all
    select site_id, (closed_at at time zone 'Asia/Shanghai')::date, 'orders_closed', count(*) from orders where closed_at is not null group by 1, 2
    union all
    select o.site_id, (r.rated_at at time zone 'Asia/Shanghai')::date, 'answers_' || case r.answer when 'NoAnswer' then 'no_answer' else lower(r.answer) end, count(*)
    from ratings r join orders o on o.id = r.order_id group by 1, 2, 3
    union all
    select o.site_id, (r.rated_at at time zone 'Asia/Shanghai')::date, 'satisfied', count(*)
    from ratings r join orders o on o.id = r.order_id where r.answer = 'Solved' and coalesce(r.stars, 5) >= 4 group by 1, 2
    union all
    select home_site_id, (volunteer_since at time zone 'Asia/Shanghai')::date, 'volunteers', count(*) from persons where volunteer_number is not null and left_at is null group by 1, 2
    union all
    select b.site_id, (p.left_at at time zone 'Asia/Shanghai')::date, 'passbooks_closed', count(*) from passbooks b join persons p on p.id = b.person_id where p.left_at is not null group by 1, 2;

grant select on site_waits, measures, area_figures to volunteer_api, volunteer_worker;
grant insert, update on site_waits to volunteer_api, volunteer_worker;
grant insert on measures to volunteer_worker;
grant insert, update on area_figures to volunteer_worker;
grant update (folded) on site_day_people to volunteer_worker;
