-- What consumers still have to hear. Rows leave when they are handled (or confirmed by the broker).
create table outbox (
    xid     xid8 not null default pg_current_xact_id(),
    seq     bigint generated always as identity,
    id      uuid not null,
    type    text not null,
    subject uuid not null,
    version bigint not null,
    at      timestamptz not null,
    data    jsonb not null,
    failures int not null default 0,
    parked_at timestamptz,
    failure text,
    primary key (xid, seq)
);
create index outbox_parked on outbox (parked_at) where parked_at is not null;

create table relay_cursors (
    name text primary key,
    xid  xid8 not null,
    seq  bigint not null
);
insert into relay_cursors values ('transfers', '0', 0);

-- Consumers are idempotent: what was handled once is not handled again.
create table handled_events (
    consumer   text not null,
    event_id   uuid not null,
    handled_at timestamptz not null,
    primary key (consumer, event_id)
);
create index handled_events_age on handled_events (handled_at);

create table messages (
    id        uuid primary key,
    person_id uuid not null references persons,
    kind      text not null,
    order_id  uuid references orders,
    data      jsonb not null,
    sent_at   timestamptz not null,
    read_at   timestamptz,
    event_id  uuid not null,
    constraint messages_once unique (event_id, person_id, kind)
);
create index messages_person on messages (person_id, id desc);
create index messages_unread on messages (person_id) where read_at is null;

-- Same caller, same key: same answer for seven days; same key with another body is refused.
create table commands (
    caller_id uuid not null,
    key       text not null check (length(key) between 1 and 200),
    hash      bytea not null,
    answer    jsonb not null,
    at        timestamptz not null,
    primary key (caller_id, key)
);
create index commands_age on commands (at);

-- What each background part last said of itself; /health/ready reads it.
create table heartbeats (
    name   text primary key,
    at     timestamptz not null,
    well   boolean not null,
    detail text not null
);
