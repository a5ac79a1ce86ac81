-- The volunteers of a site in an order that favours nobody (the hash of an id is a lot drawn once), so that a query may take the first few from anywhere in it.
create index persons_volunteers on persons (home_site_id, uuid_hash(id)) where volunteer_number is not null and left_at is null;
create index qualifications_name on qualifications (name, person_id);

-- What was closed lately at a site: rated today, rejected or withdrawn since somebody was last told.
create index orders_closed on orders (site_id, closed_at) where closed_at is not null;

-- Messages about an order that their reader has not read: whom the desk must call.
create index messages_to_tell on messages (order_id) where read_at is null and order_id is not null;

-- Somebody at the desk said it by telephone.
create table calls_done (
    message_id uuid primary key references messages on delete cascade,
    done_by_id uuid not null references persons,
    done_at    timestamptz not null
);

-- Who has seen an order in the pool: a number for the desk, and nothing that ranks anybody.
create table pool_views (
    offer_id  uuid not null references offers on delete cascade,
    person_id uuid not null references persons,
    seen_at   timestamptz not null,
    primary key (offer_id, person_id)
);
grant select, insert on calls_done, pool_views to volunteer_api;
