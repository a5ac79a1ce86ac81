-- A site's own items beside those of the menu file. Whoever changes an item of the file by hand takes it over: the file lets go of it.
alter table service_items add column site_id uuid references sites;
comment on column service_items.site_id is 'whose own it is: offered there and below, kept by its administrators; null: the menu file''s';
create index service_items_site on service_items (site_id) where site_id is not null;

-- What an administrator has decided about an item at a site and all below it. It stands over what the file says of the same site.
create table menu_choices (
    item_id      uuid not null references service_items,
    site_id      uuid not null references sites,
    offered      boolean not null,
    chosen_by_id uuid not null references persons,
    chosen_at    timestamptz not null,
    primary key (item_id, site_id)
);
create index menu_choices_site on menu_choices (site_id);
create index menu_entries_site on menu_entries (site_id);

-- What can be ordered at a site: for each item the nearest site that says anything of it decides.
create function menu_at(site uuid) returns setof service_items language sql stable as $$
    select i.* from (
        select distinct on (said.item_id) said.item_id, said.offered
        from site_paths p join (
            select item_id, site_id, true as offered, 1 as by_file from menu_entries
            union all select item_id, site_id, offered, 0 from menu_choices) said on said.site_id = p.ancestor_id
        where p.site_id = site
        order by said.item_id, p.depth, said.by_file) nearest
    join service_items i on i.id = nearest.item_id
    where nearest.offered and i.retired_at is null
$$;

create or replace function is_offered(item uuid, site uuid) returns boolean language sql stable as $$
    select exists (select from menu_at(site) m where m.id = item)
$$;

-- One right at one site is held once at a time, also where its end is known beforehand.
drop index appointments_once;
alter table appointments add constraint appointments_once
    exclude using gist (person_id with =, site_id with =, "right" with =, tstzrange(from_at, until_at) with &&);

-- Terms that have not begun may be withdrawn, once; nothing else of a row ever changes.
alter table policies
    add column withdrawn_at timestamptz,
    add column withdrawn_by_id uuid references persons,
    add constraint policies_withdrawn check ((withdrawn_at is null) = (withdrawn_by_id is null) and (withdrawn_at is null or withdrawn_at < valid_from));
alter table policies drop constraint policies_once;
create unique index policies_once on policies (site_id, valid_from) nulls not distinct where withdrawn_at is null;
drop trigger policies_append_only on policies;
create trigger policies_append_only
    before update of id, site_id, valid_from, rate_percent, rounding_minutes, balance_cap_minutes, not_home_minutes, danger_minutes, utilities_minutes, ordinary_days,
        offer_minutes, grace_minutes, rating_days, reopen_days, set_by_id, recorded_at or delete or truncate
    on policies for each statement execute function refuse_change();
create trigger policies_withdrawn_once before update on policies for each row when (old.withdrawn_at is not null) execute function refuse_change();

-- As in 0003, without what was withdrawn before it began.
create or replace function policy_at(site uuid, instant timestamptz) returns setof policies language sql stable rows 1 as $$
    select p.* from policies p left join site_paths s on s.ancestor_id = p.site_id and s.site_id = site
    where p.valid_from <= instant and p.withdrawn_at is null and (p.site_id is null or s.site_id is not null)
    order by s.depth nulls last, p.valid_from desc
    limit 1
$$;

-- What was done in administration: ids, codes, numbers and instants, kept for ever.
create table admin_acts (
    id         uuid primary key,
    kind       text not null check (kind in (
        'Appointed', 'AppointmentEnded', 'PolicySet', 'PolicyWithdrawn', 'PointAdded', 'SiteChanged', 'SitesImported',
        'ItemAdded', 'ItemChanged', 'ItemRetired', 'ItemReturned', 'ItemOffered', 'ItemWithdrawn', 'ItemAsAbove', 'MenuImported', 'CalendarImported',
        'PersonEnrolled', 'PersonChanged', 'RealNameVerified', 'HouseholdSet', 'ActivationIssued', 'QualificationConfirmed', 'VolunteerMade',
        'CorrectionProposed', 'CorrectionApproved', 'CorrectionEnded')),
    actor_id   uuid references persons,     -- null: the command line
    site_id    uuid references sites,       -- whose affair it is; null: the whole deployment's
    subject_id uuid,                        -- the person, item, record or terms it was about
    at         timestamptz not null,
    data       jsonb not null
);
create index admin_acts_site on admin_acts (site_id, at desc, id desc);
create index admin_acts_time on admin_acts (at desc, id desc);
create index admin_acts_actor on admin_acts (actor_id, at desc, id desc);
create trigger admin_acts_append_only before update or delete or truncate on admin_acts for each statement execute function refuse_change();

