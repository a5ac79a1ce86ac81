-- "I am late": so many minutes after the planned time, as the volunteer said last; the grace before a no-show counts from there.
alter table assignments add column late_minutes int check (late_minutes between 5 and 120);

-- When a volunteer is usually free, week by week, by the deployment's clock. No row at all: not said, which is not a no.
create table volunteer_hours (
    person_id    uuid not null references persons,
    weekday      int not null check (weekday between 1 and 7),   -- Monday is 1
    from_minute  int not null check (from_minute between 0 and 1439),
    until_minute int not null check (until_minute between 1 and 1440),
    primary key (person_id, weekday, from_minute),
    constraint volunteer_hours_span check (until_minute > from_minute),
    constraint volunteer_hours_apart exclude using gist (person_id with =, weekday with =, int4range(from_minute, until_minute) with &&)
);
grant select on volunteer_hours to volunteer_api, volunteer_worker;
grant insert, delete on volunteer_hours to volunteer_api;

-- Whether a person has said to be free all that time; null: has never said when they are. Touching hours are one.
create function said_free(person uuid, during tstzrange, zone text) returns boolean language sql stable as $$
    select case when exists (select from volunteer_hours where person_id = person) then coalesce((
        select range_agg(tsrange(d.day + make_interval(mins => h.from_minute), d.day + make_interval(mins => h.until_minute)))
            @> tsrange(lower(during) at time zone zone, upper(during) at time zone zone)
        from generate_series(date_trunc('day', lower(during) at time zone zone), upper(during) at time zone zone, interval '1 day') as d(day)
            join volunteer_hours h on h.person_id = person and h.weekday = extract(isodow from d.day)), false) end
$$;

-- The sites of the same county (or below, where there is no county) with the way to each: metres on the globe between two places, and steps up and
-- down the tree, for where either place is not known. Sisters hang under the same site, or one under the other's.
create function sites_around(here uuid) returns table (site_id uuid, sister boolean, steps int, metres int) language sql stable rows 300 as $$
    select s.id, coalesce(s.id <> home.id and (s.id = home.parent_id or s.parent_id = home.parent_id), false),
        (select min(a.depth + b.depth) from site_paths a join site_paths b on b.ancestor_id = a.ancestor_id where a.site_id = home.id and b.site_id = s.id),
        -- "least" passes over what is not known, so the question whether it is known comes first
        case when s.latitude is not null and home.latitude is not null then (12742000 * asin(least(1, sqrt(sind((s.latitude - home.latitude) / 2) ^ 2
            + cosd(home.latitude) * cosd(s.latitude) * sind((s.longitude - home.longitude) / 2) ^ 2))))::int end
    from sites home
        join site_paths down on down.ancestor_id = coalesce(
            (select c.id from site_paths p join sites c on c.id = p.ancestor_id where p.site_id = home.id and c.level = 'Centre'), home.id)
        join sites s on s.id = down.site_id
    where home.id = here
$$;
