-- What whole subtrees did: roll-ups of roll-ups, so that a county's year is read from hundreds of rows and not from hundreds of thousands.
-- site_days and site_day_people are the truth. What is added to them is news; the worker sums the news up every few seconds, and whoever looks in between
-- adds the rest, so that a summary is exact to the last commit. Stations and points have too little below them: they are read as they are.
create table tree_days (
    ancestor_id uuid not null,
    day         date not null,
    measure     text not null,
    value       bigint not null,
    primary key (ancestor_id, day, measure)
) with (fillfactor = 80);

-- 人 over the spans that everybody asks for. Persons of two days cannot be added, so each span has a count of its own; other spans are counted when asked for.
create table tree_people (
    ancestor_id uuid not null,
    span        text not null check (span in ('Day', 'Month', 'Year')),
    starts_on   date not null,
    persons     bigint not null,
    primary key (ancestor_id, span, starts_on)
) with (fillfactor = 80);

-- Appended by triggers, taken whole by sum_up: no key, no index, and swept soon.
create table site_day_news (site_id uuid not null, day date not null, measure text not null, value bigint not null)
    with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
create table site_day_people_news (site_id uuid not null, day date not null, person_id uuid not null)
    with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);

-- To be summed up from the beginning: after this migration, and when a site moved to or from it. Until then it is read as stations are.
create table tree_stale (ancestor_id uuid primary key);
insert into tree_stale select id from sites where level in ('City', 'Centre', 'Office');

grant select on tree_days, tree_people, site_day_news, site_day_people_news, tree_stale to volunteer_api, volunteer_worker;

-- Hosts write roll-ups as before; their news is the triggers' affair.
create function note_day_news() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        insert into site_day_news select site_id, day, measure, value from new_rows where value <> 0;
    else
        insert into site_day_news select n.site_id, n.day, n.measure, n.value - o.value
            from new_rows n join old_rows o on (o.site_id, o.day, o.measure) = (n.site_id, n.day, n.measure) where n.value <> o.value;
    end if;
    return null;
end $$;
create trigger site_days_news_insert after insert on site_days referencing new table as new_rows for each statement execute function note_day_news();
create trigger site_days_news_update after update on site_days referencing new table as new_rows old table as old_rows for each statement execute function note_day_news();
create function note_person_news() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    insert into site_day_people_news select site_id, day, person_id from new_rows;
    return null;
end $$;
create trigger site_day_people_news_insert after insert on site_day_people referencing new table as new_rows for each statement execute function note_person_news();

-- Sums are made and sites are moved one at a time.
create function sums_lock() returns bigint language sql immutable as $$ select 7303::bigint $$;

create function note_moved_site() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform pg_advisory_xact_lock(sums_lock());
    insert into tree_stale select s.id from sites s
        where s.level in ('City', 'Centre', 'Office') and s.id in (select ancestor_id from site_paths where site_id in (old.parent_id, new.id))
        on conflict do nothing;
    return null;
end $$;
-- After sites_paths_move, by its name.
create trigger sites_sums_move after update of parent_id on sites for each row when (old.parent_id is distinct from new.parent_id) execute function note_moved_site();

create function is_summed(site uuid) returns boolean language sql stable as $$
    select exists (select from sites s where s.id = site and s.level in ('City', 'Centre', 'Office')) and not exists (select from tree_stale t where t.ancestor_id = site)
$$;

-- The span of which a day is part.
create function span_start(span text, day date) returns date language sql immutable as $$
    select case span when 'Day' then day when 'Month' then make_date(extract(year from day)::int, extract(month from day)::int, 1) else make_date(extract(year from day)::int, 1, 1) end
$$;
create function span_end(span text, day date) returns date language sql immutable as $$
    select case span when 'Day' then day when 'Month' then (span_start('Month', day) + interval '1 month')::date - 1 else make_date(extract(year from day)::int, 12, 31) end
$$;

-- Whether a person is in a subtree's count of a span: by their records, which have an index, and not by news.
create function is_counted(person uuid, ancestor uuid, first_day date, last_day date) returns boolean language sql stable as $$
    select exists (
        select from service_records r
            join site_paths p on p.site_id = r.site_id and p.ancestor_id = ancestor
            join site_day_people d on d.site_id = r.site_id and d.day = r.served_on and d.person_id = r.person_id
        where r.person_id = person and not r.superseded and r.served_on between first_day and last_day
            and not exists (select from site_day_people_news n where n.person_id = person and n.site_id = r.site_id and n.day = r.served_on))
$$;

