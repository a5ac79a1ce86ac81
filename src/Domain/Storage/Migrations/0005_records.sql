-- The legal record of service (MCA order 67, art. 7; RULES T1): what, when, where, content, time, organising unit, person in charge.
create table service_records (
    id               uuid primary key,
    assignment_id    uuid not null references assignments,
    order_id         uuid not null references orders,
    person_id        uuid not null references persons,
    passbook_id      uuid not null,
    item_id          uuid not null references service_items,
    activity         text not null,        -- the item's name on that day
    content          text not null,        -- the item's description on that day
    site_id          uuid not null references sites,    -- organising unit, and the place
    in_charge_id     uuid references persons,
    served_id        uuid not null references persons,
    started_at       timestamptz not null,
    ended_at         timestamptz not null,
    served_on        date not null,
    outcome          text not null check (outcome in ('Done', 'NotHome')),
    minutes          int not null check (minutes between 0 and 1440),
    credit_minutes   int not null check (credit_minutes between 0 and 4320),
    policy_id        uuid not null references policies,
    first_standing   text not null check (first_standing in ('Verified', 'Declared')),
    standing         text not null check (standing in ('Verified', 'Declared')),
    approved_by_id   uuid references persons,
    approved_at      timestamptz,
    recorded_at      timestamptz not null,
    corrects_id      uuid references service_records,
    superseded       boolean not null default false,
    constraint service_records_span check (ended_at >= started_at),
    constraint service_records_corrected_once unique (corrects_id),
    constraint service_records_own_approval check (approved_by_id is null or approved_by_id <> person_id),
    constraint service_records_never_back check (first_standing = 'Declared' or standing = 'Verified')
);
create unique index service_records_live on service_records (assignment_id) where not superseded;
create index service_records_person on service_records (person_id, id desc) where not superseded;
create index service_records_order on service_records (order_id);

-- A volunteer cannot serve at two places at once. A superseded record's interval is not live.
create table service_intervals (
    record_id uuid primary key references service_records,
    person_id uuid not null references persons,
    during    tstzrange not null check (not isempty(during) and not lower_inf(during) and not upper_inf(during)),
    live      boolean not null,
    constraint service_intervals_overlap exclude using gist (person_id with =, during with &&) where (live)
);

create table witnesses (
    id            uuid primary key,
    assignment_id uuid not null references assignments,
    side          text not null check (side in ('Served', 'Site')),
    how           text not null check (how in ('StartCode', 'EndCode', 'CallBack', 'Dispatched', 'VouchedIn', 'VouchedOut', 'Companion')),
    person_id     uuid not null references persons,     -- who stands behind it
    login_id      uuid references persons,              -- whose sign-in entered it; null for a code
    stood_at      timestamptz not null,
    constraint witnesses_once unique (assignment_id, how, person_id)
);
create trigger witnesses_append_only before update or delete or truncate on witnesses for each statement execute function refuse_change();

-- A correction after the record was made: two people, one reason code; the new record takes the old one's place in full at once.
create table corrections (
    id             uuid primary key,
    record_id      uuid not null references service_records,
    new_record_id  uuid references service_records,
    minutes        int not null check (minutes between 0 and 1440),
    reason         text not null check (reason in ('WrongTimes', 'NobodyCame', 'NotVolunteering', 'Duplicate', 'Other')),
    proposed_by_id uuid not null references persons,
    proposed_at    timestamptz not null,
    approved_by_id uuid references persons,
    approved_at    timestamptz,
    constraint corrections_two_people check (approved_by_id is null or approved_by_id <> proposed_by_id),
    constraint corrections_whole check ((approved_at is null) = (approved_by_id is null) and (approved_at is null) = (new_record_id is null))
);
create index corrections_record on corrections (record_id);
create unique index corrections_open_once on corrections (record_id) where approved_at is null;

-- What stands in the way of a person's serving an order: the first thing, or 'Fit'. One place for desk and candidates' list.
create function fitness(people uuid[], orderer uuid, served uuid, item uuid, planned tstzrange, today date)
    returns table (person_id uuid, answer text) language sql stable as $$
    select c.id, case
        when p.volunteer_number is null then 'NotVolunteer'
        when c.id in (orderer, served) then 'OwnOrder'
        when are_kin(c.id, orderer) or are_kin(c.id, served) then 'Household'
        when i.may_serve <> 'Anyone' and (p.adult_on is null or p.adult_on > today) then 'Minor'
        when i.may_serve = 'Qualified' and not exists (select from qualifications q
            where q.person_id = c.id and q.name = i.qualification and (q.valid_until is null or q.valid_until >= today)) then 'Unqualified'
        when exists (select from assignments a where a.person_id = c.id and a.state in ('Accepted', 'InService') and a.planned && fitness.planned) then 'Busy'
        else 'Fit' end
    from unnest(people) as c(id) join service_items i on i.id = item left join persons p on p.id = c.id
$$;

-- The pool of an order reaches the volunteers of its county: those whose home lies under the same centre.
create function in_reach(person uuid, site uuid) returns boolean language sql stable as $$
    select exists (select from persons p
        join site_paths up on up.site_id = p.home_site_id
        join sites c on c.id = up.ancestor_id and c.level = 'Centre'
        join site_paths down on down.ancestor_id = c.id and down.site_id = site
        where p.id = person and p.volunteer_number is not null)
$$;
