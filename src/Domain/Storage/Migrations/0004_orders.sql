create table orders (
    id              uuid primary key,
    number          bigint generated always as identity (start with 100001),
    site_id         uuid not null references sites,
    item_id         uuid not null references service_items,
    orderer_id      uuid not null references persons,
    served_id       uuid not null references persons,
    placed_by_id    uuid not null references persons,
    origin          text not null check (origin in ('Resident', 'Centre')),
    channel         text not null check (channel in ('Online', 'Offline')),
    urgency         text not null check (urgency in ('Danger', 'Utilities', 'Ordinary')),
    state           text not null check (state in ('Placed', 'Offered', 'Accepted', 'InService', 'Served', 'Rated', 'Disputed', 'Rejected', 'Withdrawn')),
    places          int not null check (places between 1 and 20),
    wanted_from     timestamptz not null,
    wanted_until    timestamptz not null,
    placed_at       timestamptz not null,
    placed_on       date not null,
    dispatch_due_at timestamptz not null,
    dispatched_at   timestamptz,
    dispatched_by_id uuid references persons,
    accepted_at     timestamptz,
    served_at       timestamptz,
    rate_due_at     timestamptz,
    closed_at       timestamptz,
    forwarded_from_id uuid references sites,
    returned        boolean not null default false,
    follows_id      uuid references orders,
    version         int not null check (version > 0),
    constraint orders_number unique (number),
    constraint orders_follow_once unique (follows_id),
    constraint orders_span check (wanted_until > wanted_from and wanted_until <= wanted_from + interval '24 hours'),
    constraint orders_closed check ((closed_at is not null) = (state in ('Rated', 'Rejected', 'Withdrawn')))
);
create index orders_site_state on orders (site_id, state, id);
create index orders_orderer on orders (orderer_id, id desc);
create index orders_served on orders (served_id, id desc) where served_id <> orderer_id;
create index orders_open_served on orders (served_id, item_id) where closed_at is null;
create index orders_rate_due on orders (rate_due_at) where state = 'Served';

-- Free text about people: sealed, and the one place to erase. 'Need' and 'Address' belong to the order, other kinds to one move.
create table order_texts (
    order_id    uuid not null references orders,
    kind        text not null check (kind in ('Need', 'Address', 'Reason', 'Words', 'Report')),
    version     int not null,
    sealed      bytea not null,
    primary key (order_id, kind, version)
);

create table offers (
    id          uuid primary key,
    order_id    uuid not null references orders,
    person_id   uuid references persons,       -- null: the open pool
    state       text not null check (state in ('Live', 'Taken', 'Declined', 'Lapsed', 'Recalled')),
    made_by_id  uuid not null references persons,
    made_at     timestamptz not null,
    deadline_at timestamptz not null,
    ended_at    timestamptz,
    constraint offers_ended check ((ended_at is null) = (state = 'Live')),
    constraint offers_deadline check (deadline_at > made_at)
);
create unique index offers_live_once on offers (order_id, person_id) nulls not distinct where state = 'Live';
create index offers_order on offers (order_id);
create index offers_person on offers (person_id, made_at desc) where state = 'Live' and person_id is not null;
create index offers_pool on offers (order_id) where state = 'Live' and person_id is null;
create index offers_deadline_index on offers (deadline_at) where state = 'Live';

-- Declining in the pool only hides the order for that person; it ends with the offer and leaves no trace in any ranking.
create table pool_hides (
    offer_id  uuid not null references offers on delete cascade,
    person_id uuid not null references persons,
    primary key (offer_id, person_id)
);

create table assignments (
    id             uuid primary key,
    order_id       uuid not null references orders,
    offer_id       uuid references offers,
    person_id      uuid not null references persons,
    state          text not null check (state in ('Accepted', 'InService', 'Served', 'GivenBack', 'NoShow', 'Released', 'Unfinished', 'Void')),
    planned        tstzrange not null,
    accepted_at    timestamptz not null,
    checked_in_at  timestamptz,
    checked_in_by_code boolean,
    checked_in_by_id uuid references persons,
    checked_out_at timestamptz,
    checked_out_by_code boolean,
    checked_out_by_id uuid references persons,
    start_misses   int not null default 0 check (start_misses between 0 and 5),
    end_misses     int not null default 0 check (end_misses between 0 and 5),
    called_back_by_id uuid references persons,
    called_back_at timestamptz,
    call_back_confirmed boolean,
    approved_by_id uuid references persons,
    ended_at       timestamptz,
    constraint assignments_own_approval check (approved_by_id is null or approved_by_id <> person_id),
    constraint assignments_codes check (checked_out_at is null or checked_in_at is not null),
    constraint assignments_overlap exclude using gist (person_id with =, planned with &&) where (state in ('Accepted', 'InService'))
);
create unique index assignments_live_once on assignments (order_id, person_id) where state in ('Accepted', 'InService', 'Served', 'Unfinished');
create index assignments_order on assignments (order_id);
create index assignments_person on assignments (person_id, id desc);
create index assignments_overdue on assignments (upper(planned)) where state in ('Accepted', 'InService');

create table ratings (
    order_id  uuid primary key references orders,
    answer    text not null check (answer in ('Solved', 'Partly', 'Unsolved', 'NoAnswer')),
    stars     int check (stars between 1 and 5),
    tags      text[] not null default '{}' check (tags <@ array['OnTime', 'Patient', 'Skilled', 'Kind', 'Careful', 'Late', 'Careless', 'Unkind']),
    rated_by_id uuid references persons,
    rated_at  timestamptz not null,
    constraint ratings_no_answer check ((answer = 'NoAnswer') = (rated_by_id is null) and (answer <> 'NoAnswer' or stars is null))
);

create table cases (
    id             uuid primary key,
    order_id       uuid not null references orders,
    assignment_id  uuid references assignments,
    kind           text not null check (kind in ('MissedCheckOut', 'NoShowContested', 'DeclaredMinutes', 'Dispute', 'Complaint')),
    state          text not null check (state in ('Open', 'Proposed', 'Closed')),
    opened_at      timestamptz not null,
    proposal       jsonb,
    proposed_by_id uuid references persons,
    proposed_at    timestamptz,
    closed_by_id   uuid references persons,
    closed_at      timestamptz,
    constraint cases_two_people check (closed_by_id is null or proposed_by_id is null or closed_by_id <> proposed_by_id),
    constraint cases_proposed check (state <> 'Proposed' or (proposal is not null and proposed_by_id is not null)),
    constraint cases_closed check ((closed_at is not null) = (state = 'Closed'))
);
create unique index cases_open_once on cases (order_id, kind, assignment_id) nulls not distinct where state <> 'Closed';
create index cases_order on cases (order_id);
create index cases_open on cases (id) where state <> 'Closed';

-- The history: ids, codes and instants, kept for ever.
create table order_events (
    order_id   uuid not null references orders,
    version    int not null,
    name       text not null,
    at         timestamptz not null,
    actor_id   uuid,              -- null: the worker
    command_id uuid not null,
    data       jsonb not null,
    primary key (order_id, version)
);
create trigger order_events_append_only before update or delete or truncate on order_events for each statement execute function refuse_change();