-- One round of summing up: the news, and one subtree that is stale. Answers whether there is more to do.
create function sum_up() returns boolean language plpgsql security definer set search_path = public, pg_temp as $$
declare stale uuid;
begin
    if not pg_try_advisory_xact_lock(sums_lock()) then return false; end if;
    with taken as (delete from site_day_news returning site_id, day, measure, value)
    insert into tree_days (ancestor_id, day, measure, value)
        select p.ancestor_id, t.day, t.measure, sum(t.value)
        from taken t join site_paths p on p.site_id = t.site_id join sites s on s.id = p.ancestor_id and s.level in ('City', 'Centre', 'Office')
        group by p.ancestor_id, t.day, t.measure having sum(t.value) <> 0
        on conflict (ancestor_id, day, measure) do update set value = tree_days.value + excluded.value;

    with taken as (delete from site_day_people_news returning site_id, day, person_id),
    seen as (
        select distinct p.ancestor_id, v.span, span_start(v.span, t.day) as starts_on, t.person_id
        from taken t join site_paths p on p.site_id = t.site_id join sites s on s.id = p.ancestor_id and s.level in ('City', 'Centre', 'Office')
            cross join (values ('Day'), ('Month'), ('Year')) v(span)
    )
    insert into tree_people (ancestor_id, span, starts_on, persons)
        select ancestor_id, span, starts_on, count(*) from seen
        where not is_counted(person_id, ancestor_id, starts_on, span_end(span, starts_on))
        group by ancestor_id, span, starts_on
        on conflict (ancestor_id, span, starts_on) do update set persons = tree_people.persons + excluded.persons;

    delete from tree_stale where ancestor_id = (select min(ancestor_id::text)::uuid from tree_stale) returning ancestor_id into stale;
    if stale is null then return false; end if;
    perform sum_up_again(stale);
    return exists (select from tree_stale);
end $$;

-- News that came since this transaction began is in the roll-ups already and will be summed up in its turn.
create function sum_up_again(ancestor uuid) returns void language plpgsql set search_path = public, pg_temp as $$
begin
    delete from tree_days where ancestor_id = ancestor;
    insert into tree_days (ancestor_id, day, measure, value)
        select ancestor, day, measure, sum(value) from (
            select d.day, d.measure, d.value from site_paths p join site_days d on d.site_id = p.site_id where p.ancestor_id = ancestor
            union all
            select n.day, n.measure, -n.value from site_paths p join site_day_news n on n.site_id = p.site_id where p.ancestor_id = ancestor) counted
        group by day, measure having sum(value) <> 0;
    delete from tree_people where ancestor_id = ancestor;
    insert into tree_people (ancestor_id, span, starts_on, persons)
        with days as (
            select distinct d.day, d.person_id from site_paths p join site_day_people d on d.site_id = p.site_id
            where p.ancestor_id = ancestor and not exists (select from site_day_people_news n where (n.site_id, n.day, n.person_id) = (d.site_id, d.day, d.person_id))
        ), months as (
            select distinct span_start('Month', day) as starts_on, person_id from days
        ), years as (
            select distinct span_start('Year', starts_on) as starts_on, person_id from months
        )
        select ancestor, 'Day', day, count(*) from days group by day
        union all select ancestor, 'Month', starts_on, count(*) from months group by starts_on
        union all select ancestor, 'Year', starts_on, count(*) from years group by starts_on;
end $$;
revoke execute on function sum_up(), sum_up_again(uuid) from public;
grant execute on function sum_up() to volunteer_worker;

-- A subtree's roll-ups over days, both inclusive.
create function tree_sums(site uuid, first_day date, last_day date) returns table (measure text, value bigint) language sql stable as $$
    select measure, sum(value)::bigint from (
        select d.measure, d.value from tree_days d where is_summed(site) and d.ancestor_id = site and d.day between first_day and last_day
        union all
        select n.measure, n.value from site_day_news n join site_paths p on p.site_id = n.site_id and p.ancestor_id = site where is_summed(site) and n.day between first_day and last_day
        union all
        select d.measure, d.value from site_paths p join site_days d on d.site_id = p.site_id where not is_summed(site) and p.ancestor_id = site and d.day between first_day and last_day) counted
    group by measure
$$;

-- A subtree's persons over days, both inclusive. A month or a year that is still going on is asked for until today.
create function tree_persons(site uuid, first_day date, last_day date, today date) returns bigint language plpgsql stable as $$
declare
    kind text := (select v.span from (values ('Day'), ('Month'), ('Year')) v(span)
        where span_start(v.span, first_day) = first_day and span_end(v.span, first_day) >= last_day and (span_end(v.span, first_day) = last_day or last_day >= today) limit 1);
begin
    if kind is null or not is_summed(site) then
        return (select count(distinct d.person_id) from site_paths p join site_day_people d on d.site_id = p.site_id where p.ancestor_id = site and d.day between first_day and last_day);
    end if;
    return coalesce((select persons from tree_people where ancestor_id = site and span = kind and starts_on = first_day), 0)
        + (select count(*) from (select distinct n.person_id from site_day_people_news n join site_paths p on p.site_id = n.site_id and p.ancestor_id = site
            where n.day between first_day and span_end(kind, first_day)) seen where not is_counted(person_id, site, first_day, span_end(kind, first_day)));
end $$;
