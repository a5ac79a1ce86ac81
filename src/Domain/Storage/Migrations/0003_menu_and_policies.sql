create table service_items (
    id               uuid primary key,
    code             text not null check (code ~ '^[a-z0-9-]{2,60}$'),
    field            text not null check (field in ('Theory', 'Education', 'Culture', 'Science', 'Health', 'Emergency', 'Media', 'Law', 'Neighbour')),
    name             text not null check (length(name) between 1 and 60),
    name_en          text not null,
    description      text not null,
    description_en   text not null,
    may_serve        text not null check (may_serve in ('Anyone', 'Adult', 'Qualified')),
    usual_minutes    int not null check (usual_minutes between 1 and 1440),
    greatest_minutes int not null check (greatest_minutes between 1 and 1440),
    qualification    text,
    retired_at       timestamptz,
    constraint service_items_code unique (code),
    constraint service_items_minutes check (usual_minutes <= greatest_minutes),
    constraint service_items_qualification check ((may_serve = 'Qualified') = (qualification is not null))
);
-- An item is offered at a site and all below it.
create table menu_entries (
    item_id uuid not null references service_items,
    site_id uuid not null references sites,
    primary key (item_id, site_id)
);

-- Terms that a site sets for itself and all below it, from a date on; the row without a site is the deployment's.
-- The nearest site wins, then the latest valid_from that has begun.
create table policies (
    id                  uuid primary key,
    site_id             uuid references sites,
    valid_from          timestamptz not null,
    rate_percent        int not null check (rate_percent between 0 and 300),
    rounding_minutes    int not null check (rounding_minutes between 1 and 60),
    balance_cap_minutes bigint not null check (balance_cap_minutes > 0),
    not_home_minutes    int not null check (not_home_minutes between 0 and 240),
    danger_minutes      int not null check (danger_minutes between 1 and 10080),
    utilities_minutes   int not null check (utilities_minutes between 1 and 10080),
    ordinary_days       int not null check (ordinary_days between 1 and 30),
    offer_minutes       int not null check (offer_minutes between 5 and 10080),
    grace_minutes       int not null check (grace_minutes between 0 and 1440),
    rating_days         int not null check (rating_days between 1 and 30),
    reopen_days         int not null check (reopen_days between 1 and 365),
    constraint policies_once unique nulls not distinct (site_id, valid_from)
);
comment on column policies.balance_cap_minutes is 'available + held of one passbook; 1,500 h as in Nanjing (RULES T6); the excess goes to the community fund';
comment on column policies.danger_minutes is 'by the clock, day and night (RULES T9)';
comment on column policies.ordinary_days is 'working days, same hour (RULES T9)';
insert into policies values ('00000000-0000-7000-8000-000000000001', null, '2000-01-01T00:00:00Z', 100, 1, 90000, 30, 60, 120, 1, 120, 30, 3, 30);
create trigger policies_append_only before update or delete or truncate on policies for each statement execute function refuse_change();

create table calendar_days (
    day  date primary key,
    kind text not null check (kind in ('Holiday', 'Working')),
    name text not null
);
comment on table calendar_days is 'days on which the Chinese working calendar differs from Monday to Friday';

-- The one place that says whose terms hold at a site: the nearest site that has set any, the latest that has begun.
create function policy_at(site uuid, instant timestamptz) returns setof policies language sql stable rows 1 as $$
    select p.* from policies p left join site_paths s on s.ancestor_id = p.site_id and s.site_id = site
    where p.valid_from <= instant and (p.site_id is null or s.site_id is not null)
    order by s.depth nulls last, p.valid_from desc
    limit 1
$$;

create function is_offered(item uuid, site uuid) returns boolean language sql stable as $$
    select exists (select from service_items i join menu_entries e on e.item_id = i.id join site_paths p on p.ancestor_id = e.site_id
        where i.id = item and i.retired_at is null and p.site_id = site)
$$;
