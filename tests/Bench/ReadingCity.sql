-- A city after two years: settings reading.sites, .volunteers, .passbooks, .transfers. Every transfer is the credit of a record, every record stands on an order of its own.
-- One passbook in fifty belongs to somebody who gave half of all the hours. Rows lie in the order of time, so that one person's lie far apart.
-- Ids are made from numbers, growing like those the desks make; triggers and foreign keys are off, for what is written here fits together.
create function pg_temp.id(kind int, number bigint) returns uuid language sql immutable as
    $$ select (lpad(to_hex(kind), 8, '0') || '-0000-7000-8000-' || lpad(to_hex(number), 12, '0'))::uuid $$;
create function pg_temp.the(name text) returns bigint language sql stable as $$ select current_setting('reading.' || name)::bigint $$;
create function pg_temp.mixed(number bigint, below bigint) returns bigint language sql immutable as $$ select (hashint8(number)::bigint + 2147483648) % below $$;

-- A city with its centres, their offices, and the offices' stations: 1, 10, 100 and the rest; in a small city fewer of each.
create temporary table places as
    select n, case when n = 0 then 'City' when n <= centres then 'Centre' when n <= centres + offices then 'Office' else 'Station' end as level,
        case when n = 0 then null when n <= centres then 0 when n <= centres + offices then 1 + (n - centres - 1) % centres else centres + 1 + (n - centres - offices - 1) % offices end as parent
    from (select n, ceil(pg_temp.the('sites') / 300.0)::int as centres, ceil(pg_temp.the('sites') / 30.0)::int as offices from generate_series(0, pg_temp.the('sites') - 1) n) numbered;
insert into sites (id, code, level, parent_id, name, added_at)
    select pg_temp.id(1, n), 'reading-' || n, level, pg_temp.id(1, parent), '站点 ' || n, now() - interval '3 years' from places order by n;
create temporary table stations as select row_number() over (order by n) - 1 as k, pg_temp.id(1, n) as id from places where level = 'Station';
create unique index on stations (k);
insert into service_items (id, code, field, name, name_en, description, description_en, may_serve, usual_minutes, greatest_minutes)
    values (pg_temp.id(2, 1), 'reading-escort', 'Health', '陪诊', 'Hospital escort', '陪同就医', 'Going along to the hospital', 'Anyone', 120, 240);

set session_replication_role = replica;
insert into persons (id, home_site_id, household_id, details_sealed, name_hash, volunteer_number, volunteer_since, enrolled_at)
    select pg_temp.id(3, n), s.id, pg_temp.id(4, n), '\x00', int8send(n), 'reading-V' || n, now() - interval '2 years', now() - interval '2 years'
    from generate_series(1, pg_temp.the('volunteers')) n join stations s on s.k = n % (select count(*) from stations);
insert into passbooks (id, number, person_id, site_id, issued_at)
    select pg_temp.id(5, n), 'reading-P' || n, pg_temp.id(3, n), s.id, now() - interval '2 years'
    from generate_series(1, pg_temp.the('passbooks')) n join stations s on s.k = n % (select count(*) from stations);

-- Every order was placed by one of those without a passbook, at the station of the volunteer who came.
create temporary table lives as
    select n, volunteer, (select id from stations where k = volunteer % (select count(*) from stations)) as site_id, (30 + n * 37 % 91)::int as minutes,
        pg_temp.the('passbooks') + 1 + pg_temp.mixed(-n, pg_temp.the('volunteers') - pg_temp.the('passbooks')) as resident,
        now() - interval '1 day' - (pg_temp.the('transfers') - n) * (interval '730 days' / pg_temp.the('transfers')) as began
    from (select n, 1 + pg_temp.mixed(n, case n % 2 when 0 then pg_temp.the('passbooks') else greatest(1, pg_temp.the('passbooks') / 50) end) as volunteer
        from generate_series(1, pg_temp.the('transfers')) n) drawn;
