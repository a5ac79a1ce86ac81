-- Persons, with or without an account. Columns named *_sealed are encrypted with the deployment's keys; *_hash are keyed hashes.
create sequence volunteer_numbers;

create table persons (
    id               uuid primary key,
    home_site_id     uuid not null references sites,
    household_id     uuid not null,
    details_sealed   bytea not null,
    name_hash        bytea not null,
    phone_hash       bytea,
    id_number_sealed bytea,
    id_number_hash   bytea,
    id_number_mask   text,
    adult_on         date,          -- the eighteenth birthday, where a birth date is known
    account_id       uuid,
    volunteer_number text,
    volunteer_since  timestamptz,
    verified_at      timestamptz,   -- real name seen by staff
    verified_by_id   uuid references persons,
    enrolled_at      timestamptz not null,
    enrolled_by_id   uuid references persons,
    constraint persons_account unique (account_id),
    constraint persons_volunteer_number unique (volunteer_number),
    constraint persons_id_number unique (id_number_hash),
    constraint persons_id_number_whole check ((id_number_sealed is null) = (id_number_hash is null) and (id_number_hash is null) = (id_number_mask is null)),
    constraint persons_volunteer_whole check ((volunteer_number is null) = (volunteer_since is null))
);
create index persons_phone on persons (phone_hash) where phone_hash is not null;
create index persons_name on persons (name_hash);
create index persons_household on persons (household_id);

create table relatives (
    person_id   uuid not null references persons,
    relative_id uuid not null references persons,
    relation    text not null check (relation in ('Spouse', 'Parent', 'Child', 'Grandparent', 'Grandchild', 'Sibling', 'Other')),
    added_at    timestamptz not null,
    added_by_id uuid not null references persons,
    primary key (person_id, relative_id),
    constraint relatives_not_self check (person_id <> relative_id)
);
create index relatives_back on relatives (relative_id, person_id);

create table appointments (
    id              uuid primary key,
    person_id       uuid not null references persons,
    site_id         uuid not null references sites,
    "right"         text not null check ("right" in ('Dispatcher', 'Manager', 'Supervisor', 'Administrator')),
    from_at         timestamptz not null,
    until_at        timestamptz,
    appointed_by_id uuid references persons,
    ended_by_id     uuid references persons,
    constraint appointments_span check (until_at is null or until_at >= from_at)
);
create unique index appointments_once on appointments (person_id, site_id, "right") where until_at is null;
create index appointments_person on appointments (person_id);
create index appointments_site on appointments (site_id);

create table qualifications (
    person_id       uuid not null references persons,
    name            text not null check (length(name) between 1 and 60),
    confirmed_by_id uuid not null references persons,
    confirmed_at    timestamptz not null,
    valid_until     date,
    primary key (person_id, name)
);

create table consent_texts (
    version text primary key,
    zh      text not null,
    en      text not null,
    since   timestamptz not null
);
create table consents (
    person_id  uuid not null references persons,
    version    text not null references consent_texts,
    given_at   timestamptz not null,
    primary key (person_id, version)
);
insert into consent_texts values ('2026-11',
    '我们只为安排和记录志愿服务而使用您的姓名、电话、住址和服务需求。电话和住址只在服务期间给上门的志愿者和社区工作人员看。您可以随时查看、更正、导出自己的信息，也可以随时退出。',
    'We use your name, phone, address and what you ask for only to arrange and record volunteer service. Your phone and address are shown only to the visiting volunteer and the station''s staff, only while they serve you. You can see, correct and export your data, or leave, at any time.',
    '2026-11-01T00:00:00Z');

-- Who opened a whole ID-card number, when and for what.
create table id_number_openings (
    id           uuid primary key,
    person_id    uuid not null references persons,
    opened_by_id uuid not null references persons,
    opened_at    timestamptz not null,
    purpose      text not null check (length(purpose) between 2 and 200)
);
create index id_number_openings_person on id_number_openings (person_id, opened_at desc);
create trigger id_number_openings_append_only before update or delete or truncate on id_number_openings
    for each statement execute function refuse_change();

-- A person enrolled by staff or by the command line becomes able to sign in with a code that is shown once.
create table activations (
    code_hash  bytea primary key,
    person_id  uuid not null references persons,
    issued_by_id uuid references persons,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- A known plain value under each key: a host with other keys refuses to start instead of writing what nobody can read.
create table key_checks (
    purpose text primary key,
    value   bytea not null
);

-- The one place that says which rights a person has at a site: by an appointment there or above, now.
create function rights_at(person uuid, site uuid, instant timestamptz) returns text[] language sql stable as $$
    select coalesce(array_agg(distinct a."right"), '{}')
    from appointments a join site_paths p on p.ancestor_id = a.site_id and p.site_id = site
    where a.person_id = person and a.from_at <= instant and (a.until_at is null or a.until_at > instant)
$$;

-- The one place that says who is family: one household, or a registered relative in either direction.
create function are_kin(one uuid, other uuid) returns boolean language sql stable as $$
    select one = other
        or exists (select from persons a join persons b on a.household_id = b.household_id where a.id = one and b.id = other)
        or exists (select from relatives r where (r.person_id = one and r.relative_id = other) or (r.person_id = other and r.relative_id = one))
$$;
