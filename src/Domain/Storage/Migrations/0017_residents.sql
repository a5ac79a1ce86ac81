-- Photos of what is needed: sealed, seen by whoever may read the need, erased with the order's texts.
create table order_photos (
    id          uuid primary key,
    order_id    uuid not null references orders,
    format      text not null check (format in ('Jpeg', 'Png')),
    width       int not null check (width between 1 and 12000),
    height      int not null check (height between 1 and 12000),
    sealed      bytea not null,
    added_by_id uuid not null references persons,
    added_at    timestamptz not null
);
alter table order_photos alter column sealed set storage external;   -- what is sealed does not compress
create index order_photos_order on order_photos (order_id);

-- "Never meet them again": ids alone, and the other is never told. It holds in both directions.
create table person_blocks (
    person_id  uuid not null references persons,
    blocked_id uuid not null references persons,
    made_by_id uuid not null references persons,
    made_at    timestamptz not null,
    primary key (person_id, blocked_id),
    constraint person_blocks_not_self check (person_id <> blocked_id)
);
create index person_blocks_back on person_blocks (blocked_id, person_id);

create function are_apart(one uuid, other uuid) returns boolean language sql stable as $$
    select exists (select from person_blocks b where (b.person_id = one and b.blocked_id = other) or (b.person_id = other and b.blocked_id = one))
$$;

-- As in 0013; two who are kept apart are not brought together.
create or replace function fitness(people uuid[], orderer uuid, served uuid, item uuid, planned tstzrange, today date)
    returns table (person_id uuid, answer text) language sql stable as $$
    select c.id, case
        when p.volunteer_number is null or p.left_at is not null then 'NotVolunteer'
        when c.id in (orderer, served) then 'OwnOrder'
        when are_kin(c.id, orderer) or are_kin(c.id, served) then 'Household'
        when are_apart(c.id, orderer) or are_apart(c.id, served) then 'Apart'
        when i.may_serve <> 'Anyone' and (p.adult_on is null or p.adult_on > today) then 'Minor'
        when i.may_serve = 'Qualified' and not exists (select from qualifications q
            where q.person_id = c.id and q.name = i.qualification and (q.valid_until is null or q.valid_until >= today)) then 'Unqualified'
        when exists (select from assignments a where a.person_id = c.id and a.state in ('Accepted', 'InService') and a.planned && fitness.planned) then 'Busy'
        else 'Fit' end
    from unnest(people) as c(id) join service_items i on i.id = item left join persons p on p.id = c.id
$$;

-- Whom the resident would like to come again, and what was said when nobody could be found in time.
alter table orders
    add column wished_id uuid references persons,
    add column wanted_since timestamptz,
    add column nobody_found_for timestamptz,
    add column answer_due_at timestamptz,
    add constraint orders_nobody_found check ((nobody_found_for is null) = (answer_due_at is null));
comment on column orders.wished_id is 'a volunteer who has served this person before; nothing is promised';
comment on column orders.wanted_since is 'when the wanted time was last changed; null: since the placing';
comment on column orders.nobody_found_for is 'the wanted time about which it was said: another time is another search';
create index orders_waiting on orders (wanted_from) where state in ('Placed', 'Offered');

-- A person reports another: one open report for each order and reporter; the words belong to the case.
alter table cases add column reporter_id uuid references persons,
    add constraint cases_reported check (reporter_id is null or (kind = 'Complaint' and assignment_id is not null));
drop index cases_open_once;
create unique index cases_open_once on cases (order_id, kind, assignment_id, reporter_id) nulls not distinct where state <> 'Closed';
create unique index cases_reported_once on cases (order_id, reporter_id) where state <> 'Closed' and reporter_id is not null;
alter table order_texts add column case_id uuid references cases,
    drop constraint order_texts_kind_check,
    add constraint order_texts_kind_check check (kind in ('Need', 'Address', 'Reason', 'Words', 'Report', 'Complaint'));

-- How many volunteers of a county may serve an item: counted by the worker now and then, since counting a city costs a second.
create table item_volunteers (
    site_id    uuid not null references sites,      -- a centre
    item_id    uuid not null references service_items,
    volunteers int not null check (volunteers >= 0),
    counted_at timestamptz not null,
    primary key (site_id, item_id)
);

-- When somebody answers the telephone, in the station's own words: 工作日 8:30–17:30.
alter table sites add column staff_hours text check (length(staff_hours) between 1 and 60);

grant select, insert, delete on order_photos to volunteer_api;
grant select on person_blocks to volunteer_api, volunteer_worker;
grant insert, delete on person_blocks to volunteer_api;
grant select on item_volunteers to volunteer_api, volunteer_worker;
grant insert, update on item_volunteers to volunteer_worker;