-- What was done before acts were written down, as far as the tables still tell it.
insert into admin_acts
    select gen_random_uuid(), 'Appointed', appointed_by_id, site_id, person_id, from_at, jsonb_build_object('right', "right") from appointments
    union all select gen_random_uuid(), 'AppointmentEnded', ended_by_id, site_id, person_id, until_at, jsonb_build_object('right', "right") from appointments where ended_by_id is not null
    union all select gen_random_uuid(), 'PolicySet', set_by_id, site_id, id, coalesce(recorded_at, valid_from), jsonb_build_object('validFrom', valid_from) from policies where set_by_id is not null
    union all select gen_random_uuid(), 'PersonEnrolled', enrolled_by_id, home_site_id, id, enrolled_at, '{}' from persons p
        where enrolled_by_id is not null and not exists (select from relatives r where r.relative_id = p.id and r.person_id = p.enrolled_by_id)
    union all select gen_random_uuid(), 'RealNameVerified', verified_by_id, home_site_id, id, verified_at, '{}' from persons where verified_by_id is not null
    union all select gen_random_uuid(), 'QualificationConfirmed', confirmed_by_id, p.home_site_id, p.id, confirmed_at, '{}' from qualifications q join persons p on p.id = q.person_id
    union all select gen_random_uuid(), 'VolunteerMade', issued_by_id, site_id, person_id, issued_at, '{}' from passbooks where issued_by_id is not null
    union all select gen_random_uuid(), 'CorrectionProposed', c.proposed_by_id, r.site_id, r.id, c.proposed_at, jsonb_build_object('minutes', c.minutes, 'reason', c.reason) from corrections c join service_records r on r.id = c.record_id
    union all select gen_random_uuid(), 'CorrectionApproved', c.approved_by_id, r.site_id, r.id, c.approved_at, jsonb_build_object('minutes', c.minutes, 'reason', c.reason) from corrections c join service_records r on r.id = c.record_id where c.approved_at is not null
    union all select gen_random_uuid(), 'CorrectionEnded', c.ended_by_id, r.site_id, r.id, c.ended_at, jsonb_build_object('minutes', c.minutes, 'reason', c.reason) from corrections c join service_records r on r.id = c.record_id where c.ended_at is not null;

-- Which member of staff saw whose phone or address, the first time on each day.
create table person_looks (
    id        uuid primary key,
    person_id uuid not null references persons,
    viewer_id uuid not null references persons,
    day       date not null,
    seen_at   timestamptz not null,
    way       text not null check (way in ('Search', 'Person', 'Order')),
    order_id  uuid references orders,
    site_id   uuid not null references sites,   -- the person's home on that day
    constraint person_looks_once unique (person_id, viewer_id, day)
);
create index person_looks_viewer on person_looks (viewer_id, seen_at desc, id desc);
create index person_looks_site on person_looks (site_id, seen_at desc, id desc);
create index person_looks_time on person_looks (seen_at desc, id desc);
create trigger person_looks_append_only before update or delete or truncate on person_looks for each statement execute function refuse_change();
create index id_number_openings_time on id_number_openings (opened_at desc, id desc);

-- The history of orders is searched by day and by who did it.
create index order_events_time on order_events (at, order_id, version);
create index order_events_actor on order_events (actor_id, at, order_id, version) where actor_id is not null;

grant select on menu_choices, admin_acts, person_looks to volunteer_api, volunteer_worker;
grant insert on admin_acts to volunteer_api, volunteer_worker;
grant insert on person_looks to volunteer_api;
grant insert on service_items to volunteer_api;
grant update (site_id, name, name_en, description, description_en, may_serve, usual_minutes, greatest_minutes, qualification, retired_at) on service_items to volunteer_api;
grant insert, update, delete on menu_choices to volunteer_api;
grant update (withdrawn_at, withdrawn_by_id) on policies to volunteer_api;