insert into orders (id, site_id, item_id, orderer_id, served_id, placed_by_id, origin, channel, urgency, state, places, wanted_from, wanted_until,
        placed_at, placed_on, dispatch_due_at, dispatched_at, accepted_at, served_at, closed_at, version)
    select pg_temp.id(8, n), site_id, pg_temp.id(2, 1), pg_temp.id(3, resident), pg_temp.id(3, resident), pg_temp.id(3, resident), 'Resident', 'Online', 'Ordinary', 'Rated', 1, began, began + interval '2 hours',
        began - interval '5 hours', (began - interval '5 hours')::date, began, began - interval '4 hours', began - interval '3 hours', began + minutes * interval '1 minute', began + interval '3 hours', 6 from lives;
insert into assignments (id, order_id, person_id, state, planned, accepted_at, checked_in_at, checked_in_by_code, checked_out_at, checked_out_by_code, ended_at)
    select pg_temp.id(9, n), pg_temp.id(8, n), pg_temp.id(3, volunteer), 'Served', tstzrange(began, began + interval '2 hours'), began - interval '3 hours', began, true,
        began + minutes * interval '1 minute', true, began + minutes * interval '1 minute' from lives;
insert into service_records (id, assignment_id, order_id, person_id, passbook_id, item_id, activity, content, site_id, served_id, started_at, ended_at, served_on,
        outcome, minutes, credit_minutes, policy_id, first_standing, standing, recorded_at)
    select pg_temp.id(10, n), pg_temp.id(9, n), pg_temp.id(8, n), pg_temp.id(3, volunteer), pg_temp.id(5, volunteer), pg_temp.id(2, 1), '陪诊', '陪同就医', site_id, pg_temp.id(3, resident),
        began, began + minutes * interval '1 minute', began::date, 'Done', minutes, minutes, '00000000-0000-7000-8000-000000000001', 'Verified', 'Verified', began from lives;
insert into time_transfers (debit_account_id, credit_account_id, amount_minutes, reason, cause_id, occurred_at, recorded_at)
    select '00000000-0000-7000-8000-000000000000', pg_temp.id(6, volunteer), minutes, 'Credit', pg_temp.id(10, n), began, began + interval '4 hours' from lives order by n;
insert into time_accounts (id, kind, passbook_id, balance_minutes)
    select pg_temp.id(k.kind, n), k.name, pg_temp.id(5, n), case k.kind when 6 then coalesce(given.minutes, 0) else 0 end
    from generate_series(1, pg_temp.the('passbooks')) n cross join (values (6, 'Available'), (7, 'Held')) k(kind, name)
        left join (select volunteer, sum(minutes) as minutes from lives group by volunteer) given on given.volunteer = n;

-- What is under way today: eight orders a station, two of each open state.
insert into orders (id, site_id, item_id, orderer_id, served_id, placed_by_id, origin, channel, urgency, state, places, wanted_from, wanted_until, placed_at, placed_on, dispatch_due_at, version)
    select pg_temp.id(8, pg_temp.the('transfers') + 1 + s.k * 8 + n), s.id, pg_temp.id(2, 1), p.id, p.id, p.id, 'Resident', 'Online', 'Ordinary', (array['Placed', 'Offered', 'Accepted', 'Served'])[1 + n % 4], 1,
        now() + interval '1 day', now() + interval '26 hours', now() - interval '1 hour', now()::date, now() + interval '1 day', 1
    from stations s cross join generate_series(0, 7) n
        cross join lateral (select pg_temp.id(3, pg_temp.the('passbooks') + 1 + pg_temp.mixed(s.k * 8 + n, pg_temp.the('volunteers') - pg_temp.the('passbooks'))) as id) p;
insert into site_days (site_id, day, measure, value)
    select site_id, (began - interval '5 hours')::date, m.measure, sum(m.value)
    from lives cross join lateral (values ('orders_rated', 1), ('dispatched', 1), ('dispatch_wait_minutes', 60)) m(measure, value) group by 1, 2, 3
    union all
    select site_id, began::date, m.measure, sum(m.value)
    from lives cross join lateral (values ('minutes_verified', minutes), ('participations', 1)) m(measure, value) group by 1, 2, 3;
insert into site_day_people (site_id, day, person_id) select distinct site_id, began::date, pg_temp.id(3, volunteer) from lives;
reset session_replication_role;
drop table lives, stations, places;
